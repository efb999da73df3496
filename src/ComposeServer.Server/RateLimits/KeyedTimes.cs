using System.Security.Cryptography;

namespace ComposeServer.Server.RateLimits;

/// <summary>A time for each of any number of keys, in memory that never grows: strangers cost nothing but a slot.</summary>
/// <remarks>
/// Slots stand in rows of eight; a new key takes the one with the earliest time of its row.
/// <code>
/// slot: 64 bits of a salted SHA-256 of the key ‖ 64 bits time     16 bytes
/// </code>
/// Keys are hashed with a secret of this process, so that nobody can look for two that share a slot. Who reads or writes holds the gate of the
/// key meanwhile.
/// </remarks>
sealed class KeyedTimes
{
    /// <summary>Slots of a row.</summary>
    public const int RowLength = 8;

    const int GatesMax = 64;
    const int SaltSizeBytes = 16;

    /// <summary>Bytes of a key that fit on the stack.</summary>
    const int ShortKeyBytes = 1024;

    readonly byte[] _salt = RandomNumberGenerator.GetBytes(SaltSizeBytes);
    readonly ulong[] _keys;
    readonly long[] _times;
    readonly Lock[] _gates = [.. Enumerable.Range(0, GatesMax).Select(_ => new Lock())];
    readonly int _rows;

    /// <param name="rows">Each remembers eight keys at the same time.</param>
    public KeyedTimes(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        _rows = rows;
        _keys = new ulong[rows * RowLength];
        _times = new long[rows * RowLength];
    }

    /// <summary>What a key is known by here.</summary>
    public ulong HashOf(ReadOnlySpan<byte> key)
    {
        Span<byte> salted =
            key.Length <= ShortKeyBytes
                ? stackalloc byte[SaltSizeBytes + key.Length]
                : new byte[SaltSizeBytes + key.Length];
        _salt.CopyTo(salted);
        key.CopyTo(salted[SaltSizeBytes..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(salted, hash);
        return BitConverter.ToUInt64(hash);
    }

    /// <summary>To be held from a read to the write that follows from it.</summary>
    public Lock GateOf(ulong hash) => _gates[RowOf(hash) % GatesMax];

    /// <returns>Null for a key that was never written, or that gave way to others.</returns>
    public long? Read(ulong hash)
    {
        var slot = SlotOf(hash);
        return _keys[slot] == hash ? _times[slot] : null;
    }

    /// <param name="hash">Of a key; one that is new here displaces that of the earliest time in its row.</param>
    /// <param name="time">Above zero.</param>
    public void Write(ulong hash, long time)
    {
        var slot = SlotOf(hash);
        (_keys[slot], _times[slot]) = (hash, time);
    }

    int RowOf(ulong hash) => (int)(hash % (uint)_rows);

    /// <summary>The key's own slot, else that of the earliest time in its row.</summary>
    int SlotOf(ulong hash)
    {
        var first = RowOf(hash) * RowLength;
        var earliest = first;
        for (var slot = first; slot < first + RowLength; slot++)
        {
            if (_keys[slot] == hash)
                return slot;
            if (_times[slot] < _times[earliest])
                earliest = slot;
        }

        return earliest;
    }
}
