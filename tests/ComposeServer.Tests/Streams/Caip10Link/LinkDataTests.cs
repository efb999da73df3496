using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Caip10Link;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams.Caip10Link;

public sealed class LinkDataTests : IDisposable
{
    const string Alice = "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z";
    const string Bob = "did:3:kjzl6cwe1jw146ezcibi0y88p08ffgpr5eyeklygaioqwad5nc9g0r4k424vp55";
    const long Noon = 1_700_000_000;

    static readonly Refusal TooOld = new(RefusalCode.InvalidLinkProof, "Invalid commit, proof timestamp too old");

    readonly LinkScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void An_account_links_a_did_which_counts_with_the_next_time_event()
    {
        var link = _scene.Link(_scene.Begin(), Alice, Noon);

        Assert.True(link.Content.IsNull);
        Assert.Equal($"\"{Alice}\"", link.NewestContent.ToString());
        var metadata =
            $$"""{"family":"caip10-eip155:1","controllers":["{{_scene.Wallet.Address}}@eip155:1"],"lastUpdate":1700000000}""";
        Assert.StartsWith(
            $$"""{"type":1,"content":null,"next":{"content":"{{Alice}}","metadata":{{metadata}}},"metadata":{""",
            TileScene.Json(link),
            StringComparison.Ordinal
        );
        Assert.Contains("\"signature\":2,", TileScene.Json(link), StringComparison.Ordinal);

        var anchored = Anchor(link, Noon + 10);

        Assert.Equal($"\"{Alice}\"", anchored.Content.ToString());
        Assert.Equal(metadata, anchored.Metadata.ToString());
        Assert.Null(anchored.Next);
    }

    [Fact]
    public void A_cleared_link_stays_clear_when_its_commit_is_anchored()
    {
        var linked = Anchor(_scene.Link(_scene.Begin(), Alice, Noon), Noon + 10);

        var cleared = _scene.Link(linked, "", Noon + 20);

        Assert.Equal("\"\"", cleared.NewestContent.ToString());
        Assert.Equal("\"\"", Anchor(cleared, Noon + 30).Content.ToString());
    }

    [Fact]
    public void The_first_proof_may_be_older_than_the_time_event_before_it()
    {
        var begun = Anchor(_scene.Begin(), Noon + 1_000);

        Assert.Null(begun.Next);
        Assert.Equal($"\"{Alice}\"", _scene.Link(begun, Alice, Noon).NewestContent.ToString());
    }

    [Fact]
    public void A_later_proof_is_not_older_than_the_time_event_at_the_tip()
    {
        var link = Anchor(_scene.Link(_scene.Begin(), Alice, Noon), Noon + 10);

        Assert.Equal(TooOld, Refuse(link, _scene.Proof(Bob, Noon + 9)));
        _scene.Link(link, Bob, Noon + 10);
    }

    [Fact]
    public void A_later_proof_is_not_older_than_the_commit_before_it()
    {
        var link = _scene.Link(Anchor(_scene.Link(_scene.Begin(), Alice, Noon), Noon + 10), Bob, Noon + 20);

        Assert.Equal(TooOld, Refuse(link, _scene.Proof(Alice, Noon + 19)));
        Assert.Equal(TooOld, Refuse(link, _scene.Proof(Alice, Noon)));
        _scene.Link(link, Alice, Noon + 20);
    }

    [Fact]
    public void Without_a_signed_time_only_the_first_proof_is_taken()
    {
        var message = $"Link this account to your identity\n\n{Alice}";

        var link = _scene.Lab.Take<Caip10LinkState>(LinkScene.Event(_scene.Begin(), _scene.Proof(message)));

        Assert.Equal($"\"{Alice}\"", link.NewestContent.ToString());
        Assert.DoesNotContain("lastUpdate", link.NewestMetadata.ToString(), StringComparison.Ordinal);
        Assert.Equal(TooOld, Refuse(link, _scene.Proof(message)));
        _scene.Link(link, Bob, Noon);
    }

    [Fact]
    public void Another_account_cannot_write()
    {
        var link = _scene.Begin(_scene.Ethereum with { Address = "0x0544dcf4fce959c6c4f3b7530190cb5e1bd67cb8" });

        Assert.Equal(
            new Refusal(
                RefusalCode.InvalidLinkProof,
                $"Address '{_scene.Wallet.Address}@eip155:1' used to sign update to Caip10Link doesn't match stream controller '0x0544dcf4fce959c6c4f3b7530190cb5e1bd67cb8@eip155:1'"
            ),
            Refuse(link, _scene.Proof(Alice, Noon))
        );
        var onAnotherChain = _scene.Begin(_scene.Ethereum with { Reference = "137" });
        Assert.Equal(RefusalCode.InvalidLinkProof, Refuse(onAnotherChain, _scene.Proof(Alice, Noon)).Code);
    }

    [Fact]
    public void The_case_of_an_address_does_not_matter()
    {
        var mixed = _scene.Ethereum with { Address = _scene.Wallet.ChecksummedAddress };
        var link = _scene.Begin();

        _scene.Lab.Take<Caip10LinkState>(LinkScene.Event(link, _scene.Proof(Alice, Noon) with { Account = mixed }));
    }

    [Fact]
    public void A_solana_account_links_itself()
    {
        var link = _scene.Begin(_scene.Solana);

        var linked = _scene.Lab.Take<Caip10LinkState>(LinkScene.Event(link, _scene.SolanaProof(Alice, Noon)));

        Assert.Equal($"\"{Alice}\"", linked.NewestContent.ToString());
    }

    [Fact]
    public void A_commit_names_the_tip_it_builds_on()
    {
        var begun = _scene.Begin();
        _scene.Link(begun, Alice, Noon);

        Assert.Equal(RefusalCode.Stale, Refuse(begun, _scene.Proof(Bob, Noon + 1)).Code);
        var unknown = begun with { Tip = Cid.Compute(Multicodec.DagCbor, "x"u8) };
        Assert.IsType<ApplyResult.Missing>(_scene.Lab.Apply(LinkScene.Event(unknown, _scene.Proof(Bob, Noon + 1))));
    }

    Refusal Refuse(Caip10LinkState link, LinkProof proof) => _scene.Lab.Refuse(LinkScene.Event(link, proof));

    Caip10LinkState Anchor(Caip10LinkState link, long atSeconds) =>
        _scene.Lab.Take<Caip10LinkState>(TimeSample.Anchor(link, atSeconds));
}
