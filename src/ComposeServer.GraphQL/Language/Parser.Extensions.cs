namespace ComposeServer.GraphQL.Language;

ref partial struct Parser
{
    TypeSystemNode ParseExtension()
    {
        var start = token;
        var keyword = Peek();
        if (keyword.Kind == TokenKind.Name)
        {
            var word = Bytes(keyword);
            var known =
                word.SequenceEqual("schema"u8)
                || word.SequenceEqual("scalar"u8)
                || word.SequenceEqual("type"u8)
                || word.SequenceEqual("interface"u8)
                || word.SequenceEqual("union"u8)
                || word.SequenceEqual("enum"u8)
                || word.SequenceEqual("input"u8);
            if (known)
            {
                Advance();
                Advance();
                return ParseExtensionOf(word, start);
            }
        }

        Unexpected(keyword);
        return null!;
    }

    TypeSystemNode ParseExtensionOf(ReadOnlySpan<byte> keyword, Token start)
    {
        if (keyword.SequenceEqual("schema"u8))
        {
            return ParseSchemaExtension(start);
        }

        var name = ParseName(out var nameLocation);
        return keyword switch
        {
            _ when keyword.SequenceEqual("scalar"u8) => ParseScalarExtension(start, name, nameLocation),
            _ when keyword.SequenceEqual("type"u8) => ParseObjectExtension(start, name, nameLocation),
            _ when keyword.SequenceEqual("interface"u8) => ParseInterfaceExtension(start, name, nameLocation),
            _ when keyword.SequenceEqual("union"u8) => ParseUnionExtension(start, name, nameLocation),
            _ when keyword.SequenceEqual("enum"u8) => ParseEnumExtension(start, name, nameLocation),
            _ => ParseInputExtension(start, name, nameLocation),
        };
    }

    SchemaExtensionNode ParseSchemaExtension(Token start)
    {
        var directives = ParseDirectives(isConst: true);
        var operations = OptionalMany(
            TokenKind.BraceOpen,
            static (scoped ref parser) => parser.ParseOperationTypeDefinition(),
            TokenKind.BraceClose
        );
        RequireAny(directives.Length + operations.Length);
        return new SchemaExtensionNode
        {
            Directives = directives,
            OperationTypes = operations,
            Location = Close(start),
        };
    }

    ScalarTypeExtensionNode ParseScalarExtension(Token start, string name, Location nameLocation)
    {
        var directives = ParseDirectives(isConst: true);
        RequireAny(directives.Length);
        return new ScalarTypeExtensionNode
        {
            Name = name,
            NameLocation = nameLocation,
            Directives = directives,
            Location = Close(start),
        };
    }

    ObjectTypeExtensionNode ParseObjectExtension(Token start, string name, Location nameLocation)
    {
        var interfaces = ParseImplements();
        var directives = ParseDirectives(isConst: true);
        var definitions = ParseFieldDefinitions();
        RequireAny(interfaces.Length + directives.Length + definitions.Length);
        return new ObjectTypeExtensionNode
        {
            Name = name,
            NameLocation = nameLocation,
            Interfaces = interfaces,
            Directives = directives,
            Fields = definitions,
            Location = Close(start),
        };
    }

    InterfaceTypeExtensionNode ParseInterfaceExtension(Token start, string name, Location nameLocation)
    {
        var interfaces = ParseImplements();
        var directives = ParseDirectives(isConst: true);
        var definitions = ParseFieldDefinitions();
        RequireAny(interfaces.Length + directives.Length + definitions.Length);
        return new InterfaceTypeExtensionNode
        {
            Name = name,
            NameLocation = nameLocation,
            Interfaces = interfaces,
            Directives = directives,
            Fields = definitions,
            Location = Close(start),
        };
    }

    UnionTypeExtensionNode ParseUnionExtension(Token start, string name, Location nameLocation)
    {
        var directives = ParseDirectives(isConst: true);
        var types = ParseUnionMembers();
        RequireAny(directives.Length + types.Length);
        return new UnionTypeExtensionNode
        {
            Name = name,
            NameLocation = nameLocation,
            Directives = directives,
            Types = types,
            Location = Close(start),
        };
    }

    EnumTypeExtensionNode ParseEnumExtension(Token start, string name, Location nameLocation)
    {
        var directives = ParseDirectives(isConst: true);
        var values = ParseEnumValues();
        RequireAny(directives.Length + values.Length);
        return new EnumTypeExtensionNode
        {
            Name = name,
            NameLocation = nameLocation,
            Directives = directives,
            Values = values,
            Location = Close(start),
        };
    }

    InputObjectTypeExtensionNode ParseInputExtension(Token start, string name, Location nameLocation)
    {
        var directives = ParseDirectives(isConst: true);
        var inputs = ParseInputFields();
        RequireAny(directives.Length + inputs.Length);
        return new InputObjectTypeExtensionNode
        {
            Name = name,
            NameLocation = nameLocation,
            Directives = directives,
            Fields = inputs,
            Location = Close(start),
        };
    }

    /// <summary>An extension must add something.</summary>
    void RequireAny(int additions)
    {
        if (additions == 0)
        {
            Unexpected(token);
        }
    }
}
