using ComposeServer.Fuzz.Seeds;
using ComposeServer.Streams;

namespace ComposeServer.Fuzz.Targets;

sealed class StreamIdBytesTarget : FuzzTarget
{
    public override string Name => "stream-id-bytes";

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors.Hex("vectors/streamids.json", "bytes"),
            .. Vectors.Hex("vectors/streamid-parse.json", "bytes"),
            StreamId.Metamodel.ToBytes(),
        ];

    protected override void Check(byte[] input)
    {
        StreamId stream = default;
        CommitId commit = default;
        var isStream = Door.Through(() => StreamId.TryRead(input, out stream));
        var isCommit = Door.Through(() => CommitId.TryRead(input, out commit));
        Oracle.Holds(!(isStream && isCommit), "a name is of a stream or of a commit");
        if (isStream)
        {
            Oracle.Same(stream.ToBytes(), input, "a StreamID has the bytes it was read from");
            var text = stream.ToString();
            Oracle.Holds(StreamId.TryParse(text, out var same) && same == stream, "the text of a StreamID reads as it");
        }

        if (isCommit)
        {
            Oracle.Holds(
                CommitId.TryRead(commit.ToBytes(), out var same) && same == commit,
                "the bytes of a CommitID read as it"
            );
            var text = commit.ToString();
            Oracle.Holds(CommitId.TryParse(text, out same) && same == commit, "the text of a CommitID reads as it");
        }
    }
}
