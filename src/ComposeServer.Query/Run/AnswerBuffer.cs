using System.Buffers;

namespace ComposeServer.Query.Run;

/// <summary>Bytes of an answer in pieces small enough for the young heap, however long it gets.</summary>
sealed class AnswerBuffer : IBufferWriter<byte>
{
    const int FirstLength = 4 * 1024;
    const int PieceLength = 32 * 1024;

    readonly List<(byte[] Bytes, int Length)> _full = [];
    byte[] _piece = new byte[FirstLength];
    int _used;

    public void Advance(int count) => _used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _piece.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _piece.AsSpan(_used);
    }

    /// <summary>Everything that was written.</summary>
    public ReadOnlySequence<byte> ToSequence()
    {
        if (_full.Count == 0)
            return new(_piece.AsMemory(0, _used));
        Segment? first = null;
        Segment? last = null;
        foreach (var (bytes, length) in _full)
        {
            last = new(bytes.AsMemory(0, length), last);
            first ??= last;
        }

        last = new(_piece.AsMemory(0, _used), last);
        return new(first!, 0, last, last.Memory.Length);
    }

    void Reserve(int sizeHint)
    {
        if (_piece.Length - _used >= Math.Max(1, sizeHint))
            return;
        _full.Add((_piece, _used));
        _piece = new byte[Math.Max(PieceLength, sizeHint)];
        _used = 0;
    }

    sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is null)
                return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
