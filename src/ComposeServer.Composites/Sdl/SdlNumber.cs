using ComposeServer.Ipld;

namespace ComposeServer.Composites.Sdl;

/// <summary>Numbers as JavaScript sees them, for they are part of a model's bytes.</summary>
static class SdlNumber
{
    const double SafeIntegerMax = 9_007_199_254_740_991;

    /// <summary>An integer when the number has no fraction and is safe, else a float: <c>1.0</c> is the integer 1 (quirk Q2).</summary>
    public static IpldValue Of(double value) =>
        double.IsInteger(value) && Math.Abs(value) <= SafeIntegerMax ? (long)value : new IpldFloat(value);

    /// <summary>The number as a double.</summary>
    public static double ToDouble(IpldValue value) =>
        value switch
        {
            IpldInteger integer => (double)integer.Value,
            IpldFloat number => number.Value,
            _ => throw new ArgumentException("not a number", nameof(value)),
        };
}
