using System.Buffers;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Bytes of an answer in pieces small enough for the young heap, however long it gets.</summary>
/// <param name="firstLength">Bytes of the first piece.</param>
public sealed class AnswerBuffer(int firstLength = AnswerBuffer.FirstLength) : IBufferWriter<byte>
{
    const int FirstLength = 4 * 1024;
    const int PieceLength = 32 * 1024;

    readonly List<(byte[] Bytes, int Length)> full = [];
    byte[] piece = new byte[firstLength];
    int used;

    /// <inheritdoc/>
    public void Advance(int count) => used += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return piece.AsMemory(used);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return piece.AsSpan(used);
    }

    /// <summary>Everything that was written, in one piece.</summary>
    public ReadOnlyMemory<byte> ToMemory() => full.Count == 0 ? piece.AsMemory(0, used) : ToSequence().ToArray();

    /// <summary>Everything that was written.</summary>
    public ReadOnlySequence<byte> ToSequence()
    {
        if (full.Count == 0)
        {
            return new(piece.AsMemory(0, used));
        }

        Segment? first = null;
        Segment? last = null;
        foreach (var (bytes, length) in full)
        {
            last = new(bytes.AsMemory(0, length), last);
            first ??= last;
        }

        last = new(piece.AsMemory(0, used), last);
        return new(first!, 0, last, last.Memory.Length);
    }

    void Reserve(int sizeHint)
    {
        if (piece.Length - used >= Math.Max(1, sizeHint))
        {
            return;
        }

        full.Add((piece, used));
        piece = new byte[Math.Max(PieceLength, sizeHint)];
        used = 0;
    }

    sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is null)
            {
                return;
            }

            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
