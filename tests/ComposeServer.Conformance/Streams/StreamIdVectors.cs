using ComposeServer.Conformance.Vectors;
using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Conformance.Streams;

/// <summary>Names of streams and commits, in bytes and texts.</summary>
sealed class StreamIdVectors : VectorClaims
{
    public StreamIdVectors()
        : base("streamids.json") => Claim(Names_of_streams_and_commits_have_the_recorded_bytes_and_texts);

    static void Names_of_streams_and_commits_have_the_recorded_bytes_and_texts(VectorCase one)
    {
        var vector = one.Json;
        var type = (StreamType)vector.GetProperty("type").GetUInt64();
        var id = new StreamId(type, Cid.Parse(vector.Text("cid")));

        Assert.Equal(vector.Text("typeName"), type.Doctype());
        Assert.Equal(vector.Text("bytes"), Convert.ToHexStringLower(id.ToBytes()));
        Assert.Equal(vector.Text("string"), id.ToString());
        Assert.Equal(vector.Text("url"), $"ceramic://{id}");
        Assert.Equal(id, StreamId.Parse(vector.Text("string")));
        Assert.Equal(id, StreamId.Parse(vector.Text("url")));
        Assert.True(StreamId.TryRead(id.ToBytes(), out var read));
        Assert.Equal(id, read);
        var init = vector.GetProperty("commitAtGenesis");
        Assert.Equal(init.Text("commit"), id.Init.ToString());
        AssertCommit(id.At(id.Init), init);
        AssertCommit(id.At(Cid.Parse(vector.Text("commitCid"))), vector.GetProperty("commitAtCommit"));
    }

    static void AssertCommit(CommitId id, Recorded vector)
    {
        Assert.Equal(vector.Text("bytes"), Convert.ToHexStringLower(id.ToBytes()));
        Assert.Equal(vector.Text("string"), id.ToString());
        Assert.Equal(vector.Text("url"), $"ceramic://{id}");
        Assert.Equal(id, CommitId.Parse(vector.Text("string")));
        Assert.Equal(id, CommitId.Parse(vector.Text("url")));
        Assert.True(CommitId.TryRead(id.ToBytes(), out var read));
        Assert.Equal(id, read);
    }
}

/// <summary>Texts that requests carry, good and bad.</summary>
sealed class StreamIdTextVectors : VectorClaims
{
    public StreamIdTextVectors()
        : base("streamid-parse.json") => Claim(Texts_of_requests_are_read_and_refused_as_the_JS_library_does);

    static void Texts_of_requests_are_read_and_refused_as_the_JS_library_does(VectorCase one)
    {
        var input = one.Json.Text("input");

        AssertSame(
            one.Json.GetProperty("StreamID"),
            StreamId.TryFind(input, out var id, out var error) ? Found(new(id, null)) : error
        );
        AssertSame(
            one.Json.GetProperty("CommitID"),
            CommitId.TryFind(input, out var commit, out error) ? Found(new(commit.Stream, commit.Commit)) : error
        );
        AssertSame(
            one.Json.GetProperty("StreamRef"),
            StreamRef.TryFind(input, out var found, out error) ? Found(found) : error
        );
    }

    static void AssertSame(Recorded recorded, string actual) =>
        Assert.Equal(
            recorded.GetProperty("ok").GetBoolean()
                ? $"{recorded.Text("class")} {recorded.Text("string")} {recorded.Text("bytes")}"
                : recorded.Text("error"),
            actual
        );

    static string Found(StreamRef found) =>
        found.Commit is { } commit
            ? $"CommitID {found} {Convert.ToHexStringLower(found.Stream.At(commit).ToBytes())}"
            : $"StreamID {found} {Convert.ToHexStringLower(found.Stream.ToBytes())}";
}
