using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Introspection;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>The plain algorithm for introspection fields alone: no merging of fields, no errors.</summary>
sealed class IntrospectionEvaluator(Schema schema, DocumentNode document)
{
    readonly Dictionary<string, FragmentDefinitionNode> fragments = document
        .Definitions.OfType<FragmentDefinitionNode>()
        .ToDictionary(fragment => fragment.Name!);

    public JsonObject Evaluate(OperationDefinitionNode operation) =>
        Object(schema.QueryType!, source: schema, operation.SelectionSet);

    JsonObject Object(ObjectType type, object source, SelectionSetNode selections)
    {
        var answer = new JsonObject();
        Collect(answer, type, source, selections);
        return answer;
    }

    void Collect(JsonObject answer, ObjectType type, object source, SelectionSetNode selections)
    {
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case FieldNode { Name: "__typename" } field:
                    answer[field.ResponseKey] = type.Name;
                    break;
                case FieldNode field:
                    var definition = IntrospectionTypes.MetaField(schema, type, field.Name) ?? type.Fields[field.Name]!;
                    var value = ((IntrospectionResolver)definition.Resolver!).Read(
                        source,
                        Arguments(definition, field),
                        schema
                    );
                    answer[field.ResponseKey] = Complete(definition.Type, value, field);
                    break;
                case FragmentSpreadNode spread:
                    Collect(answer, type, source, fragments[spread.Name].SelectionSet);
                    break;
            }
        }
    }

    static ArgumentValues Arguments(FieldDefinition definition, FieldNode field)
    {
        var arguments = new Dictionary<string, object?>();
        foreach (var argument in definition.Arguments)
        {
            var given = field.Arguments.FirstOrDefault(node => node.Name == argument.Name);
            object? value = null;
            var has = given is not null
                ? InputLiteral.TryCoerce(given.Value, argument.Type, variables: null, out value)
                : argument.Default?.TryGetValue(argument.Type, out value) == true;
            if (has)
                arguments[argument.Name] = value;
        }

        return new ArgumentValues([.. arguments]);
    }

    JsonNode? Complete(GraphQLType type, object? value, FieldNode field)
    {
        if (type is NonNullType nonNull)
            return Complete(nonNull.OfType, value, field) ?? throw new InvalidOperationException($"{field} is null");
        if (value is null)
            return null;
        return type switch
        {
            ListType list => new JsonArray([
                .. ((IEnumerable)value).Cast<object>().Select(item => Complete(list.OfType, item, field)),
            ]),
            ObjectType objectType => Object(objectType, value, field.SelectionSet!),
            LeafType leaf => JsonSerializer.SerializeToNode(leaf.Serialize(value).Value),
            _ => throw new InvalidOperationException($"unexpected type {type}"),
        };
    }
}
