using System.Buffers;

namespace ComposeServer.Ipld;

/// <summary>Small writes into an <see cref="IBufferWriter{T}"/> without a call through the interface for each.</summary>
ref struct ByteSink(IBufferWriter<byte> target)
{
    const int Chunk = 256;

    readonly IBufferWriter<byte> _target = target;
    Span<byte> _room;
    int _used;

    /// <summary>At least <paramref name="size"/> bytes to write into; follow with <see cref="Advance"/>.</summary>
    public Span<byte> Room(int size)
    {
        if (_room.Length - _used < size)
        {
            Flush();
            _room = _target.GetSpan(int.Max(size, Chunk));
        }

        return _room[_used..];
    }

    public void Advance(int count) => _used += count;

    public void Put(byte value)
    {
        Room(1)[0] = value;
        _used++;
    }

    public void Put(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _used += bytes.Length;
    }

    /// <summary>Hands everything to the target. Nothing may be lost by forgetting it: call it last.</summary>
    public void Flush()
    {
        if (_used > 0)
            _target.Advance(_used);
        _room = default;
        _used = 0;
    }
}
