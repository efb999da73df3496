using System.Text;
using ComposeServer.GraphQL.Introspection;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>Schemas as SDL, letter for letter like the reference implementation.</summary>
/// <remarks>Built-in scalars and directives and introspection types are left out; applied custom directives are not kept by a schema.</remarks>
public sealed partial class SchemaPrinter
{
    readonly StringBuilder text = new();

    SchemaPrinter() { }

    /// <summary>The whole schema: schema definition if its names are unusual, directives, types in schema order.</summary>
    public static string Print(Schema schema)
    {
        var printer = new SchemaPrinter();
        printer.WriteSchema(schema);
        foreach (var directive in schema.Directives)
        {
            if (!BuiltInDirectives.IsName(directive.Name))
            {
                printer.StartDefinition();
                printer.WriteDirective(directive);
            }
        }

        foreach (var type in schema.Types)
        {
            if (!BuiltInScalars.IsName(type.Name) && !IntrospectionTypes.IsName(type.Name))
            {
                printer.StartDefinition();
                printer.WriteType(type);
            }
        }

        return printer.text.ToString();
    }

    /// <summary>The definition of one type.</summary>
    public static string PrintType(NamedType type)
    {
        var printer = new SchemaPrinter();
        printer.WriteType(type);
        return printer.text.ToString();
    }

    void StartDefinition() => text.Append(text.Length == 0 ? "" : "\n\n");

    void WriteSchema(Schema schema)
    {
        var hasUsualNames =
            schema.QueryType is null or { Name: "Query" }
            && schema.MutationType is null or { Name: "Mutation" }
            && schema.SubscriptionType is null or { Name: "Subscription" };
        if (schema.Description is null && hasUsualNames)
        {
            return;
        }

        WriteDescription(schema.Description);
        var roots = new List<string>();
        AddRoot(roots, "query", schema.QueryType);
        AddRoot(roots, "mutation", schema.MutationType);
        AddRoot(roots, "subscription", schema.SubscriptionType);
        text.Append("schema {\n").AppendJoin('\n', roots).Append("\n}");
    }

    static void AddRoot(List<string> roots, string operation, ObjectType? type)
    {
        if (type is not null)
        {
            roots.Add($"  {operation}: {type.Name}");
        }
    }

    void WriteType(NamedType type)
    {
        WriteDescription(type.Description);
        switch (type)
        {
            case ScalarType scalar:
                text.Append("scalar ").Append(scalar.Name);
                WriteSpecifiedBy(scalar.SpecifiedByUrl);
                break;
            case ObjectType container:
                WriteContainer("type ", container);
                break;
            case InterfaceType container:
                WriteContainer("interface ", container);
                break;
            case UnionType union:
                text.Append("union ").Append(union.Name);
                text.Append(union.Types.Count == 0 ? "" : " = ").AppendJoin(" | ", union.Types);
                break;
            case EnumType enumType:
                text.Append("enum ").Append(enumType.Name);
                WriteBlock(enumType.Values, value => value.Description, WriteEnumValue);
                break;
            case InputObjectType input:
                text.Append("input ").Append(input.Name).Append(input.IsOneOf ? " @oneOf" : "");
                WriteBlock(input.Fields, field => field.Description, WriteInput);
                break;
        }
    }

    void WriteDirective(DirectiveDefinition directive)
    {
        WriteDescription(directive.Description);
        text.Append("directive @").Append(directive.Name);
        WriteArguments(directive.Arguments, indent: "");
        WriteDeprecated(directive.DeprecationReason);
        text.Append(directive.IsRepeatable ? " repeatable on " : " on ");
        text.AppendJoin(" | ", directive.Locations.Select(location => location.Name));
    }
}
