using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Language;

ref partial struct Parser
{
    TypeSystemNode? ParseTypeSystemDefinition(ReadOnlySpan<byte> keyword) =>
        keyword switch
        {
            _ when keyword.SequenceEqual("schema"u8) => ParseSchema(),
            _ when keyword.SequenceEqual("scalar"u8) => ParseScalar(),
            _ when keyword.SequenceEqual("type"u8) => ParseObjectType(),
            _ when keyword.SequenceEqual("interface"u8) => ParseInterface(),
            _ when keyword.SequenceEqual("union"u8) => ParseUnion(),
            _ when keyword.SequenceEqual("enum"u8) => ParseEnum(),
            _ when keyword.SequenceEqual("input"u8) => ParseInputObject(),
            _ when keyword.SequenceEqual("directive"u8) => ParseDirectiveDefinition(),
            _ => null,
        };

    StringValueNode? ParseDescription() =>
        token.Kind is TokenKind.String or TokenKind.BlockString ? ParseString() : null;

    SchemaDefinitionNode ParseSchema()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("schema"u8);
        return new SchemaDefinitionNode
        {
            Description = description,
            Directives = ParseDirectives(isConst: true),
            OperationTypes = Many(
                TokenKind.BraceOpen,
                static (scoped ref parser) => parser.ParseOperationTypeDefinition(),
                TokenKind.BraceClose
            ),
            Location = Close(start),
        };
    }

    OperationTypeDefinitionNode ParseOperationTypeDefinition()
    {
        var start = token;
        var operation = ParseOperationType();
        Expect(TokenKind.Colon);
        return new OperationTypeDefinitionNode
        {
            Operation = operation,
            Type = ParseNamedType(),
            Location = Close(start),
        };
    }

    ScalarTypeDefinitionNode ParseScalar()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("scalar"u8);
        return new ScalarTypeDefinitionNode
        {
            Description = description,
            Name = ParseName(out var nameLocation),
            NameLocation = nameLocation,
            Directives = ParseDirectives(isConst: true),
            Location = Close(start),
        };
    }

    ObjectTypeDefinitionNode ParseObjectType()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("type"u8);
        return new ObjectTypeDefinitionNode
        {
            Description = description,
            Name = ParseName(out var nameLocation),
            NameLocation = nameLocation,
            Interfaces = ParseImplements(),
            Directives = ParseDirectives(isConst: true),
            Fields = ParseFieldDefinitions(),
            Location = Close(start),
        };
    }

    InterfaceTypeDefinitionNode ParseInterface()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("interface"u8);
        return new InterfaceTypeDefinitionNode
        {
            Description = description,
            Name = ParseName(out var nameLocation),
            NameLocation = nameLocation,
            Interfaces = ParseImplements(),
            Directives = ParseDirectives(isConst: true),
            Fields = ParseFieldDefinitions(),
            Location = Close(start),
        };
    }

    UnionTypeDefinitionNode ParseUnion()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("union"u8);
        return new UnionTypeDefinitionNode
        {
            Description = description,
            Name = ParseName(out var nameLocation),
            NameLocation = nameLocation,
            Directives = ParseDirectives(isConst: true),
            Types = ParseUnionMembers(),
            Location = Close(start),
        };
    }

    EnumTypeDefinitionNode ParseEnum()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("enum"u8);
        return new EnumTypeDefinitionNode
        {
            Description = description,
            Name = ParseName(out var nameLocation),
            NameLocation = nameLocation,
            Directives = ParseDirectives(isConst: true),
            Values = ParseEnumValues(),
            Location = Close(start),
        };
    }

    InputObjectTypeDefinitionNode ParseInputObject()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("input"u8);
        return new InputObjectTypeDefinitionNode
        {
            Description = description,
            Name = ParseName(out var nameLocation),
            NameLocation = nameLocation,
            Directives = ParseDirectives(isConst: true),
            Fields = ParseInputFields(),
            Location = Close(start),
        };
    }

    DirectiveDefinitionNode ParseDirectiveDefinition()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("directive"u8);
        Expect(TokenKind.At);
        var name = ParseName(out var nameLocation);
        var arguments = ParseArgumentDefinitions();
        var isRepeatable = TakeKeyword("repeatable"u8);
        ExpectKeyword("on"u8);
        return new DirectiveDefinitionNode
        {
            Description = description,
            Name = name,
            NameLocation = nameLocation,
            Arguments = arguments,
            IsRepeatable = isRepeatable,
            Locations = ParseDirectiveLocations(),
            Location = Close(start),
        };
    }

    ImmutableArray<DirectiveLocation> ParseDirectiveLocations()
    {
        Take(TokenKind.Pipe);
        var locations = ImmutableArray.CreateBuilder<DirectiveLocation>();
        do
        {
            var start = token;
            var name = ParseName(out _);
            if (!DirectiveLocationNames.TryParse(name, out var location))
            {
                Unexpected(start);
            }

            locations.Add(location);
        } while (Take(TokenKind.Pipe));

        return locations.DrainToImmutable();
    }
}
