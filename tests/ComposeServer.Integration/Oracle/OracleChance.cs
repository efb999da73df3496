using System.Globalization;
using System.Text.Json.Nodes;

namespace ComposeServer.Integration.Oracle;

/// <summary>Random documents, filters and orders. Values come from small pools, so that there are many ties.</summary>
sealed class OracleChance(int seed)
{
    static readonly string[] Texts =
    [
        "",
        "a",
        "A",
        "b",
        "ab",
        "a b",
        "é",
        "e\u0301",
        "z\u00df",
        "\u20ac",
        "\U0001f600",
        "\uffee",
        "'",
        "\"",
        "\\",
        "%",
        "_",
        "' or 1=1 --",
        "$1",
        "null",
        "{}",
    ];

    readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    public void Fill(Span<byte> bytes) => _random.NextBytes(bytes);

    public bool Roll(int percent) => _random.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    public JsonObject Content(string model, IReadOnlyList<string> accounts, string? thing)
    {
        var content = new JsonObject();
        foreach (var field in OracleSchema.Fields[model])
            if (field.Name is "name" or "rank" or "thingID" || Roll(70))
                content[field.Name] =
                    field.Kind == OracleKind.Document ? (JsonNode)thing! : Value(field.Kind, accounts, []);
        return content;
    }

    public JsonNode Value(OracleKind kind, IReadOnlyList<string> accounts, IReadOnlyList<string> documents) =>
        kind switch
        {
            OracleKind.Whole => Pick<double>([0, 1, 2, 3, 10, 11, -1, 100, int.MaxValue, int.MinValue]),
            OracleKind.Fraction => Pick([0.5, 1.5, -2.25, 0.1, 3, 1e21, 1e-7, 123456.789]),
            OracleKind.Flag => Roll(50),
            OracleKind.Choice => Pick(["ALPHA", "BETA", "GAMMA"]),
            OracleKind.Time => string.Create(CultureInfo.InvariantCulture, $"2026-12-{1 + Next(9):00}T00:00:00Z"),
            OracleKind.LongText => LongText(),
            OracleKind.Account => Pick(accounts),
            OracleKind.Document => Pick(documents),
            _ => Pick(Texts),
        };

    /// <summary>Texts that are equal, or begin alike, up to about where a column cuts them.</summary>
    string LongText()
    {
        var beginning = string.Concat(Enumerable.Repeat(Pick(["x", "\U0001f600"]), 197));
        return Roll(40) ? Pick(Texts) : beginning[..^Next(3)] + Pick(Texts) + Pick(Texts) + Pick(Texts);
    }

    public JsonObject? Filter(IReadOnlyList<OracleField> fields, FilterRules rules) =>
        Roll(35) ? null : Level(fields, rules, 0);

    JsonObject Level(IReadOnlyList<OracleField> fields, FilterRules rules, int depth) =>
        Next(depth > 2 ? 4 : 8) switch
        {
            4 or 5 => new() { [Roll(50) ? "and" : "or"] = new JsonArray([.. Parts(fields, rules, depth)]) },
            6 => new() { ["not"] = Level(fields, rules, depth + 1) },
            _ => new() { ["where"] = Where(fields, rules) },
        };

    IEnumerable<JsonNode> Parts(IReadOnlyList<OracleField> fields, FilterRules rules, int depth) =>
        Enumerable.Range(0, Next(4)).Select(_ => Level(fields, rules, depth + 1)).ToArray();

    JsonObject Where(IReadOnlyList<OracleField> fields, FilterRules rules)
    {
        var where = new JsonObject();
        for (var count = 1 + Next(2); count > 0; count--)
        {
            var field = Pick(fields);
            where[field.Name] = Conditions(field, rules);
        }

        return where;
    }

    JsonObject Conditions(OracleField field, FilterRules rules)
    {
        JsonNode Some() => Value(field.Kind, rules.Accounts, rules.Documents);
        JsonArray List() => new([.. Enumerable.Range(0, 1 + Next(4)).Select(_ => Some())]);
        var isFewer = rules.IsGraphQL && field.Kind is OracleKind.Flag or OracleKind.Choice;
        if (!isFewer && Roll(15))
            return new()
            {
                [Pick(["greaterThan", "greaterThanOrEqualTo"])] = Some(),
                [Pick(["lessThan", "lessThanOrEqualTo"])] = Some(),
            };
        var words = (rules.IsGraphQL, field.Kind) switch
        {
            (true, OracleKind.Flag) => 2,
            (true, OracleKind.Choice) => 5,
            _ => 9,
        };
        return Next(words) switch
        {
            0 => new() { ["isNull"] = Roll(50) },
            1 => new() { ["equalTo"] = Some() },
            2 => new() { ["notEqualTo"] = Some() },
            3 => new() { ["in"] = List() },
            4 => new() { ["notIn"] = List() },
            5 => new() { ["lessThan"] = Some() },
            6 => new() { ["lessThanOrEqualTo"] = Some() },
            7 => new() { ["greaterThan"] = Some() },
            _ => new() { ["greaterThanOrEqualTo"] = Some() },
        };
    }

    /// <summary>Up to three keys. GraphQL gives them in the order of the schema, shorter names first (quirk Q16).</summary>
    public IReadOnlyList<OracleSort> Sort(IReadOnlyList<OracleField> fields, bool isGraphQL)
    {
        var count = Roll(40) ? 0 : 1 + Next(3);
        var keys = fields
            .OrderBy(_ => _random.Next())
            .Take(count)
            .Select(field => new OracleSort(field.Name, Roll(50)));
        return
        [
            .. isGraphQL
                ? keys.OrderBy(key => key.Field.Length).ThenBy(key => key.Field, StringComparer.Ordinal)
                : keys,
        ];
    }
}

/// <summary>What filters may say.</summary>
/// <param name="IsGraphQL">GraphQL offers fewer words for some types.</param>
/// <param name="Accounts">DIDs to compare with.</param>
/// <param name="Documents">StreamIDs to compare with.</param>
sealed record FilterRules(bool IsGraphQL, IReadOnlyList<string> Accounts, IReadOnlyList<string> Documents);
