using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Tests.Security;

/// <summary>Attack 33: names in other letters, with other prefixes, or with something behind them.</summary>
public class Sec33_NameParserTests
{
    const string Stream = "kjzl6kcym7w8yar6a3u88690r5hh32l9cb94wn1qg6zl6rzdko91pq7j4mvqm1y";
    const string Commit = "bagcqcerac7swdvjrthowrvliyuurflsw2yyssfznlhj2t4xgdx5aobvv7tnq";

    [Fact]
    public void Every_name_reads_as_itself_from_its_text_and_its_bytes()
    {
        var chance = new Random(33);
        for (var round = 0; round < 2_000; round++)
        {
            var stream = new StreamId((StreamType)(ulong)chance.Next(8), AnyCid(chance));
            var commit = stream.At(round % 5 == 0 ? stream.Init : AnyCid(chance));

            Assert.Equal(stream, StreamId.Parse(stream.ToString()));
            Assert.True(StreamId.TryRead(stream.ToBytes(), out var sameStream) && sameStream == stream);
            Assert.Equal(commit, CommitId.Parse(commit.ToString()));
            Assert.True(CommitId.TryRead(commit.ToBytes(), out var sameCommit) && sameCommit == commit);
            Assert.False(StreamId.TryRead(commit.ToBytes(), out _));
            Assert.False(CommitId.TryRead(stream.ToBytes(), out _));
        }
    }

    [Fact]
    public void No_other_text_of_the_same_length_reads_as_the_same_stream()
    {
        var id = StreamId.Parse(Stream);
        for (var at = 0; at < Stream.Length; at++)
        {
            foreach (var letter in "0aAzZk-_+/ é")
            {
                var other = string.Concat(Stream.AsSpan(0, at), [letter], Stream.AsSpan(at + 1));
                Assert.True(other == Stream || !StreamId.TryParse(other, out var read) || read != id, other);
            }
        }
    }

    [Theory]
    [InlineData("KJZL6KCYM7W8YAR6A3U88690R5HH32L9CB94WN1QG6ZL6RZDKO91PQ7J4MVQM1Y")]
    [InlineData("Kjzl6kcym7w8yar6a3u88690r5hh32l9cb94wn1qg6zl6rzdko91pq7j4mvqm1y")]
    [InlineData("kJzl6kcym7w8yar6a3u88690r5hh32l9cb94wn1qg6zl6rzdko91pq7j4mvqm1y")]
    [InlineData("zjzl6kcym7w8yar6a3u88690r5hh32l9cb94wn1qg6zl6rzdko91pq7j4mvqm1y")]
    [InlineData("jzl6kcym7w8yar6a3u88690r5hh32l9cb94wn1qg6zl6rzdko91pq7j4mvqm1y")]
    [InlineData("k0jzl6kcym7w8yar6a3u88690r5hh32l9cb94wn1qg6zl6rzdko91pq7j4mvqm1y")]
    [InlineData(Stream + "0")]
    [InlineData(Stream + "\n")]
    [InlineData(Stream + "\0")]
    [InlineData(Stream + "?")]
    [InlineData(Stream + "?commit=")]
    [InlineData("\uFEFF" + Stream)]
    [InlineData("ceramic:/" + Stream)]
    [InlineData("Ceramic://" + Stream)]
    [InlineData("ceramic://ceramic://" + Stream)]
    [InlineData("k")]
    [InlineData("")]
    public void Another_spelling_is_no_StreamID(string text)
    {
        Assert.False(StreamId.TryParse(text, out _));
    }

    [Theory]
    [InlineData(Stream)]
    [InlineData(Stream + "?commit=1")]
    [InlineData(Stream + "?commit=00")]
    [InlineData(Stream + "?Commit=" + Commit)]
    [InlineData(Stream + "?commit=" + Commit + "a")]
    [InlineData(Stream + "?commit=" + Commit + "&x")]
    [InlineData(Stream + "?commit=z" + Commit)]
    public void Another_spelling_is_no_CommitID(string text)
    {
        Assert.False(CommitId.TryParse(text, out _));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    [InlineData(16_000_000)]
    public void A_commit_of_a_monstrous_digest_is_refused_before_it_fills_the_stack(int digestBytes)
    {
        var monstrous = Cid.Create(Multicodec.DagCbor, Multihash.Sha2256, new byte[digestBytes]);
        var text = $"{Stream}?commit={monstrous}";

        Assert.False(CommitId.TryFind(text, out _, out _));
        Assert.False(StreamRef.TryFind(text, out _, out _));
    }

    [Fact]
    public void A_mebibyte_of_letters_costs_no_more_than_a_look_at_them()
    {
        foreach (
            var text in new[]
            {
                new string('k', Effort.Mebibyte),
                "k" + new string('0', Effort.Mebibyte),
                new string('/', Effort.Mebibyte),
                Repeated("ceramic://"),
            }
        )
            Effort.Within(
                timeMs: 100,
                4 * Effort.Mebibyte,
                () =>
                {
                    Assert.False(StreamId.TryFind(text, out _, out _));
                    Assert.False(CommitId.TryFind(text, out _, out _));
                    Assert.False(StreamRef.TryParse(text, out _, out _));
                }
            );
    }

    [Theory]
    [InlineData('b')]
    [InlineData('k')]
    [InlineData('z')]
    [InlineData('m')]
    [InlineData('u')]
    [InlineData('f')]
    public void A_mebibyte_in_any_base_is_read_or_refused_soon(char prefix)
    {
        var text = prefix + new string('a', Effort.Mebibyte);

        Effort.Within(timeMs: 200, 16 * Effort.Mebibyte, () => _ = Cid.TryParse(text, out _));
    }

    static Cid AnyCid(Random chance)
    {
        var digest = new byte[32];
        chance.NextBytes(digest);
        return Cid.Create(chance.Next(2) == 0 ? Multicodec.DagCbor : Multicodec.DagJose, Multihash.Sha2256, digest);
    }

    static string Repeated(string text) => string.Concat(Enumerable.Repeat(text, Effort.Mebibyte / text.Length));
}
