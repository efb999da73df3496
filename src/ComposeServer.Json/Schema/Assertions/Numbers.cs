using System.Numerics;
using System.Text.Json;
using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Assertions;

/// <summary><c>minimum</c>, <c>maximum</c> and their exclusive forms.</summary>
/// <param name="limit">Number literal.</param>
/// <param name="sign">1 when the value must not be above the limit, −1 when not below.</param>
/// <param name="exclusive">The limit itself is refused too.</param>
sealed class NumberLimit(byte[] limit, int sign, bool exclusive) : Assertion
{
    readonly string message = $"must be {(sign > 0 ? "<" : ">")}{(exclusive ? "" : "=")} {EcmaNumber.Format(limit)}";

    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var order = NumberText.Compare(value.Raw(), limit) * sign;
        return order < 0 || (order == 0 && !exclusive) || run.Fail(message);
    }
}

/// <summary><c>multipleOf</c>, exactly.</summary>
sealed class MultipleOf(byte[] divisor) : Assertion
{
    // Above this difference of magnitude the integers would be absurdly long; doubles decide.
    const int DigitsMax = 400;

    readonly string message = $"must be multiple of {EcmaNumber.Format(divisor)}";

    public override bool Check(JsonElement value, ref Evaluation run) => IsMultiple(value.Raw()) || run.Fail(message);

    bool IsMultiple(ReadOnlySpan<byte> literal)
    {
        if (
            !TryScale(literal, out var number, out var exponent)
            || !TryScale(divisor, out var step, out var stepExponent)
        )
            return Math.IEEERemainder(EcmaNumber.Parse(literal), EcmaNumber.Parse(divisor)) == 0;
        if (Math.Abs(exponent - stepExponent) > DigitsMax)
            return Math.IEEERemainder(EcmaNumber.Parse(literal), EcmaNumber.Parse(divisor)) == 0;
        if (exponent > stepExponent)
            number *= BigInteger.Pow(10, exponent - stepExponent);
        else
            step *= BigInteger.Pow(10, stepExponent - exponent);
        return !step.IsZero && (number % step).IsZero;
    }

    /// <summary>Reads a literal as integer × 10^exponent; false when it is too long for that.</summary>
    static bool TryScale(ReadOnlySpan<byte> literal, out BigInteger number, out int exponent)
    {
        number = default;
        exponent = 0;
        if (literal.Length > DigitsMax)
            return false;
        var e = literal.IndexOfAny((byte)'e', (byte)'E');
        if (e >= 0 && !int.TryParse(literal[(e + 1)..], out exponent))
            return false;
        var mantissa = e < 0 ? literal : literal[..e];
        var point = mantissa.IndexOf((byte)'.');
        if (point >= 0)
            exponent -= mantissa.Length - point - 1;
        foreach (var digit in mantissa)
        {
            if (digit is >= (byte)'0' and <= (byte)'9')
                number = (number * 10) + (digit - '0');
        }
        return true;
    }
}

/// <summary><c>multipleOf</c> as ajv computes it: a quotient of doubles, and whole only below 10^21.</summary>
sealed class MultipleOfDouble(double divisor, string text) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var quotient = EcmaNumber.Parse(value.Raw()) / divisor;
        return (divisor != 0 && quotient == Math.Truncate(quotient) && Math.Abs(quotient) < 1e21)
            || run.Fail($"must be multiple of {text}");
    }
}
