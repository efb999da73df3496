using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Ipld;

public static partial class PlainJson
{
    /// <summary>A string or key with a lone surrogate or bytes that are no UTF-8.</summary>
    public const string InvalidText = "JSON_INVALID_TEXT";

    /// <summary>A number too large for a 64-bit float.</summary>
    public const string NumberOutOfRange = "JSON_NUMBER_OUT_OF_RANGE";

    /// <summary>More objects and arrays inside each other than <see cref="DagCborLimits.DepthMax"/>.</summary>
    public const string TooDeep = "JSON_TOO_DEEP";

    /// <summary>Reads a document as JavaScript reads it: numbers by <see cref="EcmaNumber.ToIpld"/>, and of a key that comes twice the last value, in the first place.</summary>
    /// <remarks>Nothing becomes a link or bytes.</remarks>
    /// <exception cref="FormatException">What <see cref="TryFromDocument"/> answers false to.</exception>
    public static IpldValue FromDocument(JsonElement document) =>
        TryFromDocument(document, out var value, out var code) ? value : throw new FormatException(code);

    /// <summary>As <see cref="FromDocument"/>, for JSON from outside.</summary>
    /// <param name="document">Any JSON.</param>
    /// <param name="value">The value.</param>
    /// <param name="code"><see cref="InvalidText"/>, <see cref="NumberOutOfRange"/> or <see cref="TooDeep"/>.</param>
    public static bool TryFromDocument(
        JsonElement document,
        [NotNullWhen(true)] out IpldValue? value,
        [NotNullWhen(false)] out string? code
    )
    {
        code = null;
        try
        {
            value = Read(document, 0, ref code);
        }
        catch (InvalidOperationException)
        {
            // How JsonElement says that text cannot be decoded.
            value = null;
            code = InvalidText;
        }

        return value is not null;
    }

    static IpldValue? Read(JsonElement element, int depth, ref string? code)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return depth < DagCborLimits.DepthMax
                    ? ReadObject(element, depth + 1, ref code)
                    : Refuse(TooDeep, out code);
            case JsonValueKind.Array:
                return depth < DagCborLimits.DepthMax
                    ? ReadArray(element, depth + 1, ref code)
                    : Refuse(TooDeep, out code);
            case JsonValueKind.String:
                return new IpldString(element.GetString()!);
            case JsonValueKind.Number:
                return element.TryGetDouble(out var number) && double.IsFinite(number)
                    ? EcmaNumber.ToIpld(number)
                    : Refuse(NumberOutOfRange, out code);
            case JsonValueKind.True:
                return IpldBool.True;
            case JsonValueKind.False:
                return IpldBool.False;
            default:
                return IpldNull.Instance;
        }
    }

    static IpldMap? ReadObject(JsonElement element, int depth, ref string? code)
    {
        var entries = new KeyValuePair<string, IpldValue>[element.GetPropertyCount()];
        var count = 0;
        foreach (var member in element.EnumerateObject())
        {
            if (Read(member.Value, depth, ref code) is not { } value)
                return null;
            entries[count++] = new(member.Name, value);
        }

        return IpldMap.TryFrom(entries, out var map) ? map : LastOfEach(entries);
    }

    static IpldList? ReadArray(JsonElement element, int depth, ref string? code)
    {
        var items = new IpldValue[element.GetArrayLength()];
        var count = 0;
        foreach (var item in element.EnumerateArray())
        {
            if (Read(item, depth, ref code) is not { } value)
                return null;
            items[count++] = value;
        }

        return new(items);
    }

    static IpldMap LastOfEach(KeyValuePair<string, IpldValue>[] entries)
    {
        var distinct = new OrderedDictionary<string, IpldValue>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
            distinct[key] = value;
        return IpldMap.Adopt([.. distinct]);
    }

    static IpldValue? Refuse(string reason, out string? code)
    {
        code = reason;
        return null;
    }
}
