namespace ComposeServer.Json.Schema.Formats;

/// <summary>Says whether a text has a format.</summary>
delegate bool TextFormat(ReadOnlySpan<char> text);

/// <summary>Says whether a number literal has a format.</summary>
delegate bool NumberFormat(ReadOnlySpan<byte> literal);

/// <summary>A known format. It judges texts, or numbers, or nothing.</summary>
/// <param name="Text">Null unless it judges texts.</param>
/// <param name="Number">Null unless it judges numbers.</param>
/// <param name="Order">For formats that <c>formatMinimum</c> and its kin can compare.</param>
sealed record Format(TextFormat? Text = null, NumberFormat? Number = null, FormatOrder? Order = null);

/// <summary>The formats that JS nodes know (ajv-formats 2.1.1, full mode), with their verdicts.</summary>
static class FormatCatalogue
{
    static readonly Dictionary<string, Format> Known = new(StringComparer.Ordinal)
    {
        ["date"] = new(DateAndTime.IsDate, Order: FormatOrders.Date),
        ["time"] = new(DateAndTime.IsTime, Order: FormatOrders.Time),
        ["date-time"] = new(DateAndTime.IsDateTime, Order: FormatOrders.DateTime),
        ["duration"] = new(DateAndTime.IsDuration),
        ["uri"] = new(UriFormats.IsUri),
        ["uri-reference"] = new(UriFormats.IsReference),
        ["uri-template"] = new(UriFormats.IsTemplate),
        ["url"] = new(WebUrl.IsUrl),
        ["email"] = new(HostFormats.IsEmail),
        ["hostname"] = new(HostFormats.IsHostname),
        ["ipv4"] = new(text => IpFormats.IsIpv4(text, leadingZeros: true)),
        ["ipv6"] = new(text => IpFormats.IsIpv6(text, leadingZeros: false)),
        ["regex"] = new(TokenFormats.IsRegex),
        ["uuid"] = new(TokenFormats.IsUuid),
        ["json-pointer"] = new(TokenFormats.IsJsonPointer),
        ["json-pointer-uri-fragment"] = new(TokenFormats.IsJsonPointerFragment),
        ["relative-json-pointer"] = new(TokenFormats.IsRelativeJsonPointer),
        ["byte"] = new(TokenFormats.IsBase64),
        ["int32"] = new(Number: IsInt32),
        ["int64"] = new(Number: NumberText.IsInteger),
        ["float"] = new(),
        ["double"] = new(),
        ["password"] = new(),
        ["binary"] = new(),
    };

    /// <summary>The format with this name; null when nobody knows it.</summary>
    public static Format? Find(string name) => Known.GetValueOrDefault(name);

    static bool IsInt32(ReadOnlySpan<byte> literal) =>
        NumberText.IsInteger(literal)
        && NumberText.Compare(literal, "-2147483648"u8) >= 0
        && NumberText.Compare(literal, "2147483647"u8) <= 0;
}
