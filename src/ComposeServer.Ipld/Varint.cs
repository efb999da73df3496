namespace ComposeServer.Ipld;

/// <summary>Unsigned LEB128 as the multiformats use it: shortest form only, at most 9 bytes (63 bits).</summary>
/// <remarks>Source: multiformats/unsigned-varint.</remarks>
public static class Varint
{
    /// <summary>Longest form, in bytes.</summary>
    public const int SizeMax = 9;

    /// <summary>Largest value that fits 9 bytes.</summary>
    public const ulong ValueMax = long.MaxValue;

    /// <summary>Reads one number and moves <paramref name="source"/> behind it.</summary>
    /// <returns>False, with the source unmoved, if it ends early, is longer than 9 bytes or is not the shortest form.</returns>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> source, out ulong value)
    {
        value = 0;
        for (var i = 0; i < source.Length && i < SizeMax; i++)
        {
            var b = source[i];
            value |= (ulong)(b & 0x7f) << (7 * i);
            if (b >= 0x80)
                continue;
            if (b == 0 && i > 0)
                break;
            source = source[(i + 1)..];
            return true;
        }

        value = 0;
        return false;
    }

    /// <summary>Writes the shortest form.</summary>
    /// <returns>Bytes written, as <see cref="SizeOf"/> tells.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value exceeds <see cref="ValueMax"/>.</exception>
    public static int Write(Span<byte> target, ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, ValueMax);
        var i = 0;
        for (; value >= 0x80; value >>= 7)
            target[i++] = (byte)(value | 0x80);
        target[i++] = (byte)value;
        return i;
    }

    /// <summary>Bytes that <see cref="Write"/> needs for this value: 1 to 9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value exceeds <see cref="ValueMax"/>.</exception>
    public static int SizeOf(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, ValueMax);
        return (64 - int.Min(System.Numerics.BitOperations.LeadingZeroCount(value), 63) + 6) / 7;
    }
}
