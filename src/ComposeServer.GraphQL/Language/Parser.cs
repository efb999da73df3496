using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Language;

/// <summary>Recursive descent over the tokens of one source.</summary>
/// <remarks>
/// The first fault is kept, and from then on there are no more tokens: every rule returns soon, its half-made nodes are thrown
/// away. So bad input costs no exception.
/// </remarks>
ref partial struct Parser
{
    delegate TNode Rule<out TNode>(scoped ref Parser parser);

    readonly ReadOnlySpan<byte> source;
    readonly ParserLimits limits;
    readonly NameTable names = new();
    readonly NodeStack lists = new();
    Utf8Lexer lexer;
    Token token;
    int lastEnd;
    int tokens;
    int nesting;
    int nodes;
    int fields;
    SyntaxError? error;

    public Parser(ReadOnlySpan<byte> source, ParserLimits limits)
    {
        this.source = source;
        this.limits = limits;
        lexer = new Utf8Lexer(source);
        Advance();
    }

    public ParseResult Run()
    {
        var mark = lists.Mark;
        var definitions = 0;
        do
        {
            if (++definitions > limits.Definitions)
                Exceed($"Document contains more than {limits.Definitions} definitions", token);
            lists.Push(ParseDefinition());
        } while (!Take(TokenKind.EndOfFile) && error is null);

        return error is null
            ? ParseResult.Of(
                new DocumentNode
                {
                    Definitions = lists.Pop<DefinitionNode>(mark),
                    Location = new Location(0, source.Length, 1, 1),
                }
            )
            : ParseResult.Fail(error);
    }

    public ValueNode? RunValue(out SyntaxError? fault)
    {
        var value = ParseValue(isConst: false);
        Expect(TokenKind.EndOfFile);
        fault = error;
        return fault is null ? value : null;
    }

    public TypeNode? RunType(out SyntaxError? fault)
    {
        var type = ParseType();
        Expect(TokenKind.EndOfFile);
        fault = error;
        return fault is null ? type : null;
    }

    /// <summary>Items between two tokens; at least one.</summary>
    ImmutableArray<TNode> Many<TNode>(TokenKind open, Rule<TNode> item, TokenKind close)
        where TNode : SyntaxNode
    {
        Expect(open);
        var mark = lists.Mark;
        do
        {
            lists.Push(item(ref this));
        } while (!Take(close) && error is null);

        return error is null ? lists.Pop<TNode>(mark) : [];
    }

    /// <summary>Nothing, or items between two tokens, then at least one.</summary>
    ImmutableArray<TNode> OptionalMany<TNode>(TokenKind open, Rule<TNode> item, TokenKind close)
        where TNode : SyntaxNode => token.Kind == open ? Many(open, item, close) : [];

    /// <summary>Items between two tokens; may be none.</summary>
    ImmutableArray<TNode> Any<TNode>(TokenKind open, Rule<TNode> item, TokenKind close)
        where TNode : SyntaxNode
    {
        Expect(open);
        var mark = lists.Mark;
        while (!Take(close) && error is null)
        {
            lists.Push(item(ref this));
        }

        return error is null ? lists.Pop<TNode>(mark) : [];
    }

    /// <summary>Items with a token between them, and perhaps before the first; at least one.</summary>
    ImmutableArray<TNode> Delimited<TNode>(TokenKind delimiter, Rule<TNode> item)
        where TNode : SyntaxNode
    {
        Take(delimiter);
        var mark = lists.Mark;
        do
        {
            lists.Push(item(ref this));
        } while (Take(delimiter));

        return error is null ? lists.Pop<TNode>(mark) : [];
    }
}
