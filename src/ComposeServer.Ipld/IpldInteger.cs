namespace ComposeServer.Ipld;

/// <summary>An integer from −2⁶⁴ to 2⁶⁴−1, the range of CBOR's two integer kinds.</summary>
/// <exception cref="ArgumentOutOfRangeException">The value is outside.</exception>
public sealed record IpldInteger(Int128 Value) : IpldValue
{
    /// <summary>−2⁶⁴.</summary>
    public static readonly Int128 Least = -((Int128)ulong.MaxValue) - 1;

    /// <summary>2⁶⁴−1.</summary>
    public static readonly Int128 Most = ulong.MaxValue;

    const int SharedLeast = -24;
    const int SharedMost = 255;

    static readonly IpldInteger[] Shared =
    [
        .. Enumerable.Range(SharedLeast, SharedMost - SharedLeast + 1).Select(i => new IpldInteger(i)),
    ];

    /// <summary>The number.</summary>
    public Int128 Value { get; } =
        IsInRange(Value)
            ? Value
            : throw new ArgumentOutOfRangeException(nameof(Value), Value, "outside −2^64 … 2^64−1");

    /// <summary>True for −2⁶⁴ … 2⁶⁴−1.</summary>
    public static bool IsInRange(Int128 value) => value >= Least && value <= Most;

    /// <summary>The value as an integer; small ones are shared, so that a block of them is not many times its size in memory.</summary>
    public static IpldInteger Of(Int128 value) =>
        value >= SharedLeast && value <= SharedMost ? Shared[(int)value - SharedLeast] : new(value);

    /// <summary>The number as a <see langword="long"/>, if it is one.</summary>
    public bool TryGetInt64(out long value)
    {
        var fits = Value >= long.MinValue && Value <= long.MaxValue;
        value = fits ? (long)Value : 0;
        return fits;
    }
}
