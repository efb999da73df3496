namespace ComposeServer.GraphQL.Language;

ref partial struct Parser
{
    DefinitionNode ParseDefinition()
    {
        if (token.Kind == TokenKind.BraceOpen)
        {
            return ParseShorthand();
        }

        var keyword = token;
        var isDescribed = token.Kind is TokenKind.String or TokenKind.BlockString;
        if (isDescribed)
        {
            keyword = Peek();
            if (keyword.Kind == TokenKind.BraceOpen)
            {
                Fail("Unexpected description, descriptions are not supported on shorthand queries.", token.Start);
                return null!;
            }
        }

        if (keyword.Kind == TokenKind.Name)
        {
            var word = Bytes(keyword);
            if (ParseDefinitionOf(word) is { } definition)
            {
                return definition;
            }

            if (isDescribed)
            {
                Fail("Unexpected description, only GraphQL definitions support descriptions.", token.Start);
                return null!;
            }

            if (word.SequenceEqual("extend"u8))
            {
                return ParseExtension();
            }
        }

        Unexpected(keyword);
        return null!;
    }

    DefinitionNode? ParseDefinitionOf(ReadOnlySpan<byte> keyword)
    {
        if (
            keyword.SequenceEqual("query"u8)
            || keyword.SequenceEqual("mutation"u8)
            || keyword.SequenceEqual("subscription"u8)
        )
        {
            return ParseOperation();
        }

        return keyword.SequenceEqual("fragment"u8) ? ParseFragmentDefinition() : ParseTypeSystemDefinition(keyword);
    }

    OperationDefinitionNode ParseShorthand()
    {
        var start = token;
        return new OperationDefinitionNode { SelectionSet = ParseSelectionSet(), Location = Close(start) };
    }

    OperationDefinitionNode ParseOperation()
    {
        var start = token;
        var nameLocation = Location.None;
        return new OperationDefinitionNode
        {
            Description = ParseDescription(),
            Operation = ParseOperationType(),
            Name = token.Kind == TokenKind.Name ? ParseName(out nameLocation) : null,
            NameLocation = nameLocation,
            Variables = OptionalMany(
                TokenKind.ParenOpen,
                static (scoped ref parser) => parser.ParseVariableDefinition(),
                TokenKind.ParenClose
            ),
            Directives = ParseDirectives(isConst: false),
            SelectionSet = ParseSelectionSet(),
            Location = Close(start),
        };
    }

    OperationType ParseOperationType()
    {
        var keyword = Expect(TokenKind.Name);
        if (IsKeyword(keyword, "query"u8))
        {
            return OperationType.Query;
        }

        if (IsKeyword(keyword, "mutation"u8))
        {
            return OperationType.Mutation;
        }

        if (!IsKeyword(keyword, "subscription"u8))
        {
            Unexpected(keyword);
        }

        return OperationType.Subscription;
    }

    VariableDefinitionNode ParseVariableDefinition()
    {
        var start = token;
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        return new VariableDefinitionNode
        {
            Description = description,
            Variable = variable,
            Type = ParseType(),
            DefaultValue = Take(TokenKind.Equal) ? ParseValue(isConst: true) : null,
            Directives = ParseDirectives(isConst: true),
            Location = Close(start),
        };
    }

    FragmentDefinitionNode ParseFragmentDefinition()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("fragment"u8);
        var name = ParseFragmentName(out var nameLocation);
        ExpectKeyword("on"u8);
        return new FragmentDefinitionNode
        {
            Description = description,
            Name = name,
            NameLocation = nameLocation,
            TypeCondition = ParseNamedType(),
            Directives = ParseDirectives(isConst: false),
            SelectionSet = ParseSelectionSet(),
            Location = Close(start),
        };
    }

    string ParseFragmentName(out Location location)
    {
        if (IsKeyword(token, "on"u8))
        {
            Unexpected(token);
        }

        return ParseName(out location);
    }
}
