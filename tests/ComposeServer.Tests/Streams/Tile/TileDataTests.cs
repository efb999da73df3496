using ComposeServer.Identity;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Tile;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams.Tile;

public sealed class TileDataTests : IDisposable
{
    readonly TileScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Changes_build_on_each_other_and_wait_for_a_time_event()
    {
        var tile = _scene.Tile("""{"a":1}""", IpldMap.Of(("family", "f")));

        var first = _scene.Write(tile, """[{"op":"add","path":"/b","value":2}]""", """{"tags":["t"]}""");
        var second = _scene.Write(first, """[{"op":"remove","path":"/a"}]""", """{"family":"g","new":true}""");

        Assert.Equal("""{"a":1}""", second.Content.ToString());
        Assert.Equal(tile.Metadata, second.Metadata);
        Assert.Equal("""{"b":2}""", second.NewestContent.ToString());
        Assert.Equal(
            $$"""{"family":"g","unique":"AAAAAAAAAAAAAAAA","controllers":["{{_scene.Signer.Did}}"],"tags":["t"],"new":true}""",
            second.NewestMetadata.ToString()
        );

        var anchored = _scene.Anchor(second);

        Assert.Null(anchored.Next);
        Assert.Equal(second.NewestContent, anchored.Content);
        Assert.Equal(second.NewestMetadata, anchored.Metadata);
        Assert.Equal(4, anchored.Height);
    }

    [Fact]
    public void What_waits_is_served_between_log_and_proof()
    {
        var tile = _scene.Tile("""{"a":1}""");
        var anchored = _scene.Anchor(tile);
        var written = _scene.Write(anchored, """[{"op":"replace","path":"/a","value":2}]""");

        var json = TileScene.Json(written, new LogEntry(tile.Tip, EventKind.Init, 1_700_000_000));

        var metadata = $$"""{"unique":"AAAAAAAAAAAAAAAA","controllers":["{{_scene.Signer.Did}}"]}""";
        var proof = anchored.Proof!;
        Assert.Equal(
            $$"""{"type":0,"content":{"a":1},"metadata":{{metadata}},"signature":2,"anchorStatus":"NOT_REQUESTED","""
                + $$"""
                "log":[{"cid":"{{tile.Tip}}","type":0,"timestamp":1700000000}],"next":{"content":{"a":2},"metadata":{{metadata}}},
                """.Trim()
                + $$"""
                "anchorProof":{"chainId":"eip155:1","root":"{{proof.Root}}","txHash":"{{proof.TxHash}}","txType":"f(bytes32)"},"doctype":"tile"}
                """.Trim(),
            json
        );
    }

    [Fact]
    public void A_deterministic_tile_is_signed_by_its_first_commit()
    {
        var tile = _scene.Lab.Take<TileState>(
            ComposeServer.Streams.Events.TileEvents.DeterministicInit(_scene.Signer.Did, IpldMap.Of(("family", "f")))
        );

        var written = _scene.Write(tile, """[{"op":"add","path":"/a","value":1}]""");

        Assert.True(written.HasSignedEvent);
        Assert.Equal("{}", written.Content.ToString());
        Assert.Equal("""{"a":1}""", written.NewestContent.ToString());
    }

    [Fact]
    public void A_new_controller_signs_from_the_next_commit_on_also_before_a_time_event()
    {
        var tile = _scene.Tile("{}");
        var given = _scene.Write(tile, header: $$"""{"controllers":["{{_scene.Other.Did}}"]}""");

        Assert.Equal(_scene.Other.Did, given.Controller);
        Assert.Equal(IdentityCode.WrongSigner, _scene.Refuse(given).Code);
        var written = _scene.Write(given, """[{"op":"add","path":"/a","value":1}]""", by: _scene.Other);
        Assert.Equal(_scene.Other.Did, _scene.Anchor(written).Controller);
    }

    [Theory]
    [InlineData("null", "Exactly one controller must be specified")]
    [InlineData("\"did:key:z\"", "Exactly one controller must be specified")]
    [InlineData("[]", "Exactly one controller must be specified")]
    [InlineData("""["did:key:z","did:key:z"]""", "Exactly one controller must be specified")]
    [InlineData("[null]", "Controller cannot be updated to an undefined value.")]
    [InlineData("""[""]""", "Controller cannot be updated to an undefined value.")]
    [InlineData("[5]", "Attempting to update a TileDocument with an invalid DID string: 5")]
    [InlineData(
        """["0xab@eip155:1"]""",
        "Attempting to update a TileDocument with an invalid DID string: \"0xab@eip155:1\""
    )]
    public void Odd_controllers_are_refused(string controllers, string text) =>
        Assert.Equal(
            new Refusal(RefusalCode.InvalidHeader, text),
            _scene.Refuse(_scene.Tile("{}"), header: $$"""{"controllers":{{controllers}}}""")
        );

    [Fact]
    public void A_tile_that_forbids_it_keeps_its_controller()
    {
        var tile = _scene.Tile("{}", IpldMap.Of(("forbidControllerChange", true)));

        Assert.Equal(
            new Refusal(
                RefusalCode.NotAllowed,
                "Cannot change controllers since 'forbidControllerChange' is set. Tried to change controllers for Stream "
                    + $"{tile.Id} from [\"{_scene.Signer.Did}\"] to {_scene.Other.Did}"
            ),
            _scene.Refuse(tile, header: $$"""{"controllers":["{{_scene.Other.Did}}"]}""")
        );
        var same = $$"""{"controllers":["{{_scene.Signer.Did}}"],"forbidControllerChange":true}""";
        Assert.Equal(_scene.Signer.Did, _scene.Write(tile, header: same).Controller);
    }

    [Theory]
    [InlineData(true, "false")]
    [InlineData(true, "null")]
    [InlineData(false, "true")]
    [InlineData(null, "true")]
    [InlineData(null, "false")]
    [InlineData(null, "null")]
    public void Whether_the_controller_may_change_is_said_once(bool? before, string after)
    {
        var tile = _scene.Tile("{}", before is { } flag ? IpldMap.Of(("forbidControllerChange", flag)) : null);

        Assert.Equal(
            new Refusal(RefusalCode.NotAllowed, "Changing 'forbidControllerChange' metadata property is not allowed"),
            _scene.Refuse(tile, header: $$"""{"forbidControllerChange":{{after}}}""")
        );
    }

    [Theory]
    [InlineData("[]", "5", RefusalCode.InvalidHeader)]
    [InlineData("[]", "null", RefusalCode.InvalidHeader)]
    [InlineData("[]", """{"tags":{}}""", RefusalCode.InvalidHeader)]
    [InlineData("null", "{}", RefusalCode.InvalidPatch)]
    [InlineData("{}", "{}", RefusalCode.InvalidPatch)]
    [InlineData("""[{"op":"nothing","path":"/a"}]""", "{}", RefusalCode.InvalidPatch)]
    [InlineData("""[{"op":"replace","path":"/a/b/c","value":1}]""", "{}", RefusalCode.InvalidPatch)]
    [InlineData("""[{"op":"test","path":"/a","value":2}]""", "{}", RefusalCode.InvalidPatch)]
    public void What_is_no_change_is_refused(string operations, string header, string code) =>
        Assert.Equal(code, _scene.Refuse(_scene.Tile("""{"a":1}"""), operations, header).Code);

    [Fact]
    public void A_commit_without_a_header_or_without_a_signature_is_refused()
    {
        var tile = _scene.Tile("{}");
        var payload = IpldMap.Of(("data", IpldList.Empty), ("id", tile.Id.Init), ("prev", tile.Tip));

        Assert.Equal(RefusalCode.InvalidHeader, _scene.Lab.Refuse(_scene.Sign(payload)).Code);
        var unsigned = TileScene.Unsigned(payload.With("header", IpldMap.Empty));
        Assert.Equal(RefusalCode.Unsigned, _scene.Lab.Refuse(unsigned).Code);
    }

    [Fact]
    public void A_commit_on_what_is_no_longer_the_tip_is_stale_and_one_on_the_unknown_is_missing()
    {
        var tile = _scene.Tile("{}");
        _scene.Write(tile, """[{"op":"add","path":"/a","value":1}]""");

        Assert.Equal(RefusalCode.Stale, _scene.Refuse(tile).Code);
        var unknown = tile with { Tip = Cid.Compute(Multicodec.DagCbor, "x"u8) };
        Assert.IsType<ApplyResult.Missing>(_scene.Lab.Apply(_scene.Patch(unknown)));
    }

    [Fact]
    public void A_content_patched_to_null_counts_as_none_until_it_is_proven()
    {
        var tile = _scene.Write(_scene.Tile("""{"a":1}"""), """[{"op":"replace","path":"","value":null}]""");

        Assert.Equal("""{"a":1}""", tile.NewestContent.ToString());
        Assert.True(_scene.Anchor(tile).Content.IsNull);
    }

    [Fact]
    public void Metadata_have_a_limit_that_many_commits_cannot_pass()
    {
        using var scene = new TileScene(new TileFamilyOptions { MetadataSizeBytesMax = 200 });
        var tile = scene.Write(scene.Tile("{}"), header: $$"""{"a":"{{new string('x', 40)}}"}""");

        Assert.Equal(RefusalCode.TooLarge, scene.Refuse(tile, header: $$"""{"b":"{{new string('x', 60)}}"}""").Code);
    }
}
