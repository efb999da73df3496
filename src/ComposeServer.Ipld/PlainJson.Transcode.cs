using System.Buffers;
using System.Buffers.Text;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Ipld;

public static partial class PlainJson
{
    /// <summary>Copies DAG-CBOR to the same text as <see cref="ToUtf8"/>, without values in between.</summary>
    /// <param name="cbor">One value; what the JS reader lets pass is read, for stored history may hold it.</param>
    /// <param name="target">After a failure it holds a useless part of the text.</param>
    /// <returns>Null, or why the bytes could not be read.</returns>
    public static DagCborError? Transcode(ReadOnlySpan<byte> cbor, IBufferWriter<byte> target)
    {
        var reader = new DagCborReader(cbor, DagCborRules.AsReference);
        var sink = new ByteSink(target);
        var done = Copy(ref reader, ref sink) && reader.TryReadEnd();
        sink.Flush();
        return done ? null : reader.Error;
    }

    static bool Copy(scoped ref DagCborReader reader, scoped ref ByteSink sink)
    {
        switch (reader.Peek())
        {
            case DagCborKind.Map:
                return CopyMap(ref reader, ref sink);
            case DagCborKind.List:
                return CopyList(ref reader, ref sink);
            case DagCborKind.Text:
                if (!reader.TryReadText(out var text))
                    return false;
                EcmaText.WriteQuoted(ref sink, text);
                return true;
            case DagCborKind.Bytes:
                if (!reader.TryReadBytes(out var bytes))
                    return false;
                WriteBytes(ref sink, bytes);
                return true;
            case DagCborKind.Integer:
                return CopyInteger(ref reader, ref sink);
            case DagCborKind.Float:
                if (!reader.TryReadFloat(out var number))
                    return false;
                WriteFloat(ref sink, number);
                return true;
            case DagCborKind.Link:
                if (!reader.TryReadLinkBytes(out var cid))
                    return false;
                CidText.Write(ref sink, cid);
                return true;
            case DagCborKind.Bool:
                if (!reader.TryReadBool(out var truth))
                    return false;
                sink.Put(truth ? "true"u8 : "false"u8);
                return true;
            default:
                if (!reader.TryReadNull())
                    return false;
                sink.Put("null"u8);
                return true;
        }
    }

    static bool CopyMap(scoped ref DagCborReader reader, scoped ref ByteSink sink)
    {
        if (!reader.TryReadMap(out var map))
            return false;
        sink.Put((byte)'{');
        var first = true;
        while (reader.TryNextKey(ref map, out var key))
        {
            if (!first)
                sink.Put((byte)',');
            first = false;
            EcmaText.WriteQuoted(ref sink, key);
            sink.Put((byte)':');
            Copy(ref reader, ref sink);
        }

        sink.Put((byte)'}');
        return reader.Error is null;
    }

    static bool CopyList(scoped ref DagCborReader reader, scoped ref ByteSink sink)
    {
        if (!reader.TryReadList(out var list))
            return false;
        sink.Put((byte)'[');
        var first = true;
        while (reader.TryNextItem(ref list))
        {
            if (!first)
                sink.Put((byte)',');
            first = false;
            Copy(ref reader, ref sink);
        }

        sink.Put((byte)']');
        return reader.Error is null;
    }

    static bool CopyInteger(scoped ref DagCborReader reader, scoped ref ByteSink sink)
    {
        if (!reader.TryReadInteger(out var value))
            return false;
        // 128-bit arithmetic is ten times dearer than what nearly every number needs.
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            Utf8Formatter.TryFormat((long)value, sink.Room(EcmaNumber.LengthMax), out var written);
            sink.Advance(written);
        }
        else
        {
            WriteInteger(ref sink, value);
        }

        return true;
    }
}
