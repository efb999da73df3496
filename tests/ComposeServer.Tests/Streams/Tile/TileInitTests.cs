using ComposeServer.Identity;
using ComposeServer.Ipld;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Tile;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams.Tile;

public sealed class TileInitTests : IDisposable
{
    const string NotOne = "Exactly one controller must be specified";

    readonly TileScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void A_deterministic_tile_begins_empty_and_unsigned()
    {
        var metadata = IpldMap.Of(("family", "test"), ("tags", IpldList.Of("a", "b")));

        var tile = _scene.Lab.Take<TileState>(TileEvents.DeterministicInit(_scene.Signer.Did, metadata));

        Assert.Equal("{}", tile.Content.ToString());
        Assert.False(tile.HasSignedEvent);
        Assert.Contains("\"signature\":0,", TileScene.Json(tile), StringComparison.Ordinal);
        Assert.Equal(
            $$"""{"tags":["a","b"],"family":"test","controllers":["{{_scene.Signer.Did}}"]}""",
            tile.Metadata.ToString()
        );
    }

    [Fact]
    public void A_signed_tile_has_its_content_at_once()
    {
        var tile = _scene.Tile("""{"hello":"world","n":1.5}""");

        Assert.Equal("""{"n":1.5,"hello":"world"}""", tile.Content.ToString());
        Assert.Null(tile.Next);
        Assert.Contains("\"signature\":2,", TileScene.Json(tile), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("false")]
    [InlineData("0")]
    [InlineData("\"\"")]
    public void What_javascript_takes_for_false_is_no_content(string data)
    {
        var payload = Payload(Header()).With("data", DocumentScene.Ipld(data));

        Assert.Equal("{}", _scene.Lab.Take<TileState>(_scene.Sign(payload)).Content.ToString());
        Assert.Equal("{}", _scene.Lab.Take<TileState>(TileScene.Unsigned(payload)).Content.ToString());
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    [InlineData("true")]
    public void Content_need_not_be_an_object(string data) => Assert.Equal(data, _scene.Tile(data).Content.ToString());

    [Fact]
    public void Content_without_a_signature_is_refused_before_anything_else()
    {
        var payload = IpldMap.Of(("data", IpldMap.Of(("a", 1))), ("header", IpldMap.Empty));

        Assert.Equal(
            new Refusal(RefusalCode.Unsigned, "Genesis commit with contents should always be signed"),
            _scene.Lab.Refuse(TileScene.Unsigned(payload))
        );
    }

    [Fact]
    public void A_signature_of_somebody_else_is_refused() =>
        Assert.Equal(
            IdentityCode.WrongSigner,
            _scene.Lab.Refuse(EventSigner.Sign(_scene.Other, TileEvents.Init(_scene.Signer.Did, 1, _ => { }))).Code
        );

    [Theory]
    [InlineData("{}", NotOne)]
    [InlineData("""{"controllers":null}""", NotOne)]
    [InlineData("""{"controllers":"did:key:z"}""", NotOne)]
    [InlineData("""{"controllers":[]}""", NotOne)]
    [InlineData("""{"controllers":["did:key:z","did:key:z"]}""", NotOne)]
    [InlineData("""{"controllers":[1]}""", NotOne)]
    [InlineData("""{"controllers":["kjz"]}""", "Attempting to create a TileDocument with an invalid DID string: kjz")]
    [InlineData("""{"controllers":[""]}""", "Attempting to create a TileDocument with an invalid DID string: ")]
    public void Exactly_one_did_controls_a_tile(string header, string text)
    {
        var payload = Payload((IpldMap)DocumentScene.Ipld(header));

        Assert.Equal(new Refusal(RefusalCode.InvalidHeader, text), _scene.Lab.Refuse(TileScene.Unsigned(payload)));
        Assert.Equal(new Refusal(RefusalCode.InvalidHeader, text), _scene.Lab.Refuse(_scene.Sign(payload)));
    }

    [Theory]
    [InlineData("family", "1")]
    [InlineData("family", "null")]
    [InlineData("tags", "\"a\"")]
    [InlineData("tags", "[1]")]
    [InlineData("unique", "{}")]
    [InlineData("schema", "5")]
    [InlineData("forbidControllerChange", "\"yes\"")]
    public void A_known_member_of_another_type_is_refused(string member, string value)
    {
        var refusal = _scene.Lab.Refuse(_scene.Sign(Payload(Header().With(member, DocumentScene.Ipld(value)))));

        Assert.Equal(RefusalCode.InvalidHeader, refusal.Code);
        Assert.StartsWith($"Invalid '{member}' in header: it must be ", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_nobody_knows_are_kept_as_they_come()
    {
        var tile = _scene.Tile(
            "{}",
            IpldMap.Of(("isIndexed", false), ("x", DocumentScene.Ipld("""{"b":[1.5],"a":null}""")))
        );

        Assert.Contains("\"x\":{\"a\":null,\"b\":[1.5]}", tile.Metadata.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_JSON_cannot_carry_is_refused()
    {
        var link = IpldMap.Of(("a", _scene.Tile("{}").Tip));

        Assert.Equal(
            new Refusal(RefusalCode.SchemaViolation, "Validation Error: data/a holds a link"),
            _scene.Lab.Refuse(_scene.Sign(Payload(Header()).With("data", link)))
        );
        Assert.Equal(
            new Refusal(RefusalCode.InvalidHeader, "Invalid header: header/x/a holds a link"),
            _scene.Lab.Refuse(_scene.Sign(Payload(Header().With("x", link))))
        );
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(11, false)]
    public void Content_has_a_limit(int sizeBytesMax, bool fits)
    {
        using var scene = new TileScene(new TileFamilyOptions { ContentSizeBytesMax = sizeBytesMax });
        var init = scene.Init("\"0123456789\"");

        if (fits)
            scene.Lab.Take<TileState>(init);
        else
            Assert.Equal(
                new Refusal(RefusalCode.TooLarge, "Content has length of 12B which exceeds maximum size of 11B"),
                scene.Lab.Refuse(init)
            );
    }

    [Fact]
    public void Of_headers_each_family_takes_its_own()
    {
        var model = StreamId.Metamodel.ToBytes();
        var document = new StreamId(StreamType.Model, _scene.Tile("{}").Tip).ToBytes();

        Assert.Equal(StreamType.Tile, TypeOf(Header()));
        Assert.Equal(StreamType.Tile, TypeOf(Header().With("family", "caip10-eip155:1")));
        Assert.Equal(StreamType.Tile, TypeOf(IpldMap.Empty));
        Assert.Equal(StreamType.Model, TypeOf(Header().With("model", model)));
        Assert.Equal(StreamType.Document, TypeOf(Header().With("model", document)));
        Assert.Equal(StreamType.Document, TypeOf(Account("0xab@eip155:1").With("model", document)));
        Assert.Equal(StreamType.Caip10Link, TypeOf(Account("0xab@eip155:1")));
        Assert.Equal(StreamType.Caip10Link, TypeOf(Account("eip155:1:0xab")));
        Assert.Equal(StreamType.Caip10Link, TypeOf(IpldMap.Of(("family", "caip10-eip155:1"))));
    }

    [Fact]
    public void Without_family_and_tags_all_deterministic_tiles_of_an_account_would_be_one() =>
        Assert.Throws<ArgumentException>(() => TileEvents.DeterministicInit(_scene.Signer.Did, IpldMap.Empty));

    StreamType TypeOf(IpldMap header)
    {
        Assert.True(
            ComposeServer.Log.Intake.Stages.EventDecoder.TryDecode(
                TileScene.Unsigned(Payload(header)),
                out var raw,
                out _
            )
        );
        var claims = new ComposeServer.Log.Families.ILogFamily[]
        {
            new ComposeServer.Streams.Models.ModelFamily(),
            new DocumentFamily(new CompiledModels(), DocumentFamilyOptions.OwnDoor),
            new TileFamily(new TileSchemas(), TileFamilyOptions.OwnDoor),
            new ComposeServer.Streams.Caip10Link.Caip10LinkFamily(),
        };
        var names = claims.Where(family => family.TryName(raw, out _)).ToList();
        Assert.True(Assert.Single(names).TryName(raw, out var name));
        Assert.True(StreamId.TryRead(name, out var id));
        return id.Type;
    }

    IpldMap Header() => Account(_scene.Signer.Did.Text);

    static IpldMap Account(string controller) => IpldMap.Of(("controllers", IpldList.Of(controller)));

    static IpldMap Payload(IpldMap header) => IpldMap.Of(("header", header));
}
