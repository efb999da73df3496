using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Language;

ref partial struct Parser
{
    ImmutableArray<NamedTypeNode> ParseImplements() =>
        TakeKeyword("implements"u8)
            ? Delimited(TokenKind.Ampersand, static (scoped ref parser) => parser.ParseNamedType())
            : [];

    ImmutableArray<NamedTypeNode> ParseUnionMembers() =>
        Take(TokenKind.Equal) ? Delimited(TokenKind.Pipe, static (scoped ref parser) => parser.ParseNamedType()) : [];

    ImmutableArray<FieldDefinitionNode> ParseFieldDefinitions() =>
        OptionalMany(
            TokenKind.BraceOpen,
            static (scoped ref parser) => parser.ParseFieldDefinition(),
            TokenKind.BraceClose
        );

    ImmutableArray<InputValueDefinitionNode> ParseArgumentDefinitions() =>
        OptionalMany(TokenKind.ParenOpen, static (scoped ref parser) => parser.ParseInputValue(), TokenKind.ParenClose);

    ImmutableArray<InputValueDefinitionNode> ParseInputFields() =>
        OptionalMany(TokenKind.BraceOpen, static (scoped ref parser) => parser.ParseInputValue(), TokenKind.BraceClose);

    ImmutableArray<EnumValueDefinitionNode> ParseEnumValues() =>
        OptionalMany(TokenKind.BraceOpen, static (scoped ref parser) => parser.ParseEnumValue(), TokenKind.BraceClose);

    FieldDefinitionNode ParseFieldDefinition()
    {
        var start = token;
        var description = ParseDescription();
        var name = ParseName(out var nameLocation);
        var arguments = ParseArgumentDefinitions();
        Expect(TokenKind.Colon);
        return new FieldDefinitionNode
        {
            Description = description,
            Name = name,
            NameLocation = nameLocation,
            Arguments = arguments,
            Type = ParseType(),
            Directives = ParseDirectives(isConst: true),
            Location = Close(start),
        };
    }

    InputValueDefinitionNode ParseInputValue()
    {
        var start = token;
        var description = ParseDescription();
        var name = ParseName(out var nameLocation);
        Expect(TokenKind.Colon);
        return new InputValueDefinitionNode
        {
            Description = description,
            Name = name,
            NameLocation = nameLocation,
            Type = ParseType(),
            DefaultValue = Take(TokenKind.Equal) ? ParseValue(isConst: true) : null,
            Directives = ParseDirectives(isConst: true),
            Location = Close(start),
        };
    }

    EnumValueDefinitionNode ParseEnumValue()
    {
        var start = token;
        var description = ParseDescription();
        if (IsKeyword(token, "true"u8) || IsKeyword(token, "false"u8) || IsKeyword(token, "null"u8))
        {
            Fail($"{Describe(token)} is reserved and cannot be used for an enum value.", token.Start);
        }

        return new EnumValueDefinitionNode
        {
            Description = description,
            Name = ParseName(out var nameLocation),
            NameLocation = nameLocation,
            Directives = ParseDirectives(isConst: true),
            Location = Close(start),
        };
    }
}
