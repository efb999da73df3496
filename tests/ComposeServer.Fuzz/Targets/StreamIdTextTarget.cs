using ComposeServer.Fuzz.Seeds;
using ComposeServer.Streams;

namespace ComposeServer.Fuzz.Targets;

sealed class StreamIdTextTarget : TextTarget
{
    public override string Name => "stream-id-text";

    public override IReadOnlyList<string> Words { get; } =
    ["ceramic://", "/ceramic/", "?commit=", "?commit=0", "k", "kjzl6", "?version=", "bafyrei", "0", " "];

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors.Utf8("vectors/streamid-parse.json", "input"),
            .. Vectors.Utf8("vectors/streamids.json", "string"),
            .. Vectors.Utf8("vectors/streamids.json", "url"),
            .. Vectors.Utf8("vectors/events-key-ed25519.json", "commitId"),
            .. Utf8([
                StreamId.Metamodel.ToString(),
                "kh4q0ozorrgaq2mezktnrmdwleo1d?commit=bafyreidogqfzz75tpkmjzjke425xqcrmpcib2p5tg44hnbirumdbpl5adu",
            ]),
        ];

    protected override void Check(string text)
    {
        CheckStream(text);
        CheckCommit(text);
        StreamRef found = default;
        if (Door.Through(() => StreamRef.TryFind(text, out found, out _)))
        {
            var printed = Door.Through(found.ToString);
            Oracle.Holds(
                StreamRef.TryParse(printed, out var same, out _) && same == found,
                "what was found prints as text that is nothing else"
            );
        }
    }

    static void CheckStream(string text)
    {
        StreamId found = default;
        var isFound = Door.Through(() => StreamId.TryFind(text, out found, out _));
        if (Door.Through(() => StreamId.TryParse(text, out _)))
            Oracle.Holds(isFound && StreamId.Parse(text) == found, "what is a StreamID is found as one");
        if (!isFound)
            return;
        Oracle.Holds(StreamId.Parse(found.ToString()) == found, "the text of a StreamID reads as it");
        Oracle.Holds(StreamId.TryRead(found.ToBytes(), out var same) && same == found, "its bytes read as it");
    }

    static void CheckCommit(string text)
    {
        CommitId found = default;
        var isFound = Door.Through(() => CommitId.TryFind(text, out found, out _));
        if (Door.Through(() => CommitId.TryParse(text, out _)))
            Oracle.Holds(isFound && CommitId.Parse(text) == found, "what is a CommitID is found as one");
        if (!isFound)
            return;
        Oracle.Holds(CommitId.Parse(Door.Through(found.ToString)) == found, "the text of a CommitID reads as it");
        Oracle.Holds(CommitId.TryRead(found.ToBytes(), out var same) && same == found, "its bytes read as it");
    }
}
