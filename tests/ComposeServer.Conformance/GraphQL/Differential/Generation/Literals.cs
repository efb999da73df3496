using System.Globalization;
using ComposeServer.Conformance.Differential;

namespace ComposeServer.Conformance.GraphQL.Differential.Generation;

/// <summary>Gives a variable for a place, or nothing.</summary>
/// <param name="type">The type of the place.</param>
/// <param name="hasDefault">Whether the place has a default of its own.</param>
/// <param name="where">What kind of place it is.</param>
delegate string? VariableSource(string type, bool hasDefault, string where);

/// <summary>Makes literals of a type.</summary>
/// <param name="schema">The schema, as far as it is made.</param>
/// <param name="chance">Decides.</param>
/// <param name="variables">Puts variables in; null where there are none.</param>
/// <param name="isPlain">Whether custom scalars hold no lists and objects: the reference cannot print schemas with such defaults.</param>
sealed class Literals(SchemaText schema, Chance chance, VariableSource? variables = null, bool isPlain = false)
{
    const int DepthMax = 3;

    static readonly string[] Texts =
    [
        "\"\"",
        "\"plain\"",
        "\"a \\\"quoted\\\" \\\\ one\"",
        "\"\\u00e9 \\u{1F600} é😀\"",
        "\"\\n\\t\\u0007\"",
        "\"\"\"\n    block\n      of text\n    \"\"\"",
        "\"\"\"one \\\"\"\" line\"\"\"",
    ];
    static readonly string[] Floats = ["1.5", "-0.25", "1e3", "1.0", "-0", "0.1e-2", "3", "123456789012", "1e21"];
    static readonly string[] Ints = ["0", "1", "-5", "2147483647", "-2147483648", "-0"];
    static readonly string[] Untyped =
    [
        "1",
        "2.50",
        "\"free\"",
        "true",
        "WORD",
        "123456789012345678901",
        "[1, [2], null]",
        "{a: 1, b: {c: [\"d\"], e: null}}",
    ];
    const int PlainCount = 6;

    public string Of(string type, bool hasDefault = false, string where = "argument") => Of(type, hasDefault, where, 0);

    string Of(string type, bool hasDefault, string where, int depth)
    {
        if (variables?.Invoke(type, hasDefault, where) is { } variable)
            return variable;
        if (!TypeText.IsNonNull(type) && chance.OneIn(8))
            return "null";
        return TypeText.IsList(type) ? List(TypeText.Item(type), depth) : Named(TypeText.Named(type), depth);
    }

    string List(string item, int depth)
    {
        // A single value stands for a list of one, but a variable of the item's type may not.
        if (depth <= DepthMax && !TypeText.IsList(item) && chance.OneIn(5))
        {
            var constants = new Literals(schema, chance, isPlain: isPlain);
            return constants.Of($"{TypeText.Nullable(item)}!", hasDefault: false, "list element", depth + 1);
        }

        var count = depth > DepthMax ? 0 : chance.Below(4);
        return $"[{string.Join(", ", Enumerable.Range(0, count).Select(_ => Of(item, false, "list element", depth + 1)))}]";
    }

    string Named(string name, int depth) =>
        name switch
        {
            "Int" => chance.OneIn(3) ? chance.Of(Ints) : chance.From(-99, 99).ToString(CultureInfo.InvariantCulture),
            "Float" => chance.Of(Floats),
            "Boolean" => chance.OneIn(2) ? "true" : "false",
            "String" => chance.Of(Texts),
            "ID" => chance.OneIn(2) ? $"\"id{chance.Below(50)}\"" : chance.Of(Ints),
            _ => schema.Find(name) switch
            {
                { Keyword: "enum" } => chance.Of(schema.MembersOf(name)).Name,
                { Keyword: "input" } input => Object(input, depth),
                _ => Custom(),
            },
        };

    string Object(DefinitionText input, int depth)
    {
        var fields = schema.MembersOf(input.Name);
        if (input.Directives.Contains("@oneOf"))
        {
            var one = chance.Of(depth > DepthMax ? [fields[0]] : fields);
            return $"{{{one.Name}: {Of($"{one.Type}!", false, "input field", depth + 1)}}}";
        }

        List<MemberText> given = [.. fields.Where(field => field.IsRequired || (depth <= DepthMax && chance.OneIn(2)))];
        if (chance.OneIn(3))
            chance.Shuffle(given);
        var written = given.Select(field =>
            $"{field.Name}: {Of(field.Type!, field.Default is not null, "input field", depth + 1)}"
        );
        return $"{{{string.Join(", ", written)}}}";
    }

    string Custom() =>
        variables is not null && chance.OneIn(4) && variables("Int", false, "inside a custom scalar") is { } variable
            ? $"{{a: [{variable}], b: 1}}"
            : chance.Of(isPlain ? Untyped[..PlainCount] : Untyped);
}
