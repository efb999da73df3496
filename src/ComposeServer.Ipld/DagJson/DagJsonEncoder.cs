using System.Diagnostics.CodeAnalysis;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Ipld.DagJson;

/// <summary>Values to canonical DAG-JSON: no white space, keys in bytewise order, links <c>{"/":cid}</c>, bytes <c>{"/":{"bytes":base64}}</c>.</summary>
/// <remarks>A float always has a point or an exponent, so that it stays one. Source: the IPLD DAG-JSON specification.</remarks>
public static class DagJsonEncoder
{
    /// <summary>The canonical UTF-8 text.</summary>
    /// <exception cref="ArgumentException">What <see cref="TryEncode"/> answers false to.</exception>
    public static byte[] Encode(IpldValue value) =>
        TryEncode(value, out var json, out var error) ? json : throw new ArgumentException(error.Code, nameof(value));

    /// <summary>The canonical UTF-8 text.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="json">The text.</param>
    /// <param name="error">A map that would read as a link or as bytes, text with a lone surrogate, or too deep.</param>
    public static bool TryEncode(IpldValue value, [NotNullWhen(true)] out byte[]? json, out DagJsonError error)
    {
        using var buffer = new PooledBuffer();
        var sink = new ByteSink(buffer);
        string? code = null;
        json = null;
        if (Write(ref sink, value, 0, ref code))
        {
            sink.Flush();
            json = buffer.Written.ToArray();
        }

        error = new(code ?? "", 0);
        return json is not null;
    }

    static bool Write(scoped ref ByteSink sink, IpldValue value, int depth, ref string? code)
    {
        switch (value)
        {
            case IpldMap map:
                return WriteMap(ref sink, map, depth + 1, ref code);
            case IpldList list:
                return WriteList(ref sink, list, depth + 1, ref code);
            case IpldString text:
                return WriteText(ref sink, text.Value, ref code);
            case IpldBytes bytes:
                sink.Put("{\"/\":{\"bytes\":"u8);
                PlainJson.WriteBytes(ref sink, bytes.Value.Span);
                sink.Put("}}"u8);
                return true;
            case IpldLink link:
                sink.Put("{\"/\":"u8);
                CidText.Write(ref sink, link.Value.Bytes);
                sink.Put((byte)'}');
                return true;
            case IpldInteger integer:
                PlainJson.WriteInteger(ref sink, integer.Value);
                return true;
            case IpldFloat number:
                WriteFloat(ref sink, number.Value);
                return true;
            case IpldBool truth:
                sink.Put(truth.Value ? "true"u8 : "false"u8);
                return true;
            default:
                sink.Put("null"u8);
                return true;
        }
    }

    static bool WriteMap(scoped ref ByteSink sink, IpldMap map, int depth, ref string? code)
    {
        if (depth > DagCborLimits.DepthMax)
            return Refuse(DagJsonErrorCode.Depth, out code);
        if (ReservedForm.IsReserved(map))
            return Refuse(DagJsonErrorCode.Reserved, out code);
        var entries = map.Span.ToArray();
        Array.Sort(entries, static (left, right) => DagCborKeys.CompareUtf8(left.Key, right.Key));
        sink.Put((byte)'{');
        for (var i = 0; i < entries.Length; i++)
        {
            if (i > 0)
                sink.Put((byte)',');
            if (!WriteText(ref sink, entries[i].Key, ref code))
                return false;
            sink.Put((byte)':');
            if (!Write(ref sink, entries[i].Value, depth, ref code))
                return false;
        }

        sink.Put((byte)'}');
        return true;
    }

    static bool WriteList(scoped ref ByteSink sink, IpldList list, int depth, ref string? code)
    {
        if (depth > DagCborLimits.DepthMax)
            return Refuse(DagJsonErrorCode.Depth, out code);
        sink.Put((byte)'[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
                sink.Put((byte)',');
            if (!Write(ref sink, list.Items[i], depth, ref code))
                return false;
        }

        sink.Put((byte)']');
        return true;
    }

    static bool WriteText(scoped ref ByteSink sink, string text, ref string? code)
    {
        if (StrictUtf8.HasLoneSurrogate(text))
            return Refuse(DagJsonErrorCode.Text, out code);
        PlainJson.WriteText(ref sink, text);
        return true;
    }

    static void WriteFloat(scoped ref ByteSink sink, double value)
    {
        var room = sink.Room(EcmaNumber.LengthMax + 2);
        if (value == 0 && double.IsNegative(value))
        {
            "-0.0"u8.CopyTo(room);
            sink.Advance(4);
            return;
        }

        var length = EcmaNumber.Format(value, room);
        if (room[..length].IndexOfAny((byte)'.', (byte)'e') < 0)
        {
            ".0"u8.CopyTo(room[length..]);
            length += 2;
        }

        sink.Advance(length);
    }

    static bool Refuse(string reason, out string? code)
    {
        code = reason;
        return false;
    }
}
