using System.Buffers;
using System.Text;
using System.Text.Json;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL.Differential;

/// <summary>The value of a field is a function of where it stands; <c>reference/data.mjs</c> says the same in JavaScript.</summary>
static class MadeData
{
    const string Key = "k";

    static readonly string[] Texts =
    [
        "",
        "plain",
        "with \"quotes\" and \\",
        "two\nlines\tand a tab",
        "é€😀",
        "\u007f\u0001",
        "12",
        "</script>",
    ];
    static readonly JsonElement[] Stray =
    [
        .. new[]
        {
            "\"text\"",
            "\"\"",
            "1.5",
            "12",
            "-7",
            "1e21",
            "4294967296",
            "true",
            "false",
            "\"0x1f\"",
            "\" 12 \"",
            "[1,\"a\"]",
            "{\"a\":{\"b\":[1]}}",
            "1e-7",
            "\"NOPE\"",
        }.Select(text => JsonElement.Parse(text)),
    ];
    static readonly JsonElement[] NoList =
    [
        .. new[] { "\"text\"", "5", "true", "{\"a\":1}" }.Select(text => JsonElement.Parse(text)),
    ];

    /// <summary>Parent of the root fields.</summary>
    public static object Root(string seed) => Composite(typeName: null, seed);

    /// <exception cref="GraphQLException">In place of half of the values that are errors.</exception>
    public static object? Resolve(object parent, FieldContext context)
    {
        var above = parent is IReadOnlyDictionary<string, object?> members ? members[Key] : "undefined";
        var key = $"{above}/{context.Selection.ResponseKey}:{context.Field.Name}({Text(context.Arguments)})";
        var value = ValueOf(context.Field.Type, key, context.Schema);
        return value is GraphQLError error && Hash($"{key} throws") % 2 == 0
            ? throw new GraphQLException(error)
            : value;
    }

    static object? ValueOf(GraphQLType type, string key, Schema schema)
    {
        if (Hash($"{key} error") % 31 == 0)
            return new GraphQLError($"refused at {Hash(key)}", ErrorCodes.Internal);
        if (Hash($"{key} null") % (type is NonNullType ? 23u : 9u) == 0)
            return null;
        return type.Nullable switch
        {
            ListType list => ListOf(list.OfType, key, schema),
            ObjectType one => Hash($"{key} stray") % 29 == 0 ? 5 : Composite(one.Name, key),
            LeafType leaf => Hash($"{key} stray") % 17 == 0 ? One(Stray, key) : LeafOf(leaf, key),
            NamedType named => Composite(TypeNameOf(named, key, schema), key),
            _ => throw new InvalidOperationException($"a type of no kind: {type}"),
        };
    }

    static object ListOf(GraphQLType item, string key, Schema schema) =>
        Hash($"{key} no list") % 19 == 0
            ? One(NoList, key)
            : Enumerable
                .Range(0, (int)(Hash($"{key} length") % 4))
                .Select(index => ValueOf(item, $"{key}[{index}]", schema))
                .ToArray();

    static string? TypeNameOf(NamedType type, string key, Schema schema)
    {
        if (Hash($"{key} stray") % 17 == 0)
            return One([null, "Nowhere", "Int", schema.QueryType!.Name], key);
        var names = schema.Types.OfType<ObjectType>().Where(one => schema.IsMember(type, one)).Select(one => one.Name);
        return names.Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } list ? One(list, key) : null;
    }

    static object LeafOf(LeafType type, string key)
    {
        var h = Hash(key);
        if (type is EnumType values)
            return One([.. values.Values.Select(value => value.Name)], key);
        return type.Name switch
        {
            "Int" => (int)(h % 2001) - 1000,
            "Float" => (h % 4001 / 16.0) - 100,
            "Boolean" => h % 2 == 0,
            "ID" => h % 2 == 0 ? (long)h : $"id{h}",
            "String" => One(Texts, key),
            _ => One(Stray, key),
        };
    }

    static Dictionary<string, object?> Composite(string? typeName, string key) =>
        new(StringComparer.Ordinal) { ["__typename"] = typeName, [Key] = key };

    static TItem One<TItem>(TItem[] list, string key) => list[Hash(key) % list.Length];

    static string Text(ArgumentValues arguments)
    {
        var entries = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments.Entries)
            entries[name] = value;
        var output = new ArrayBufferWriter<byte>();
        var json = new JsonTextWriter(output);
        json.Value(entries);
        json.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>FNV-1a over UTF-16 units, then the last mixing of MurmurHash3.</summary>
    static uint Hash(string text)
    {
        var h = 0x811c9dc5;
        foreach (var unit in text)
            h = unchecked((h ^ unit) * 0x01000193);
        h = unchecked((h ^ (h >> 16)) * 0x85ebca6b);
        h = unchecked((h ^ (h >> 13)) * 0xc2b2ae35);
        return h ^ (h >> 16);
    }
}
