using ComposeServer.Ipld;

namespace ComposeServer.Streams;

/// <summary>Name of a stream as it was after one of its events.</summary>
/// <remarks>
/// Bytes: those of the StreamID, then the CID of the event, or the one byte 00 when that is the init event. Text: base36, prefix
/// <c>k</c>. Source: CIP-59, ceramic.md 1.4.
/// </remarks>
/// <param name="Stream">The stream.</param>
/// <param name="Commit">CID of the event, the init event's too.</param>
public readonly record struct CommitId(StreamId Stream, Cid Commit)
{
    /// <summary>True when it names the stream as its init event left it.</summary>
    public bool IsInit => Commit == Stream.Init;

    /// <summary>Reads the bytes of a name.</summary>
    /// <returns>False for a StreamID, a bad CID, or bytes left over.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out CommitId id)
    {
        id = default;
        if (!StreamId.TryTake(ref source, out var stream))
            return false;
        if (source is [0])
        {
            id = new(stream, stream.Init);
            return true;
        }

        if (!Cid.TryRead(source, out var commit) || commit.Bytes.Length > StreamId.CidBytesMax)
            return false;
        id = new(stream, commit);
        return true;
    }

    /// <summary>Reads a text that is nothing but a CommitID, or a StreamID followed by <c>?commit=</c> and a CID.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CommitId id) => TryParse(text, out id, out _);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out CommitId)"/>
    /// <param name="text">The text.</param>
    /// <param name="id">What it names.</param>
    /// <param name="error">Why it names nothing.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out CommitId id, out string error) =>
        StreamRefText.TryParse(text, anchored: true, "CommitID", out var found, out error)
            && found.TryGetCommit(text, out id, out error)
        || None(out id);

    /// <summary>Takes the first CommitID in a text, whatever stands around it, as <c>CommitID.fromString</c> does.</summary>
    /// <param name="text">Text from a request.</param>
    /// <param name="id">What it names.</param>
    /// <param name="error">The JS node's words when it names no commit.</param>
    public static bool TryFind(ReadOnlySpan<char> text, out CommitId id, out string error) =>
        StreamRefText.TryParse(text, anchored: false, "CommitID", out var found, out error)
            && found.TryGetCommit(text, out id, out error)
        || None(out id);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out CommitId)"/>
    /// <exception cref="FormatException">It is something else.</exception>
    public static CommitId Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var id, out var error) ? id : throw new FormatException(error);

    /// <summary>The bytes of the name.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[SizeBytes];
        Write(bytes);
        return bytes;
    }

    /// <summary>Base36 with the prefix <c>k</c>.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        Write(bytes);
        return "k" + Base36.Encode(bytes);
    }

    int SizeBytes => Stream.SizeBytes + (IsInit ? 1 : Commit.Bytes.Length);

    void Write(Span<byte> target)
    {
        var at = Stream.Write(target);
        if (IsInit)
            target[at] = 0;
        else
            Commit.Bytes.CopyTo(target[at..]);
    }

    static bool None(out CommitId id)
    {
        id = default;
        return false;
    }
}
