using System.Globalization;
using System.Text.Json;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

sealed class IntCoercion : ScalarCoercion
{
    public override LeafResult ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables)
    {
        if (literal is not IntValueNode node)
        {
            return NotInteger(Printer.Print(literal));
        }

        return int.TryParse(node.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? LeafResult.Of(number)
            : OutOfRange(node.Value);
    }

    public override LeafResult ParseUntyped(object? value) =>
        value is double number && double.IsInteger(number) ? InRange(number, value) : NotInteger(Inspection.Of(value));

    public override LeafResult Serialize(object value)
    {
        var plain = PlainValue.Of(value);
        return PlainValue.TryNumber(plain, out var number) && double.IsInteger(number)
            ? InRange(number, plain)
            : NotInteger(Inspection.Of(plain));
    }

    static LeafResult InRange(double number, object? shown) =>
        number is >= int.MinValue and <= int.MaxValue ? LeafResult.Of((int)number) : OutOfRange(Inspection.Of(shown));

    static LeafResult NotInteger(string shown) => LeafResult.Fail($"Int cannot represent non-integer value: {shown}");

    static LeafResult OutOfRange(string shown) =>
        LeafResult.Fail($"Int cannot represent non 32-bit signed integer value: {shown}");
}

sealed class FloatCoercion : ScalarCoercion
{
    public override LeafResult ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        literal switch
        {
            IntValueNode node => LeafResult.Of(double.Parse(node.Value, CultureInfo.InvariantCulture)),
            FloatValueNode node => LeafResult.Of(double.Parse(node.Value, CultureInfo.InvariantCulture)),
            _ => NotNumeric(Printer.Print(literal)),
        };

    public override LeafResult ParseUntyped(object? value) =>
        value is double number && double.IsFinite(number) ? LeafResult.Of(number) : NotNumeric(Inspection.Of(value));

    public override LeafResult Serialize(object value)
    {
        var plain = PlainValue.Of(value);
        return PlainValue.TryNumber(plain, out var number) && double.IsFinite(number)
            ? LeafResult.Of(number)
            : NotNumeric(Inspection.Of(plain));
    }

    static LeafResult NotNumeric(string shown) => LeafResult.Fail($"Float cannot represent non numeric value: {shown}");
}

/// <summary>What resolvers return, brought to the value kinds JavaScript knows.</summary>
static class PlainValue
{
    /// <summary>JSON elements become their values and all numbers doubles; other values stay.</summary>
    public static object? Of(object? value) =>
        value switch
        {
            JsonElement json => UntypedValue.FromJson(json),
            int number => (double)number,
            long number => (double)number,
            uint number => (double)number,
            short number => (double)number,
            byte number => (double)number,
            float number => (double)number,
            decimal number => (double)number,
            _ => value,
        };

    /// <summary>Numbers, booleans as 0 and 1, and text that ECMAScript reads as a number.</summary>
    public static bool TryNumber(object? plain, out double number)
    {
        switch (plain)
        {
            case double given:
                number = given;
                return true;
            case bool flag:
                number = flag ? 1 : 0;
                return true;
            case string text when text.Length > 0:
                return TryText(text.AsSpan().Trim(), out number);
            default:
                number = 0;
                return false;
        }
    }

    // ECMA-262, StringNumericLiteral: blank text is 0, and there are prefixes for other bases.
    static bool TryText(ReadOnlySpan<char> text, out double number)
    {
        if (text.IsEmpty)
        {
            number = 0;
            return true;
        }

        if (text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'X')
        {
            var isHex = ulong.TryParse(
                text[2..],
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var hex
            );
            number = hex;
            return isHex;
        }

        const NumberStyles Style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        number = 0;
        return char.IsAsciiLetter(text[^1]) || char.IsAsciiLetter(text[0])
            ? false
            : double.TryParse(text, Style, CultureInfo.InvariantCulture, out number);
    }
}
