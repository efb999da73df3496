using System.Text.Json;
using ComposeServer.Ipld;

namespace ComposeServer.Streams.Documents;

/// <summary>A content about to be judged: its text, and its members ready to be read.</summary>
sealed class DocumentContent(JsonBytes text) : IDisposable
{
    /// <summary>2⁵³ − 1: beyond it JavaScript's numbers do not tell neighbours apart, and JSON cannot carry a block's integer.</summary>
    static readonly Int128 IntegerMax = (1L << 53) - 1;

    readonly JsonDocument _document = text.Read();

    public JsonBytes Text { get; } = text;

    public JsonElement Root => _document.RootElement;

    /// <summary>A member of the root; undefined when it is absent or the root is no object.</summary>
    public JsonElement Member(string name) =>
        Root.ValueKind == JsonValueKind.Object && Root.TryGetProperty(name, out var value) ? value : default;

    public void Dispose() => _document.Dispose();

    /// <summary>Finds what a block can hold and JSON cannot: bytes, links, integers beyond ± (2⁵³ − 1).</summary>
    /// <returns>The path to it as error texts write paths, and what it is; null when there is none.</returns>
    public static string? FindNotJson(IpldValue value, string path)
    {
        switch (value)
        {
            case IpldBytes:
                return $"{path} holds bytes";
            case IpldLink:
                return $"{path} holds a link";
            case IpldInteger integer when Int128.Abs(integer.Value) > IntegerMax:
                return $"{path} holds an integer beyond 2^53 - 1";
            case IpldMap map:
                foreach (var (key, inner) in map.Entries)
                {
                    if (FindNotJson(inner, $"{path}/{key}") is { } found)
                        return found;
                }

                return null;
            case IpldList list:
                for (var i = 0; i < list.Count; i++)
                {
                    if (FindNotJson(list[i], $"{path}/{i}") is { } found)
                        return found;
                }

                return null;
            default:
                return null;
        }
    }
}
