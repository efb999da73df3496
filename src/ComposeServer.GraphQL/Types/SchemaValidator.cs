using ComposeServer.GraphQL.Introspection;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>The rules of the type system. Source: GraphQL October 2021, 3 "Type Validation"; order and messages as in graphql-js 16.</summary>
public sealed partial class SchemaValidator
{
    readonly Schema schema;
    readonly List<SchemaError> errors = [];

    SchemaValidator(Schema schema) => this.schema = schema;

    /// <summary>All rules the schema breaks; none for a schema that may be executed.</summary>
    public static IReadOnlyList<SchemaError> Validate(Schema schema)
    {
        var validator = new SchemaValidator(schema);
        validator.CheckRoots();
        validator.CheckDirectives();
        foreach (var type in schema.Types)
        {
            validator.CheckType(type);
        }

        return validator.errors;
    }

    void Report(string message, params IEnumerable<SyntaxNode?> nodes) =>
        errors.Add(SchemaError.AtNodes(message, nodes));

    void CheckRoots()
    {
        if (schema.QueryType is null)
        {
            Report("Query root type must be provided.", schema.Syntax);
        }
    }

    void CheckDirectives()
    {
        foreach (var directive in schema.Directives)
        {
            CheckName(directive.Name, directive.Syntax);
            if (directive.Locations.Count == 0)
            {
                Report($"Directive @{directive.Name} must include 1 or more locations.", directive.Syntax);
            }

            foreach (var argument in directive.Arguments)
            {
                var coordinate = $"@{directive.Name}({argument.Name}:)";
                CheckName(argument.Name, argument.Syntax);
                if (!argument.Type.IsInput)
                {
                    Report($"The type of {coordinate} must be Input Type but got: {argument.Type}.", argument.Syntax);
                }

                CheckNotDeprecatedWhenRequired(argument, $"argument {coordinate}");
            }
        }
    }

    void CheckType(NamedType type)
    {
        if (!IntrospectionTypes.IsName(type.Name))
        {
            CheckName(type.Name, type.Syntax);
        }

        switch (type)
        {
            case FieldsContainerType container:
                CheckFields(container);
                CheckInterfaces(container);
                break;
            case UnionType union:
                CheckMembers(union);
                break;
            case EnumType enumType:
                CheckValues(enumType);
                break;
            case InputObjectType input:
                CheckInputFields(input);
                CheckNonNullCycles(input);
                CheckDefaultCycles(input);
                break;
        }
    }

    void CheckName(string name, SyntaxNode? node)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            Report($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.", node);
        }
    }

    void CheckNotDeprecatedWhenRequired(InputValueDefinition input, string what)
    {
        if (input.IsRequired && input.IsDeprecated)
        {
            var directive = input.Syntax?.Directives.FirstOrDefault(node => node.Name is "deprecated");
            Report($"Required {what} cannot be deprecated.", directive, input.Syntax?.Type);
        }
    }

    void CheckMembers(UnionType union)
    {
        if (union.Types.Count == 0)
        {
            Report($"Union type {union.Name} must define one or more member types.", Definitions(union));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in union.Types)
        {
            if (!seen.Add(member.Name))
            {
                Report($"Union type {union.Name} can only include type {member.Name} once.", Members(union, member));
            }
        }
    }

    void CheckValues(EnumType type)
    {
        if (type.Values.Count == 0)
        {
            Report($"Enum type {type.Name} must define one or more values.", Definitions(type));
        }

        foreach (var value in type.Values)
        {
            CheckName(value.Name, value.Syntax);
        }
    }

    static IEnumerable<SyntaxNode?> Definitions(NamedType type) => [type.Syntax, .. type.Extensions];

    static IEnumerable<SyntaxNode> Members(UnionType union, ObjectType member) =>
        Definitions(union)
            .SelectMany(node =>
                node switch
                {
                    UnionTypeDefinitionNode definition => definition.Types,
                    UnionTypeExtensionNode extension => extension.Types,
                    _ => [],
                }
            )
            .Where(node => string.Equals(node.Name, member.Name, StringComparison.Ordinal));
}
