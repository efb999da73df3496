using System.Text;
using System.Text.Json;
using ComposeServer.Ipld;

namespace ComposeServer.Streams.Documents;

/// <summary>The key of a SET document: the values of its fields as text, joined with a vertical bar that is not escaped (composedb.md 4.1).</summary>
public static class SetKey
{
    const char Separator = '|';

    /// <summary>The key as clients write it: each value as ECMAScript's <c>String(v)</c>.</summary>
    /// <param name="content">Content of the document.</param>
    /// <param name="fields">The fields of the account relation, in its order.</param>
    public static string Of(JsonElement content, IReadOnlyList<string> fields) =>
        Join(content, fields, emptyWhenFalsy: false);

    /// <summary>The key of values that are not in a document yet.</summary>
    public static string Of(IEnumerable<IpldValue> values) => string.Join(Separator, values.Select(Text));

    /// <summary>The key as JS nodes check it: falsy values (0, false, empty, null, absent) are empty.</summary>
    internal static string AsNodesCheck(JsonElement content, IReadOnlyList<string> fields) =>
        Join(content, fields, emptyWhenFalsy: true);

    static string Join(JsonElement content, IReadOnlyList<string> fields, bool emptyWhenFalsy)
    {
        var key = new StringBuilder();
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0)
                key.Append(Separator);
            if (content.ValueKind == JsonValueKind.Object && content.TryGetProperty(fields[i], out var value))
            {
                var plain = PlainJson.FromDocument(value);
                if (!(emptyWhenFalsy && IsFalsy(plain)))
                    key.Append(Text(plain));
            }
        }

        return key.ToString();
    }

    static bool IsFalsy(IpldValue value) =>
        value switch
        {
            IpldNull => true,
            IpldBool flag => !flag.Value,
            IpldInteger integer => integer.Value == 0,
            IpldFloat number => number.Value == 0,
            _ => false,
        };

    static string Text(IpldValue value) => value is IpldString text ? text.Value : value.ToString();
}
