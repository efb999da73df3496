using System.Buffers;
using System.Text;
using ComposeServer.Ipld;

namespace ComposeServer.Streams.State;

/// <summary>Writes the compact form in which the log table keeps states: bytes with a length before them, optional ones behind a mark.</summary>
sealed class StateWriter
{
    readonly ArrayBufferWriter<byte> _target = new(512);

    public StateWriter Byte(byte value)
    {
        _target.GetSpan(1)[0] = value;
        _target.Advance(1);
        return this;
    }

    public StateWriter Number(int value)
    {
        _target.Advance(Varint.Write(_target.GetSpan(Varint.SizeMax), (ulong)value));
        return this;
    }

    public StateWriter Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        _target.Write(value);
        return this;
    }

    public StateWriter Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    public StateWriter OptionalText(string? value) => value is null ? Byte(0) : Byte(1).Text(value);

    public StateWriter Optional<T>(T? value, Action<StateWriter, T> write)
        where T : struct
    {
        if (value is not { } present)
            return Byte(0);
        Byte(1);
        write(this, present);
        return this;
    }

    public byte[] ToArray() => _target.WrittenSpan.ToArray();
}
