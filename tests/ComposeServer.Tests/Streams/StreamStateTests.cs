using System.Buffers;
using System.Text;
using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Tests.Streams;

public class StreamStateTests
{
    static readonly Cid Init = Cid.Compute(Multicodec.DagCbor, "init"u8);
    static readonly Cid Tip = Cid.Compute(Multicodec.DagJose, "tip"u8);
    static readonly StreamId Model = StreamId.Parse("kjzl6hvfrbw6c6ofgjagr114wrmhbrt82rgpdv9digiy6h1wkay9gw1ro6ja1yl");

    [Fact]
    public void A_bare_document_is_served_with_the_members_it_has()
    {
        Assert.Equal(
            $$"""
            {"type":3,"content":null,"metadata":{"controllers":["did:key:z6Mk"],"model":"{{Model}}"},"signature":2,"anchorStatus":"NOT_REQUESTED","log":[{"cid":"{{Init}}","type":0}],"doctype":"MID"}
            """,
            Json(Bare(), [new(Init, EventKind.Init)], AnchorStatus.NotRequested)
        );
    }

    [Fact]
    public void A_full_document_is_served_with_members_in_the_order_of_the_JS_node()
    {
        var state = Full();
        LogEntry[] log =
        [
            new(Init, EventKind.Init, 1_700_000_000),
            new(Tip, EventKind.Data, 1_700_000_000, 1_800_000_000),
            new(Tip, EventKind.Time, 1_700_000_000),
        ];

        using var served = JsonDocument.Parse(Json(state, log, AnchorStatus.Anchored));

        var root = served.RootElement;
        Assert.Equal(
            ["type", "content", "metadata", "signature", "anchorStatus", "log", "anchorProof", "doctype"],
            root.EnumerateObject().Select(member => member.Name)
        );
        Assert.Equal(
            $$"""{"controllers":["did:key:z6Mk"],"model":"{{Model}}","context":"{{Model}}","unique":"AAECAwQFBgcICQoL","shouldIndex":false}""",
            root.GetProperty("metadata").GetRawText()
        );
        Assert.Equal("ANCHORED", root.GetProperty("anchorStatus").GetString());
        Assert.Equal(
            $$"""{"cid":"{{Tip}}","type":1,"timestamp":1700000000,"expirationTime":1800000000}""",
            root.GetProperty("log")[1].GetRawText()
        );
        Assert.Equal(
            $$"""{"chainId":"eip155:1","root":"{{Init}}","txHash":"{{Tip}}","txType":"f(bytes32)"}""",
            root.GetProperty("anchorProof").GetRawText()
        );
    }

    [Fact]
    public void States_come_back_from_their_bytes()
    {
        foreach (
            var state in (DocumentState[])
                [Bare(), Full(), Full() with { ShouldIndex = true, Context = null, Proof = null }]
        )
        {
            var bytes = DocumentStateCodec.Encode(state);
            Assert.Equal(state, DocumentStateCodec.Decode(state.Name, bytes));
            for (var length = 0; length < bytes.Length; length++)
                Assert.Throws<InvariantBroken>(() => DocumentStateCodec.Decode(state.Name, bytes.AsMemory(0, length)));
            Assert.Throws<InvariantBroken>(() => DocumentStateCodec.Decode(state.Name, (byte[])[.. bytes, 0]));
        }
    }

    [Fact]
    public void Content_keeps_its_letters_and_the_spelling_of_its_numbers()
    {
        const string Text = """{"t":"ż\"\\\n😀</&'","n":[1e21,0.5,-1,123456789012345680000]}""";
        var content = JsonBytes.Of(JsonElement.Parse(Text));

        Assert.Equal("""{"t":"ż\"\\\n😀</&'","n":[1e+21,0.5,-1,123456789012345680000]}""", content.ToString());
        Assert.Contains(
            content.ToString(),
            Json(Bare() with { Content = content }, [], AnchorStatus.Pending),
            StringComparison.Ordinal
        );
    }

    static DocumentState Bare()
    {
        var id = new StreamId(StreamType.Document, Init);
        return new()
        {
            Id = id,
            Name = id.Name,
            Tip = Init,
            Height = 1,
            Controller = Did.Parse("did:key:z6Mk"),
            Model = Model.Name,
            ModelId = Model,
            Content = JsonBytes.Null,
        };
    }

    static DocumentState Full() =>
        Bare() with
        {
            Tip = Tip,
            Height = 300,
            Unique = new DocumentUnique(new byte[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 }),
            Context = Model,
            ShouldIndex = false,
            IsInitSigned = true,
            HasDataEvent = true,
            Content = JsonBytes.Of(IpldMap.Of(("text", "ż"))),
            Proof = new("eip155:1", Init, Tip, "f(bytes32)"),
        };

    static string Json(StreamState state, IReadOnlyList<LogEntry> log, AnchorStatus status)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            StreamStateJson.Write(writer, state, log, status);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
