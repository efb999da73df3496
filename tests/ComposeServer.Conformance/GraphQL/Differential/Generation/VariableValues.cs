using System.Globalization;
using ComposeServer.Conformance.Differential;

namespace ComposeServer.Conformance.GraphQL.Differential.Generation;

/// <summary>Makes the variables of a request in JSON.</summary>
/// <param name="schema">The schema.</param>
/// <param name="chance">Decides.</param>
/// <param name="wrongOneIn">How often a value, also one within another, is not what the type asks for; 0 for never.</param>
sealed class VariableValues(SchemaText schema, Chance chance, int wrongOneIn)
{
    const int DepthMax = 4;

    static readonly string[] Stray =
    [
        "null",
        "1",
        "-3000000000",
        "1.5",
        "1e400",
        "true",
        "\"text\"",
        "\"RED\"",
        "\"\"",
        "[]",
        "[null]",
        "[[1], \"two\"]",
        "{}",
        "{\"a\":{\"b\":{\"c\":1}}}",
        "{\"size\":1,\"unknown\":[1,2,3,4,5,6,7,8,9,10,11,12]}",
        "\"a \\\"quoted\\\" \\u0007 one\"",
    ];
    static readonly string[] Texts = ["\"\"", "\"plain\"", "\"\\n\\u0001\\\"\"", "\"é😀\"", "\"\\u20ac\""];
    static readonly string[] Floats = ["1.5", "-0.0", "1", "1e3", "0.1", "123456789.125", "1E-7"];

    /// <summary>An object with a value for most of the variables.</summary>
    public string Of(IEnumerable<VariableText> variables)
    {
        var given = variables
            .Where(variable => !chance.OneIn(TypeText.IsNonNull(variable.Type) && variable.Default is null ? 25 : 3))
            .Select(variable => $"\"{variable.Name}\":{Top(variable)}");
        return $"{{{string.Join(',', given)}}}";
    }

    /// <summary>A condition that may be null is left out rather than null; see the tests of deliberate differences.</summary>
    string Top(VariableText variable) =>
        variable.Name.StartsWith(DocumentGenerator.ConditionPrefix, StringComparison.Ordinal)
            ? Named("Boolean", 0)
            : Of(variable.Type, 0);

    string Of(string type, int depth)
    {
        if (wrongOneIn > 0 && chance.OneIn(wrongOneIn))
            return chance.Of(Stray);
        if (!TypeText.IsNonNull(type) && chance.OneIn(8))
            return "null";
        if (!TypeText.IsList(type))
            return Named(TypeText.Named(type), depth);
        var item = TypeText.Item(type);
        if (!TypeText.IsList(item) && chance.OneIn(6))
            return Of($"{TypeText.Nullable(item)}!", depth + 1);
        var count = depth > DepthMax ? 0 : chance.Below(4);
        return $"[{string.Join(',', Enumerable.Range(0, count).Select(_ => Of(item, depth + 1)))}]";
    }

    string Named(string name, int depth) =>
        name switch
        {
            "Int" => chance.From(-99, 99).ToString(CultureInfo.InvariantCulture),
            "Float" => chance.Of(Floats),
            "Boolean" => chance.OneIn(2) ? "true" : "false",
            "String" => chance.Of(Texts),
            "ID" => chance.OneIn(2) ? $"\"id{chance.Below(50)}\"" : $"{chance.Below(1_000)}",
            _ => schema.Find(name) switch
            {
                { Keyword: "enum" } => $"\"{chance.Of(schema.MembersOf(name)).Name}\"",
                { Keyword: "input" } input => Object(input, depth),
                _ => chance.Of(Stray[1..]),
            },
        };

    string Object(DefinitionText input, int depth)
    {
        var fields = schema.MembersOf(input.Name);
        var isOneOf = input.Directives.Contains("@oneOf");
        MemberText[] given = isOneOf
            ? [chance.Of(fields)]
            : [.. fields.Where(field => field.IsRequired || (depth <= DepthMax && chance.OneIn(2)))];
        List<string> members =
        [
            .. given.Select(field => $"\"{field.Name}\":{Of(isOneOf ? $"{field.Type}!" : field.Type!, depth + 1)}"),
        ];
        if (wrongOneIn > 0 && chance.OneIn(wrongOneIn))
            Spoil(members, fields);
        return $"{{{string.Join(',', members)}}}";
    }

    /// <summary>Leaves a member out or puts one in that should not be there.</summary>
    void Spoil(List<string> members, IReadOnlyList<MemberText> fields)
    {
        if (members.Count > 0 && chance.OneIn(2))
            members.RemoveAt(chance.Below(members.Count));
        else if (chance.OneIn(2))
            members.Add($"\"{chance.Of(fields).Name}x\":1");
        else if (
            fields.FirstOrDefault(field =>
                members.TrueForAll(one => !one.StartsWith($"\"{field.Name}\":", StringComparison.Ordinal))
            ) is
            { } other
        )
            members.Add($"\"{other.Name}\":null");
    }
}
