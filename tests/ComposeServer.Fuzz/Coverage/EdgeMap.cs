using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace ComposeServer.Fuzz.Coverage;

/// <summary>Edges of instrumented code that inputs have run over. Without instrumented code it sees nothing, and says so.</summary>
/// <remarks>
/// Instrumented code adds one to a byte for each pair of places it comes through. As usual for such maps, the counts 1, 2, 3, 4-7, 8-15, 16-31,
/// 32-127 and more each count as another edge. One per process, for the code that counts has one map.
/// </remarks>
sealed unsafe class EdgeMap
{
    const int Size = 1 << 16;

    readonly byte* _counts;
    readonly byte[] _seen = new byte[Size];

    EdgeMap()
    {
        _counts = (byte*)NativeMemory.AllocZeroed(Size);
        Trace.SharedMem = _counts;
    }

    /// <summary>The map of this process, whose memory instrumented code needs before it runs at all. Never freed for that reason.</summary>
    public static EdgeMap OfProcess { get; } = new();

    /// <summary>Edges seen so far.</summary>
    public int Edges { get; private set; }

    /// <summary>Forgets the last input.</summary>
    public void Clear()
    {
        new Span<byte>(_counts, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>True when the last input ran over an edge for the first time, or for another number of times.</summary>
    public bool TakeNew()
    {
        var isNew = false;
        var words = new ReadOnlySpan<ulong>(_counts, Size / sizeof(ulong));
        for (var word = words.IndexOfAnyExcept(0UL); word >= 0; )
        {
            for (var at = word * sizeof(ulong); at < (word + 1) * sizeof(ulong); at++)
                isNew |= _counts[at] != 0 && Take(at);
            var next = words[(word + 1)..].IndexOfAnyExcept(0UL);
            word = next < 0 ? -1 : word + 1 + next;
        }

        return isNew;
    }

    bool Take(int at)
    {
        var bucket = Bucket(_counts[at]);
        if ((_seen[at] & bucket) != 0)
            return false;
        if (_seen[at] == 0)
            Edges++;
        _seen[at] |= bucket;
        return true;
    }

    static byte Bucket(byte count) =>
        count switch
        {
            1 => 1,
            2 => 2,
            3 => 4,
            < 8 => 8,
            < 16 => 16,
            < 32 => 32,
            < 128 => 64,
            _ => 128,
        };
}
