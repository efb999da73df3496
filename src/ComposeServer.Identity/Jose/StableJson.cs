using System.Text.Json;
using ComposeServer.Ipld;

namespace ComposeServer.Identity.Jose;

/// <summary>JSON text with the members of every object sorted by UTF-16 code units, else as JavaScript prints it: equal values have equal bytes.</summary>
/// <remarks>It is what the JavaScript signers sign for a JSON payload (K).</remarks>
static class StableJson
{
    /// <summary>The bytes that are signed for a value.</summary>
    /// <exception cref="FormatException">A text with lone surrogates, or a number beyond a 64-bit float.</exception>
    public static byte[] ToUtf8(JsonElement value) => PlainJson.ToUtf8(Sort(PlainJson.FromDocument(value)));

    static IpldValue Sort(IpldValue value) =>
        value switch
        {
            IpldMap map => IpldMap.From(
                map.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                    .Select(entry => KeyValuePair.Create(entry.Key, Sort(entry.Value)))
            ),
            IpldList list => new IpldList([.. list.Items.Select(Sort)]),
            _ => value,
        };
}
