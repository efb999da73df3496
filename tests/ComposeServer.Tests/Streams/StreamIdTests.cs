using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Tests.Streams;

public class StreamIdTests
{
    const string Stream = "kjzl6kcym7w8yar6a3u88690r5hh32l9cb94wn1qg6zl6rzdko91pq7j4mvqm1y";
    const string Commit = "bagcqcerac7swdvjrthowrvliyuurflsw2yyssfznlhj2t4xgdx5aobvv7tnq";

    [Theory]
    [InlineData(32)]
    [InlineData(123)]
    public void A_CommitID_of_the_longest_names_that_are_read_has_a_text_that_reads(int digestSize)
    {
        var name = Cid.Create(Multicodec.DagJose, Multihash.Sha2512, new byte[digestSize]);
        var id = new StreamId((StreamType)int.MaxValue, name).At(name);

        Assert.True(CommitId.TryRead(id.ToBytes(), out var read));
        Assert.Equal(id, read);
        Assert.True(CommitId.TryParse(id.ToString(), out var same), id.ToString());
        Assert.Equal(id, same);
    }

    [Fact]
    public void The_metamodel_is_the_constant_that_every_model_names()
    {
        Assert.Equal("kh4q0ozorrgaq2mezktnrmdwleo1d", StreamId.Metamodel.ToString());
        Assert.Equal(StreamType.Unloadable, StreamId.Metamodel.Type);
        Assert.Equal(StreamId.Metamodel, StreamId.Parse("kh4q0ozorrgaq2mezktnrmdwleo1d"));
    }

    [Theory]
    [InlineData(" " + Stream)]
    [InlineData(Stream + " ")]
    [InlineData("/ceramic/" + Stream + "?version=0")]
    [InlineData("(" + Stream + ")")]
    public void Configuration_takes_a_whole_text_where_requests_take_the_first_id_in_it(string text)
    {
        Assert.False(StreamId.TryParse(text, out _));
        Assert.True(StreamId.TryFind(text, out var id, out _));
        Assert.Equal(Stream, id.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ceramic://")]
    [InlineData("/ceramic/")]
    public void The_prefixes_of_ids_are_part_of_no_id(string prefix)
    {
        Assert.True(StreamId.TryParse(prefix + Stream, out var id));
        Assert.Equal(Stream, id.ToString());
        Assert.True(CommitId.TryParse($"{prefix}{Stream}?commit={Commit}", out var commit));
        Assert.Equal(Commit, commit.Commit.ToString());
        Assert.False(StreamId.TryParse(prefix, out _));
    }

    [Fact]
    public void Commit_0_and_the_init_event_itself_are_one_commit_and_other_numbers_are_none()
    {
        var id = StreamId.Parse(Stream);

        Assert.Equal(id.At(id.Init), CommitId.Parse(Stream + "?commit=0"));
        Assert.Equal(id.At(id.Init), CommitId.Parse($"{Stream}?commit={id.Init}"));
        Assert.Equal(id.SizeBytes + 1, id.At(id.Init).ToBytes().Length);
        Assert.False(CommitId.TryParse(Stream + "?commit=1", out _, out var error));
        Assert.Equal("Cannot specify commit as a number except to request commit 0 (the genesis commit)", error);
    }

    [Fact]
    public void Bytes_left_over_are_refused_and_a_CommitID_is_no_StreamID()
    {
        var id = StreamId.Parse(Stream);
        var commit = id.At(Cid.Parse(Commit)).ToBytes();

        Assert.False(StreamId.TryRead(commit, out _));
        Assert.False(StreamId.TryRead([.. id.ToBytes(), 1], out _));
        Assert.False(CommitId.TryRead([.. commit, 0], out _));
        Assert.False(CommitId.TryRead(id.ToBytes(), out _));
        Assert.False(CommitId.TryRead([.. id.ToBytes(), 0, 0], out _));
    }

    [Fact]
    public void A_type_without_a_name_is_read_and_kept()
    {
        var id = new StreamId((StreamType)77, Cid.Parse(Commit));

        Assert.Equal(id, StreamId.Parse(id.ToString()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public void No_text_of_any_length_costs_more_than_a_look_at_it(int length)
    {
        Assert.False(StreamId.TryFind(new string('k', length), out _, out var error));
        Assert.True(error.Length < 600);
    }

    [Fact]
    public void A_CID_of_a_monstrous_digest_names_no_stream()
    {
        byte[] Named(int digestSize) =>
            [0xce, 1, 3, .. Cid.Create(Multicodec.DagCbor, 0x12, new byte[digestSize]).Bytes];

        Assert.True(StreamId.TryRead(Named(120), out _));
        Assert.False(StreamId.TryRead(Named(126), out _));
        Assert.False(StreamId.TryRead(Named(200_000), out _));
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(124, true)]
    [InlineData(125, false)]
    [InlineData(125_000, false)]
    [InlineData(10_000_000, false)]
    public void Nor_does_one_that_a_text_names_as_a_commit(int digestSize, bool isRead)
    {
        var commit = Cid.Create(Multicodec.DagCbor, 0x12, new byte[digestSize]);

        Assert.Equal(isRead, CommitId.TryFind($"{Stream}?commit={commit}", out var found, out _));
        Assert.Equal(isRead, found.Commit == commit);
        Assert.Equal(isRead, StreamRef.TryParse($"{Stream}?commit={commit}", out _, out _));
    }

    [Fact]
    public void Every_prefix_of_the_bytes_of_a_name_is_refused()
    {
        var bytes = StreamId.Parse(Stream).At(Cid.Parse(Commit)).ToBytes();
        var streamSize = StreamId.Parse(Stream).SizeBytes;

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(length == streamSize, StreamId.TryRead(bytes.AsSpan(0, length), out _));
            Assert.False(CommitId.TryRead(bytes.AsSpan(0, length), out _));
        }
    }
}
