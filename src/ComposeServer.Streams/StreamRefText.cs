using ComposeServer.Ipld;

namespace ComposeServer.Streams;

/// <summary>
/// Text of StreamIDs and CommitIDs: <c>(ceramic://|/ceramic/)?([A-Za-z0-9]+)(\?commit=([A-Za-z0-9]+))?</c>, where the JS node takes the
/// first match in the text and configuration must match as a whole (ceramic.md 1.4).
/// </summary>
static class StreamRefText
{
    /// <summary>
    /// Characters of the base36 part. A CommitID of SHA-256 names has at most 123, one of the longest names that are read
    /// (<see cref="StreamId.CidBytesMax"/>) 415. Bounds the conversion, whose cost grows with the square.
    /// </summary>
    public const int IdLengthMax = 416;

    const string CommitPart = "?commit=";
    static readonly string[] Prefixes = ["ceramic://", "/ceramic/"];

    public static bool TryParse(
        ReadOnlySpan<char> text,
        bool anchored,
        string kind,
        out StreamRef found,
        out string error
    )
    {
        found = default;
        if (!TryCut(text, anchored, out var id, out var commit))
        {
            error = $"Malformed {kind} string: {Shortened(text)}";
            return false;
        }

        if (!TryDecode(id, out found, out error))
            return false;
        return commit.IsEmpty || TryPoint(commit, ref found, out error);
    }

    static bool TryCut(ReadOnlySpan<char> text, bool anchored, out ReadOnlySpan<char> id, out ReadOnlySpan<char> commit)
    {
        id = commit = [];
        var last = anchored ? Math.Min(1, text.Length) : text.Length;
        for (var at = 0; at < last; at++)
        {
            var rest = text[(at + PrefixLength(text[at..]))..];
            var length = WordLength(rest);
            if (length is 0 or > IdLengthMax)
            {
                if (length == 0)
                    continue;
                return false;
            }

            id = rest[..length];
            rest = rest[length..];
            if (rest.StartsWith(CommitPart) && WordLength(rest[CommitPart.Length..]) is > 0 and var commitLength)
            {
                commit = rest.Slice(CommitPart.Length, commitLength);
                rest = rest[(CommitPart.Length + commitLength)..];
            }

            return !anchored || rest.IsEmpty;
        }

        return false;
    }

    /// <summary>Length of a prefix that a word follows; without one the prefix itself may hold the word.</summary>
    static int PrefixLength(ReadOnlySpan<char> text)
    {
        foreach (var prefix in Prefixes)
        {
            if (text.StartsWith(prefix) && WordLength(text[prefix.Length..]) > 0)
                return prefix.Length;
        }

        return 0;
    }

    static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetterOrDigit(text[length]))
            length++;
        return length;
    }

    static bool TryDecode(ReadOnlySpan<char> id, out StreamRef found, out string error)
    {
        found = default;
        if (id[0] != 'k')
        {
            error = $"Unable to decode multibase string \"{id}\", base36 decoder only supports inputs prefixed with k";
            return false;
        }

        if (id.ContainsAnyInRange('A', 'Z') || !Base36.TryDecode(id[1..], out var bytes))
        {
            error = "Non-base36 character";
            return false;
        }

        ReadOnlySpan<byte> source = bytes;
        error = "Could not decode varint";
        if (!Varint.TryTake(ref source, out var codec))
            return false;
        if (codec != StreamId.Codec)
        {
            error = "Invalid StreamRef, does not include streamid codec";
            return false;
        }

        if (!Varint.TryTake(ref source, out var type))
            return false;
        error = "Invalid StreamRef, does not include a CID";
        if (!Cid.TryTake(ref source, out var init) || init.Bytes.Length > StreamId.CidBytesMax)
            return false;
        var stream = new StreamId((StreamType)type, init);
        error = "";
        if (source.IsEmpty)
            found = new(stream, null);
        else if (source is [0])
            found = new(stream, init);
        else if (Cid.TryRead(source, out var commit) && commit.Bytes.Length <= StreamId.CidBytesMax)
            found = new(stream, commit);
        else
            error = "Invalid StreamRef, does not end with a commit";
        return error.Length == 0;
    }

    /// <summary>Applies <c>?commit=</c>: a CID, or 0 for the init event.</summary>
    static bool TryPoint(ReadOnlySpan<char> commit, ref StreamRef found, out string error)
    {
        error = "";
        // A name is written to the stack: a longer CID would take all of it.
        if (
            commit.Length <= IdLengthMax
            && Cid.TryParse(commit, out var cid)
            && cid.Bytes.Length <= StreamId.CidBytesMax
        )
            found = found with { Commit = cid };
        else if (commit is "0")
            found = found with { Commit = found.Stream.Init };
        else
            error = "Cannot specify commit as a number except to request commit 0 (the genesis commit)";
        return error.Length == 0;
    }

    /// <summary>An error never carries more of a hostile text than a person would read.</summary>
    public static ReadOnlySpan<char> Shortened(ReadOnlySpan<char> text) =>
        text.Length <= IdLengthMax ? text : text[..IdLengthMax];
}
