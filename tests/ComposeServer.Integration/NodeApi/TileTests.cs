using System.Text.Json.Nodes;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Integration.Social;
using ComposeServer.Ipld;
using ComposeServer.Json.Patch;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Caip10Link;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi;

/// <summary>Tiles and account links under <c>/api/v0</c>.</summary>
public sealed class TileTests(SocialNode social) : IClassFixture<SocialNode>, IDisposable
{
    readonly Ed25519Signer _key = Seeds.Key("Heidi");
    readonly EthereumWallet _wallet = new([.. Enumerable.Repeat((byte)9, 32)]);

    Testing.Nodes.NodeApi Api => social.Node.Api;

    [Fact]
    public async Task A_tile_is_created_changed_and_read_now_and_before()
    {
        var init = Tile(IpldMap.Of(("a", 1)));
        var id = TileEvents.NameOf(init);
        var created = await Api.CreateAsync(StreamType.Tile, init);
        var change = Change(init, """{"a":1}""", """{"a":2}""");

        var changed = await Api.CommitAsync(id.ToString(), change);

        Assert.Equal(id.ToString(), created.Ok.Text("streamId"));
        Assert.Equal(0, created.Ok.Number("state.type"));
        Assert.Equal("tile", created.Ok.Text("state.doctype"));
        JsonAssert.Equal(new { a = 1 }, changed.Ok.At("state.content"));
        JsonAssert.Equal(new { a = 2 }, changed.Ok.At("state.next.content"));
        JsonAssert.Equal(changed.Ok, (await Api.GetAsync($"streams/{id}")).Ok);
        JsonAssert.Equal(created.Ok.At("state"), (await Api.GetAsync($"streams/{id.At(id.Init)}")).Ok.At("state"));
        JsonAssert.Equal(changed.Ok, (await Api.CommitAsync(id.ToString(), change)).Ok);
    }

    [Fact]
    public async Task A_deterministic_tile_and_its_commits_can_be_posted_elsewhere()
    {
        var init = TileEvents.DeterministicInit(_key.Did, IpldMap.Of(("family", "elsewhere")));
        var id = TileEvents.NameOf(init).ToString();
        var created = await Api.CreateAsync(StreamType.Tile, init);
        await Api.CommitAsync(id, Change(init, "{}", """{"b":[1.5,"ä"]}"""));

        var commits = (await Api.GetAsync($"commits/{id}"))
            .Ok.Items("commits")
            .Select(one => one.At("value"))
            .ToArray();
        await using var other = new SocialNode();
        await other.InitializeAsync();
        await other.Node.Api.PostAsync("streams", new { type = 0, genesis = commits[0] });
        var copied = await other.Node.Api.PostAsync("commits", new { streamId = id, commit = commits[1] });

        Assert.Equal(0, created.Ok.Number("state.signature"));
        JsonAssert.Equal((await Api.GetAsync($"streams/{id}")).Ok, copied.Ok);
    }

    [Fact]
    public async Task A_tile_is_held_to_the_schema_that_another_tile_is()
    {
        var schema = Tile(IpldMap.Of(("maxProperties", 1)));
        await Api.CreateAsync(StreamType.Tile, schema);
        var name = TileEvents.NameOf(schema).At(schema.Event.Cid).ToString();
        var under = IpldMap.Of(("schema", name));

        var taken = await Api.CreateAsync(StreamType.Tile, Tile(IpldMap.Of(("a", 1)), under));
        var refused = await Api.CreateAsync(StreamType.Tile, Tile(IpldMap.Of(("a", 1), ("b", 2)), under));

        Assert.Equal(name, taken.Ok.Text("state.metadata.schema"));
        Assert.Equal("SCHEMA_VIOLATION", refused.Code);
        Assert.Equal("Validation Error: data must NOT have more than 1 properties", refused.Error);
    }

    [Fact]
    public async Task A_tile_under_a_schema_is_read_at_its_commits_also_after_the_schema_has_moved_on()
    {
        var schema = Tile(IpldMap.Of(("maxProperties", 1)));
        await Api.CreateAsync(StreamType.Tile, schema);
        var schemaId = TileEvents.NameOf(schema);
        var init = Tile(IpldMap.Of(("a", 1)), IpldMap.Of(("schema", schemaId.At(schema.Event.Cid).ToString())));
        var created = await Api.CreateAsync(StreamType.Tile, init);
        var id = TileEvents.NameOf(init);
        await Api.CommitAsync(id.ToString(), Change(init, """{"a":1}""", """{"a":2}"""));
        await Api.CommitAsync(
            schemaId.ToString(),
            Change(schema, """{"maxProperties":1}""", """{"maxProperties":0}""")
        );

        var before = await Api.GetAsync($"streams/{id.At(id.Init)}");

        JsonAssert.Equal(created.Ok.At("state"), before.Ok.At("state"));
    }

    [Fact]
    public async Task An_account_links_itself_and_its_commit_is_served_as_it_came()
    {
        var account = new LinkAccount("eip155", "1", _wallet.Address);
        var init = Caip10LinkEvents.Init(account);
        var id = Caip10LinkEvents.NameOf(init).ToString();
        var message = LinkMessage.Write(_key.Did.Text, 1_700_000_000);
        var proof = LinkProof.Of("ethereum-eoa", message, _wallet.SignPersonal(message), account);
        var change = Caip10LinkEvents.Data(init.Event.Cid, init.Event.Cid, proof);

        var begun = await Api.CreateAsync(StreamType.Caip10Link, init);
        var linked = await Api.CommitAsync(id, change);
        var commits = await Api.GetAsync($"commits/{id}");

        Assert.Equal($"{_wallet.Address}@eip155:1", begun.Ok.Text("state.metadata.controllers.0"));
        Assert.Equal(_key.Did.Text, linked.Ok.Text("state.next.content"));
        Assert.Equal(1_700_000_000, linked.Ok.Number("state.next.metadata.lastUpdate"));
        JsonAssert.Equal(linked.Ok, (await Api.GetAsync($"streams/{id}")).Ok);
        JsonAssert.Equal(Testing.Nodes.NodeApi.ToJson(change), commits.Ok.At("commits.1.value"));
        Assert.Equal(init.Event.Cid.ToString(), commits.Ok.Text("commits.1.value.prev"));
    }

    [Fact]
    public async Task A_proof_of_somebody_else_is_refused_and_nothing_is_stored()
    {
        var account = new LinkAccount("eip155", "5", _wallet.Address);
        var init = Caip10LinkEvents.Init(account);
        await Api.CreateAsync(StreamType.Caip10Link, init);
        var message = LinkMessage.Write(_key.Did.Text, 1_700_000_000);
        var proof = LinkProof.Of("ethereum-eoa", message + " ", _wallet.SignPersonal(message), account);
        var before = await social.Node.FootprintAsync();

        var refused = await Api.CommitAsync(
            Caip10LinkEvents.NameOf(init).ToString(),
            Caip10LinkEvents.Data(init.Event.Cid, init.Event.Cid, proof)
        );

        Assert.Equal("INVALID_LINK_PROOF", refused.Code);
        Assert.Equal("Invalid proof for signed commit", refused.Error);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(99)]
    public async Task A_genesis_that_begins_another_type_than_was_asked_for_is_refused(int type)
    {
        var reply = await Api.CreateAsync((StreamType)type, Tile(IpldMap.Of(("x", type))));

        Assert.Equal("WRONG_STREAM", reply.Code);
        Assert.Equal($"The genesis does not begin a stream of type {type}", reply.Error);
    }

    [Fact]
    public async Task A_type_that_is_no_number_is_malformed_and_none_leaves_it_to_the_genesis()
    {
        var genesis = Testing.Nodes.NodeApi.ToJson(Tile(IpldMap.Of(("x", "untyped"))));

        var odd = await Api.PostAsync(
            "streams",
            new JsonObject { ["type"] = "tile", ["genesis"] = genesis.DeepClone() }
        );
        var untyped = await Api.PostAsync("streams", new JsonObject { ["genesis"] = genesis });

        Assert.Equal("BAD_USER_INPUT", odd.Code);
        Assert.Equal(0, untyped.Ok.Number("state.type"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        _wallet.Dispose();
    }

    EventBlocks Tile(IpldValue content, IpldMap? metadata = null) =>
        EventSigner.Sign(
            _key,
            TileEvents.Init(_key.Did, content, System.Security.Cryptography.RandomNumberGenerator.Fill, metadata)
        );

    EventBlocks Change(EventBlocks init, string before, string after) =>
        EventSigner.Sign(
            _key,
            TileEvents.Data(
                init.Event.Cid,
                init.Event.Cid,
                JsonPatch.Diff(System.Text.Json.JsonElement.Parse(before), System.Text.Json.JsonElement.Parse(after))
            )
        );
}
