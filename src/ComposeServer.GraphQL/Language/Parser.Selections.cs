using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Language;

ref partial struct Parser
{
    SelectionSetNode ParseSelectionSet()
    {
        var start = token;
        if (!Enter())
        {
            return null!;
        }

        var selections = Many(
            TokenKind.BraceOpen,
            static (scoped ref parser) => parser.ParseSelection(),
            TokenKind.BraceClose
        );
        Leave();
        return new SelectionSetNode { Selections = selections, Location = Close(start) };
    }

    SelectionNode ParseSelection() => token.Kind == TokenKind.Spread ? ParseFragment() : ParseField();

    FieldNode ParseField()
    {
        var start = token;
        if (++fields > limits.Fields)
        {
            Exceed($"Document contains more than {limits.Fields} fields", start);
        }

        string? alias = null;
        var name = ParseName(out var nameLocation);
        if (Take(TokenKind.Colon))
        {
            alias = name;
            name = ParseName(out nameLocation);
        }

        return new FieldNode
        {
            Alias = alias,
            Name = name,
            NameLocation = nameLocation,
            Arguments = ParseArguments(isConst: false),
            Directives = ParseDirectives(isConst: false),
            SelectionSet = token.Kind == TokenKind.BraceOpen ? ParseSelectionSet() : null,
            Location = Close(start),
        };
    }

    SelectionNode ParseFragment()
    {
        var start = token;
        Expect(TokenKind.Spread);
        var hasCondition = TakeKeyword("on"u8);
        if (!hasCondition && token.Kind == TokenKind.Name)
        {
            return new FragmentSpreadNode
            {
                Name = ParseFragmentName(out var nameLocation),
                NameLocation = nameLocation,
                Directives = ParseDirectives(isConst: false),
                Location = Close(start),
            };
        }

        return new InlineFragmentNode
        {
            TypeCondition = hasCondition ? ParseNamedType() : null,
            Directives = ParseDirectives(isConst: false),
            SelectionSet = ParseSelectionSet(),
            Location = Close(start),
        };
    }

    ImmutableArray<ArgumentNode> ParseArguments(bool isConst) =>
        OptionalMany<ArgumentNode>(
            TokenKind.ParenOpen,
            isConst
                ? static (scoped ref parser) => parser.ParseArgument(isConst: true)
                : static (scoped ref parser) => parser.ParseArgument(isConst: false),
            TokenKind.ParenClose
        );

    ArgumentNode ParseArgument(bool isConst)
    {
        var start = token;
        var name = ParseName(out var nameLocation);
        Expect(TokenKind.Colon);
        return new ArgumentNode
        {
            Name = name,
            NameLocation = nameLocation,
            Value = ParseValue(isConst),
            Location = Close(start),
        };
    }

    ImmutableArray<DirectiveNode> ParseDirectives(bool isConst)
    {
        if (token.Kind != TokenKind.At)
        {
            return [];
        }

        var mark = lists.Mark;
        while (token.Kind == TokenKind.At)
        {
            if (lists.Mark - mark == limits.DirectivesPerPlace)
            {
                Exceed($"There are more than {limits.DirectivesPerPlace} directives in one place", token);
                return [];
            }

            lists.Push(ParseDirective(isConst));
        }

        return error is null ? lists.Pop<DirectiveNode>(mark) : [];
    }

    DirectiveNode ParseDirective(bool isConst)
    {
        var start = token;
        Expect(TokenKind.At);
        return new DirectiveNode
        {
            Name = ParseName(out var nameLocation),
            NameLocation = nameLocation,
            Arguments = ParseArguments(isConst),
            Location = Close(start),
        };
    }
}
