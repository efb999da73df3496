namespace ComposeServer.Log;

/// <summary>Name of a log, as its family writes it in bytes (a Ceramic stream: the StreamID's bytes, CIP-59).</summary>
public readonly struct LogName : IEquatable<LogName>
{
    readonly ReadOnlyMemory<byte> _bytes;

    /// <param name="bytes">Kept, not copied: must not change afterwards.</param>
    public LogName(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    /// <summary>The name's bytes.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes;

    /// <summary>True for <c>default</c>, which names nothing.</summary>
    public bool IsEmpty => _bytes.IsEmpty;

    /// <inheritdoc/>
    public bool Equals(LogName other) => _bytes.Span.SequenceEqual(other._bytes.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LogName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_bytes.Span);
        return hash.ToHashCode();
    }

    /// <summary>Lower-case hexadecimal; for people, a family prints its own text form.</summary>
    public override string ToString() => Convert.ToHexStringLower(_bytes.Span);

    /// <summary>Bytewise equality.</summary>
    public static bool operator ==(LogName left, LogName right) => left.Equals(right);

    /// <summary>Bytewise inequality.</summary>
    public static bool operator !=(LogName left, LogName right) => !left.Equals(right);
}
