using ComposeServer.Ipld;
using ComposeServer.Log;

namespace ComposeServer.Streams;

/// <summary>Name of a stream: its type and the CID of its init event.</summary>
/// <remarks>
/// Bytes: varint 0xce, varint type, CIDv1 (sha2-256: 36 bytes dag-cbor, 37 dag-jose). Text: base36, prefix <c>k</c>. Source: CIP-59,
/// ceramic.md 1.4.
/// </remarks>
/// <param name="Type">Kind of stream.</param>
/// <param name="Init">CID of the init event: of the envelope when signed.</param>
public readonly record struct StreamId(StreamType Type, Cid Init)
{
    internal const ulong Codec = 0xce;

    /// <summary>Bytes of a CID inside a name; a sha2-256 CID has 36 or 37. Keeps names off the heap and out of trouble.</summary>
    internal const int CidBytesMax = 128;

    /// <summary>The model of models, which every model stream names in its header: <c>kh4q0ozorrgaq2mezktnrmdwleo1d</c>.</summary>
    /// <remarks>Type 4 and a CID whose hash is no hash; a constant that enters the bytes of every model (ceramic.md 1.4).</remarks>
    public static StreamId Metamodel { get; } = Read("ce01040171710b0009686d6f64656c2d7631");

    /// <summary>True for <c>default</c>, which names nothing.</summary>
    public bool IsEmpty => Init.IsEmpty;

    /// <summary>The stream's log.</summary>
    public LogName Name => new(ToBytes());

    /// <summary>Reads the bytes of a name.</summary>
    /// <returns>False for another codec, a bad CID, or bytes left over (a CommitID has some). An unknown type still reads, as in the JS node.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out StreamId id) =>
        TryTake(ref source, out id) && source.IsEmpty;

    /// <summary>Reads a StreamID that was written by a log's name.</summary>
    public static bool TryRead(LogName name, out StreamId id) => TryRead(name.Memory.Span, out id);

    /// <summary>Reads a text that is nothing but a StreamID, with or without <c>ceramic://</c> or <c>/ceramic/</c> before it.</summary>
    /// <remarks>For configuration and commands. Requests go through <see cref="TryFind"/>, which is as lenient as the JS node.</remarks>
    public static bool TryParse(ReadOnlySpan<char> text, out StreamId id) => TryParse(text, out id, out _);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out StreamId)"/>
    /// <param name="text">The text.</param>
    /// <param name="id">What it names.</param>
    /// <param name="error">Why it names nothing.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out StreamId id, out string error) =>
        StreamRefText.TryParse(text, anchored: true, "StreamID", out var found, out error)
            && found.TryGetStream(text, out id, out error)
        || None(out id);

    /// <summary>Takes the first StreamID in a text, whatever stands around it, as <c>StreamID.fromString</c> does.</summary>
    /// <param name="text">Text from a request or a document.</param>
    /// <param name="id">What it names.</param>
    /// <param name="error">The JS node's words when it names no stream, or a commit of one.</param>
    public static bool TryFind(ReadOnlySpan<char> text, out StreamId id, out string error) =>
        StreamRefText.TryParse(text, anchored: false, "StreamID", out var found, out error)
            && found.TryGetStream(text, out id, out error)
        || None(out id);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out StreamId)"/>
    /// <exception cref="FormatException">It is something else.</exception>
    public static StreamId Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var id, out var error) ? id : throw new FormatException(error);

    /// <summary>The commit of this stream with the given CID.</summary>
    public CommitId At(Cid commit) => new(this, commit);

    /// <summary>The bytes that headers, log names and CIDs hold.</summary>
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

    internal int SizeBytes => Varint.SizeOf(Codec) + Varint.SizeOf((ulong)Type) + Init.Bytes.Length;

    internal int Write(Span<byte> target)
    {
        var at = Varint.Write(target, Codec);
        at += Varint.Write(target[at..], (ulong)Type);
        Init.Bytes.CopyTo(target[at..]);
        return at + Init.Bytes.Length;
    }

    internal static bool TryTake(ref ReadOnlySpan<byte> source, out StreamId id)
    {
        id = default;
        if (!Varint.TryTake(ref source, out var codec) || codec != Codec)
            return false;
        if (
            !Varint.TryTake(ref source, out var type)
            || !Cid.TryTake(ref source, out var init)
            || init.Bytes.Length > CidBytesMax
        )
            return false;
        id = new((StreamType)type, init);
        return true;
    }

    static bool None(out StreamId id)
    {
        id = default;
        return false;
    }

    static StreamId Read(string hex) =>
        TryRead(Convert.FromHexString(hex), out var id) ? id : throw new FormatException("not a StreamID");
}
