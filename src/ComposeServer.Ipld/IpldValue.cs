using System.Text;

namespace ComposeServer.Ipld;

/// <summary>A value of the IPLD data model: one of <see cref="IpldNull"/>, <see cref="IpldBool"/>, <see cref="IpldInteger"/>, <see cref="IpldFloat"/>,
/// <see cref="IpldString"/>, <see cref="IpldBytes"/>, <see cref="IpldLink"/>, <see cref="IpldList"/>, <see cref="IpldMap"/>.</summary>
/// <remarks>Immutable. Equality is that of the encoded bytes: integer and float differ, and so do the two zeros; the order of a map's entries does not count.</remarks>
public abstract record IpldValue
{
    private protected IpldValue() { }

    /// <summary>The one null.</summary>
    public static IpldValue Null => IpldNull.Instance;

    /// <summary>A truth value.</summary>
    public static implicit operator IpldValue(bool value) => value ? IpldBool.True : IpldBool.False;

    /// <summary>An integer.</summary>
    public static implicit operator IpldValue(long value) => IpldInteger.Of(value);

    /// <summary>A string.</summary>
    public static implicit operator IpldValue(string value) => new IpldString(value);

    /// <summary>Bytes, kept and not copied.</summary>
    public static implicit operator IpldValue(byte[] value) => new IpldBytes(value);

    /// <summary>A link.</summary>
    public static implicit operator IpldValue(Cid value) => new IpldLink(value);

    /// <summary>Plain JSON, for people.</summary>
    public sealed override string ToString() => Encoding.UTF8.GetString(PlainJson.ToUtf8(this));
}

/// <summary>Null. Absent is something else.</summary>
public sealed record IpldNull : IpldValue
{
    IpldNull() { }

    /// <summary>The one value.</summary>
    public static IpldNull Instance { get; } = new();
}

/// <summary>True or false.</summary>
public sealed record IpldBool(bool Value) : IpldValue
{
    /// <summary>True, shared.</summary>
    public static IpldBool True { get; } = new(true);

    /// <summary>False, shared.</summary>
    public static IpldBool False { get; } = new(false);
}

/// <summary>A 64-bit float; never NaN or infinite.</summary>
/// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
public sealed record IpldFloat(double Value) : IpldValue
{
    /// <summary>The number.</summary>
    public double Value { get; } =
        double.IsFinite(Value) ? Value : throw new ArgumentOutOfRangeException(nameof(Value), Value, "must be finite");

    /// <summary>Same bits.</summary>
    public bool Equals(IpldFloat? other) =>
        other is not null && BitConverter.DoubleToInt64Bits(Value) == BitConverter.DoubleToInt64Bits(other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.DoubleToInt64Bits(Value).GetHashCode();
}

/// <summary>Unicode text. A lone surrogate has no UTF-8 form: the encoders refuse it.</summary>
public sealed record IpldString(string Value) : IpldValue
{
    /// <summary>Shared.</summary>
    public static IpldString Empty { get; } = new("");
}

/// <summary>Bytes.</summary>
/// <param name="Value">Kept, not copied: must not change afterwards. A decoder hands out slices of its input.</param>
public sealed record IpldBytes(ReadOnlyMemory<byte> Value) : IpldValue
{
    /// <summary>Shared.</summary>
    public static IpldBytes Empty { get; } = new(ReadOnlyMemory<byte>.Empty);

    /// <summary>Same bytes.</summary>
    public bool Equals(IpldBytes? other) => other is not null && Value.Span.SequenceEqual(other.Value.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Value.Span);
        return hash.ToHashCode();
    }
}

/// <summary>A link to a block.</summary>
/// <exception cref="ArgumentException">The CID is <c>default</c>.</exception>
public sealed record IpldLink(Cid Value) : IpldValue
{
    /// <summary>The block's name.</summary>
    public Cid Value { get; } =
        Value.IsEmpty ? throw new ArgumentException("a link names a block", nameof(Value)) : Value;
}
