using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Caip10Link;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams.Caip10Link;

public sealed class LinkInitTests : IDisposable
{
    const string Address = "0x0544dcf4fce959c6c4f3b7530190cb5e1bd67cb8";

    readonly LinkScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void A_link_begins_empty_and_belongs_to_its_account()
    {
        var link = _scene.Begin(new("eip155", "1", Address));

        Assert.Equal(Did.Parse($"did:pkh:eip155:1:{Address}"), link.Controller);
        Assert.False(link.HasSignedEvent);
        Assert.Equal(
            """{"type":1,"content":null,"next":{"content":null},"metadata":{"family":"caip10-eip155:1","controllers":["0x0544dcf4fce959c6c4f3b7530190cb5e1bd67cb8@eip155:1"]}"""
                + ""","signature":0,"anchorStatus":"NOT_REQUESTED","log":[{"cid":"bafyreig7t33knc7c5xwtl72zemxtu6exe7xljuephwwqyhwgfyvly43uay","type":0}],"doctype":"caip10-link"}""",
            TileScene.Json(link, new LogEntry(link.Tip, EventKind.Init))
        );
    }

    [Fact]
    public void Whatever_the_case_of_the_address_clients_begin_the_same_link() =>
        Assert.Equal(
            Caip10LinkEvents.Init(new("eip155", "1", Address)),
            Caip10LinkEvents.Init(
                new("eip155", "1", Address.ToUpperInvariant().Replace("0X", "0x", StringComparison.Ordinal))
            )
        );

    [Theory]
    [InlineData("0x0544DCF4@eip155:1")]
    [InlineData("eip155:137:0x0544DCF4")]
    [InlineData("6UZf3qLVPuKTrP7dsZ6DrJZ8Qm1m@solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp")]
    [InlineData("tz1W@tezos:NetXdQprcVkpaWU")]
    public void The_controller_is_served_as_it_was_written(string controller)
    {
        var link = _scene.Lab.Take<Caip10LinkState>(Init(Header(controller)));

        Assert.Equal($$"""{"controllers":["{{controller}}"]}""", link.Metadata.ToString());
        Assert.StartsWith("did:pkh:", link.Controller.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_cannot_begin_with_data() =>
        Assert.Equal(
            new Refusal(RefusalCode.NotAllowed, "Caip10Link genesis commit cannot have data"),
            _scene.Lab.Refuse(TileScene.Unsigned(IpldMap.Of(("data", 1), ("header", Header($"{Address}@eip155:1")))))
        );

    [Fact]
    public void A_JWS_has_no_place_in_a_link()
    {
        using var tiles = new TileScene();
        var payload = IpldMap.Of(("header", Header($"{Address}@eip155:1")));

        Assert.Equal(RefusalCode.NotAllowed, _scene.Lab.Refuse(tiles.Sign(payload)).Code);
    }

    [Theory]
    [InlineData("""{"family":"caip10-eip155:1"}""")]
    [InlineData("""{"family":"caip10-eip155:1","controllers":[]}""")]
    [InlineData("""{"family":"caip10-eip155:1","controllers":["0xab@eip155:1","0xab@eip155:1"]}""")]
    [InlineData("""{"family":"caip10-eip155:1","controllers":[7]}""")]
    [InlineData("""{"family":"caip10-eip155:1","controllers":"0xab@eip155:1"}""")]
    public void Exactly_one_account_controls_a_link(string header) =>
        Assert.Equal(
            new Refusal(RefusalCode.InvalidHeader, "Exactly one controller must be specified"),
            _scene.Lab.Refuse(Init((IpldMap)DocumentScene.Ipld(header)))
        );

    [Theory]
    [InlineData("")]
    [InlineData("0xab")]
    [InlineData("@eip155:1")]
    [InlineData("0xab@eip155")]
    [InlineData("0xab@eip155:1:2")]
    [InlineData("0xab@EIP:1")]
    [InlineData("0x ab@eip155:1")]
    [InlineData("ä@eip155:1")]
    public void A_controller_that_is_no_account_is_refused(string controller) =>
        Assert.Equal(
            new Refusal(RefusalCode.InvalidHeader, $"Controller is not a blockchain account: {controller}"),
            _scene.Lab.Refuse(Init(Header(controller).With("family", "caip10-eip155:1")))
        );

    [Fact]
    public void A_family_of_another_type_or_what_JSON_cannot_carry_is_refused()
    {
        var header = Header("0xab@eip155:1");

        Assert.Equal(RefusalCode.InvalidHeader, _scene.Lab.Refuse(Init(header.With("family", 1))).Code);
        Assert.Equal(RefusalCode.InvalidHeader, _scene.Lab.Refuse(Init(header.With("x", new byte[1]))).Code);
    }

    static EventBlocks Init(IpldMap header) => TileScene.Unsigned(IpldMap.Of(("header", header)));

    static IpldMap Header(string controller) => IpldMap.Of(("controllers", IpldList.Of(controller)));
}
