using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using ComposeServer.Json.Schema.Evaluate;
using ComposeServer.Json.Schema.Formats;

namespace ComposeServer.Json.Schema.Assertions;

/// <summary><c>format</c> of a text.</summary>
sealed class TextFormatCheck(string name, TextFormat format) : Assertion
{
    const int InlineChars = 128;

    public override bool Check(JsonElement value, ref Evaluation run) =>
        Has(value.RawText()) || run.Fail($"must match format \"{name}\"");

    bool Has(ReadOnlySpan<byte> raw)
    {
        if (raw.Contains((byte)'\\'))
            return format(JsonText.Decode(raw));
        var rented = raw.Length > InlineChars ? ArrayPool<char>.Shared.Rent(raw.Length) : null;
        Span<char> text = rented ?? stackalloc char[InlineChars];
        Utf8.ToUtf16(raw, text, out _, out var length);
        var has = format(text[..length]);
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented);
        return has;
    }
}

/// <summary><c>format</c> of a number.</summary>
sealed class NumberFormatCheck(string name, NumberFormat format) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run) =>
        format(value.Raw()) || run.Fail($"must match format \"{name}\"");
}

/// <summary><c>formatMinimum</c> and its kin, an extension of ajv-formats.</summary>
/// <param name="order">Of the format beside it.</param>
/// <param name="limit">A text of that format.</param>
/// <param name="sign">1 when the value must not be after the limit, −1 when not before.</param>
/// <param name="exclusive">The limit itself is refused too.</param>
sealed class FormatLimit(FormatOrder order, string limit, int sign, bool exclusive) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        if (order(value.Text(), limit) is not { } place)
            return true;
        return place * sign < 0
            || (place == 0 && !exclusive)
            || run.Fail($"should be {(sign > 0 ? "<" : ">")}{(exclusive ? "" : "=")} {limit}");
    }
}
