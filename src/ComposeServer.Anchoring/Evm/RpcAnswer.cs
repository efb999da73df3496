using System.Globalization;
using System.Text.Json;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Anchoring.Evm;

/// <summary>Members of JSON-RPC answers as Ethereum nodes write them: hexadecimal text after <c>0x</c>.</summary>
/// <remarks>Source: the execution API specification. Every method throws <see cref="ChainFaulted"/> for a member of another shape.</remarks>
static class RpcAnswer
{
    const string Prefix = "0x";

    /// <summary>A number.</summary>
    public static long Quantity(JsonElement value, string what) =>
        Text(value) is { } text
        && text.Length > Prefix.Length
        && long.TryParse(
            text.AsSpan(Prefix.Length),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var number
        )
        && number >= 0
            ? number
            : throw Wrong(what);

    /// <summary>Bytes of any number.</summary>
    public static byte[] Data(JsonElement owner, string member)
    {
        if (Text(Member(owner, member)) is not { } text || text.Length % 2 != 0)
            throw Wrong(member);
        try
        {
            return Convert.FromHexString(text.AsSpan(Prefix.Length));
        }
        catch (FormatException)
        {
            throw Wrong(member);
        }
    }

    /// <summary>Checks that a member holds these bytes.</summary>
    public static bool IsHash(JsonElement owner, string member, string expected) =>
        string.Equals(Text(Member(owner, member)), expected, StringComparison.OrdinalIgnoreCase);

    /// <summary>A member; absent is null.</summary>
    public static JsonElement Member(JsonElement owner, string member)
    {
        if (owner.ValueKind != JsonValueKind.Object)
            throw Wrong(member);
        return owner.TryGetProperty(member, out var value) ? value : default;
    }

    /// <summary>A text after <c>0x</c>, with it; null when the value is none.</summary>
    public static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString() is { } text && text.StartsWith(Prefix, StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate has no text.
            return null;
        }
    }

    /// <summary>True for null and absent.</summary>
    public static bool IsNull(JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    public static ChainFaulted Wrong(string what) =>
        new(ChainFault.WrongAnswer, $"the node's answer has no usable {what}");
}
