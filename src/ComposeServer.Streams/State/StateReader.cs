using System.Text;
using ComposeServer.Ipld;
using ComposeServer.Log;

namespace ComposeServer.Streams.State;

/// <summary>Reads what <see cref="StateWriter"/> wrote. These are our own bytes: a fault in them is a fault of the database.</summary>
/// <exception cref="InvariantBroken">From every member, when the bytes are not such a state.</exception>
ref struct StateReader(ReadOnlyMemory<byte> source)
{
    readonly ReadOnlyMemory<byte> _source = source;
    int _at;

    public readonly bool IsAtEnd => _at == _source.Length;

    public byte Byte()
    {
        Invariant.Holds(_at < _source.Length);
        return _source.Span[_at++];
    }

    public bool IsPresent() => Byte() != 0;

    public int Number()
    {
        var rest = _source.Span[_at..];
        Invariant.Holds(Varint.TryTake(ref rest, out var value) && value <= int.MaxValue);
        _at = _source.Length - rest.Length;
        return (int)value;
    }

    public ReadOnlyMemory<byte> Bytes()
    {
        var length = Number();
        Invariant.Holds(length <= _source.Length - _at);
        var bytes = _source.Slice(_at, length);
        _at += length;
        return bytes;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes().Span);

    public string? OptionalText() => IsPresent() ? Text() : null;

    public Cid Cid()
    {
        Invariant.Holds(Ipld.Cid.TryRead(Bytes().Span, out var cid));
        return cid;
    }

    public StreamId StreamId()
    {
        Invariant.Holds(Streams.StreamId.TryRead(Bytes().Span, out var id));
        return id;
    }
}
