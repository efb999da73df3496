using System.Text;
using System.Text.Json;

namespace ComposeServer.Json;

/// <summary>Hashes that agree with <see cref="JsonEquality"/>, for objects without repeated members.</summary>
static class JsonHash
{
    public static int Of(JsonElement value)
    {
        var hash = new HashCode();
        Add(ref hash, value);
        return hash.ToHashCode();
    }

    static void Add(ref HashCode hash, JsonElement value)
    {
        hash.Add(value.ValueKind);
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                hash.Add(EcmaNumber.Parse(value.Raw()));
                break;
            case JsonValueKind.String:
                hash.AddBytes(Plain(value.RawText()));
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Add(ref hash, item);
                break;
            case JsonValueKind.Object:
                // Whatever the order.
                var sum = 0;
                foreach (var member in value.EnumerateObject())
                {
                    var one = new HashCode();
                    one.AddBytes(Plain(member.RawName()));
                    Add(ref one, member.Value);
                    sum += one.ToHashCode();
                }
                hash.Add(sum);
                break;
        }
    }

    static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> raw) =>
        raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(JsonText.Decode(raw)) : raw;
}
