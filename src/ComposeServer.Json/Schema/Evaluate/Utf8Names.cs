using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace ComposeServer.Json.Schema.Evaluate;

/// <summary>Finds the number of a name by its UTF-8 bytes, without allocation.</summary>
sealed class Utf8Names
{
    readonly byte[][] names;
    readonly int[] slots;

    /// <param name="names">All different; the index in this list is the number of a name.</param>
    public Utf8Names(IReadOnlyList<string> names)
    {
        this.names = names.Select(Encoding.UTF8.GetBytes).ToArray();
        slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(names.Count * 2, 2))];
        for (var i = 0; i < names.Count; i++)
        {
            var slot = Hash(this.names[i]) & (uint)(slots.Length - 1);
            while (slots[slot] != 0)
                slot = (slot + 1) & (uint)(slots.Length - 1);
            slots[slot] = i + 1;
        }
    }

    /// <summary>The number of a name, or −1.</summary>
    /// <param name="raw">As spelled in JSON, between the quotes.</param>
    public int Find(ReadOnlySpan<byte> raw) =>
        raw.Contains((byte)'\\') ? FindPlain(Encoding.UTF8.GetBytes(JsonText.Decode(raw))) : FindPlain(raw);

    int FindPlain(ReadOnlySpan<byte> name)
    {
        var slot = Hash(name) & (uint)(slots.Length - 1);
        while (slots[slot] != 0)
        {
            if (name.SequenceEqual(names[slots[slot] - 1]))
                return slots[slot] - 1;
            slot = (slot + 1) & (uint)(slots.Length - 1);
        }
        return -1;
    }

    // First and last bytes and the length tell field names apart; a schema made to collide only slows its own documents down.
    static uint Hash(ReadOnlySpan<byte> name)
    {
        ulong mixed;
        if (name.Length >= 8)
            mixed =
                BinaryPrimitives.ReadUInt64LittleEndian(name)
                ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]), 23);
        else if (name.Length >= 4)
            mixed =
                BinaryPrimitives.ReadUInt32LittleEndian(name)
                | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]) << 32);
        else
            mixed = name.Length == 0 ? 0 : name[0] | ((ulong)name[name.Length / 2] << 8) | ((ulong)name[^1] << 16);
        mixed = (mixed + (ulong)name.Length) * 0x9E3779B97F4A7C15;
        return (uint)(mixed >> 32);
    }
}
