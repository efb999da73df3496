using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Conformance.Streams;

public class StreamIdVectorTests
{
    const string Ids = "streamids.json";
    const string Texts = "streamid-parse.json";

    public static TheoryData<string> IdCases => VectorFile.CaseNames(Ids);

    public static TheoryData<int> TextCases => [.. Enumerable.Range(0, VectorFile.Cases(Texts).Count())];

    [Theory]
    [MemberData(nameof(IdCases))]
    public void Names_of_streams_and_commits_have_the_recorded_bytes_and_texts(string name)
    {
        var vector = VectorFile.Case(Ids, name);
        var type = (StreamType)vector.GetProperty("type").GetUInt64();
        var id = new StreamId(type, Cid.Parse(Text(vector, "cid")));

        Assert.Equal(Text(vector, "typeName"), type.Doctype());
        Assert.Equal(Text(vector, "bytes"), Convert.ToHexStringLower(id.ToBytes()));
        Assert.Equal(Text(vector, "string"), id.ToString());
        Assert.Equal(id, StreamId.Parse(Text(vector, "string")));
        Assert.Equal(id, StreamId.Parse(Text(vector, "url")));
        Assert.True(StreamId.TryRead(id.ToBytes(), out var read));
        Assert.Equal(id, read);
        AssertCommit(id.At(id.Init), vector.GetProperty("commitAtGenesis"));
        AssertCommit(id.At(Cid.Parse(Text(vector, "commitCid"))), vector.GetProperty("commitAtCommit"));
    }

    [Theory]
    [MemberData(nameof(TextCases))]
    public void Texts_of_requests_are_read_and_refused_as_the_JS_library_does(int index)
    {
        var vector = VectorFile.Cases(Texts).ElementAt(index);
        var input = Text(vector, "input");

        var stream = StreamId.TryFind(input, out var id, out var error) ? id.ToString() : error;
        Assert.Equal(Expected(vector, "StreamID"), stream);
        var commit = CommitId.TryFind(input, out var commitId, out error) ? commitId.ToString() : error;
        Assert.Equal(Expected(vector, "CommitID"), commit);
        var either = StreamRef.TryFind(input, out var found, out error) ? found.ToString() : error;
        Assert.Equal(Expected(vector, "StreamRef"), either);
    }

    static void AssertCommit(CommitId id, JsonElement vector)
    {
        Assert.Equal(Text(vector, "bytes"), Convert.ToHexStringLower(id.ToBytes()));
        Assert.Equal(Text(vector, "string"), id.ToString());
        Assert.Equal(id, CommitId.Parse(Text(vector, "string")));
        Assert.Equal(id, CommitId.Parse(Text(vector, "url")));
        Assert.True(CommitId.TryRead(id.ToBytes(), out var read));
        Assert.Equal(id, read);
    }

    static string Expected(JsonElement vector, string kind)
    {
        var expected = vector.GetProperty(kind);
        return Text(expected, expected.GetProperty("ok").GetBoolean() ? "string" : "error");
    }

    static string Text(JsonElement vector, string member) => vector.GetProperty(member).GetString()!;
}
