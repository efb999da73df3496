using System.Net;
using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.EventApi;

/// <summary>Time events over the event API: only what a chain holds is taken.</summary>
public class TimeEventPostTests
{
    const string Sdl = "type Item @createModel(accountRelation: LIST, description: \"an item\") { size: Int }";

    static readonly Cid TxHash = Cid.Create(Multicodec.EthTx, Multihash.Keccak256, new byte[32]);

    readonly EventAuthor _ada = new(Seeds.Key("ada of time"));

    [Fact]
    public async Task A_proof_that_the_chain_of_the_network_holds_makes_the_event_the_tip()
    {
        await using var node = await TestNode.StartAsync();
        var init = await CreateAsync(node);
        var (time, car) = Anchored(init, "inmemory:12345");

        var reply = await PostAsync(node, car);

        Assert.Equal(HttpStatusCode.NoContent, reply.Status);
        Assert.Equal((await node.FootprintAsync()).Position, reply.Position);
        var state = (await node.GetAsync($"streams/{DocumentEvents.NameOf(init)}")).Ok;
        Assert.Equal(time.Cid.ToString(), state.Text("event_cid"));
        Assert.Equal(
            "ANCHORED",
            (await node.Api.GetAsync($"streams/{DocumentEvents.NameOf(init)}")).Ok.Text("state.anchorStatus")
        );
        // Whoever reads it gets its proof and the way to the event, in this order.
        var read = (await node.GetAsync($"events/{time.Cid}")).Ok;
        Assert.Equal(Multibase.Encode('m', car.ToBytes()), read.Text("data"));
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(node, car)).Status);
    }

    [Fact]
    public async Task A_proof_of_a_chain_that_does_not_count_is_refused()
    {
        await using var node = await TestNode.StartAsync();
        var (_, car) = Anchored(await CreateAsync(node), "eip155:1");

        await RefusesAsync(node, car, "Unsupported chainId 'eip155:1'");
    }

    [Fact]
    public async Task A_proof_that_nobody_here_can_check_is_refused()
    {
        await using var node = await TestNode.StartAsync(configure: options => options with { Network = "mainnet" });
        var (_, car) = Anchored(await CreateAsync(node), "eip155:1");

        await RefusesAsync(node, car, "eip155:1");
    }

    [Fact]
    public async Task A_proof_that_is_not_whole_or_leads_elsewhere_is_refused()
    {
        await using var node = await TestNode.StartAsync();
        var init = await CreateAsync(node);
        var (_, car) = Anchored(init, "inmemory:12345");
        var (_, other) = Anchored(init, "inmemory:12345", "1");

        await RefusesAsync(node, car with { Blocks = [.. car.Blocks.Take(1)] }, "is missing");
        await RefusesAsync(node, car with { Blocks = [.. car.Blocks.Take(2)] }, "is missing");
        await RefusesAsync(node, other, "points to invalid 'prev' commit");
    }

    [Fact]
    public async Task What_is_anchored_takes_no_other_anchor_so_that_nobody_can_keep_its_controller_from_writing()
    {
        await using var node = await TestNode.StartAsync();
        var init = await CreateAsync(node);
        var (time, car) = Anchored(init, "inmemory:12345");
        await PostAsync(node, car);
        var (_, again) = Anchored(init, "inmemory:12345", of: time.Cid);
        var before = await node.FootprintAsync();

        var reply = await PostAsync(node, again);

        Assert.Equal((400, "NOT_ALLOWED"), reply.Refusal);
        Assert.Equal(before, await node.FootprintAsync());
        await node.TakeAsync(
            _ada.Change(EventCalls.LogOf(init.Event.Cid, time.Cid), """[{"op":"replace","path":"/size","value":2}]""")
        );
    }

    [Fact]
    public async Task An_anchor_of_what_is_no_longer_the_tip_comes_too_late()
    {
        await using var node = await TestNode.StartAsync();
        var init = await CreateAsync(node);
        await node.TakeAsync(
            _ada.Change(EventCalls.LogOf(init, init), """[{"op":"replace","path":"/size","value":2}]""")
        );
        var (_, car) = Anchored(init, "inmemory:12345");

        Assert.Equal((400, "CONFLICT"), (await PostAsync(node, car)).Refusal);
    }

    async Task<EventBlocks> CreateAsync(TestNode node)
    {
        var composite = await node.DeployAsync(Sdl);
        var init = _ada.Create(composite.FindByAlias("Item")!.Value, new { size = 1 });
        await node.TakeAsync(init);
        return init;
    }

    static (Block Time, CarFile Car) Anchored(EventBlocks init, string chain, string path = "0", Cid? of = null)
    {
        var anchored = of ?? init.Event.Cid;
        var root = DagCborEncoder.ToBlock(IpldList.Of(anchored, TxHash));
        var proof = ProofBlock.ToBlock(new(chain, root.Cid, TxHash, TransactionRoot.ContractCall));
        var time = DagCborEncoder.ToBlock(new TimeEvent(anchored, proof.Cid, path).ToIpld(init.Event.Cid));
        return (time, new([time.Cid], [time, proof, root]));
    }

    static Task<EventReply> PostAsync(TestNode node, CarFile car) =>
        node.PostAsync("events", new { data = Multibase.Encode('m', car.ToBytes()) });

    static async Task RefusesAsync(TestNode node, CarFile car, string message)
    {
        var before = await node.FootprintAsync();

        var reply = await PostAsync(node, car);

        Assert.Equal((400, "INVALID_PROOF"), reply.Refusal);
        Assert.Contains(message, reply.Message, StringComparison.Ordinal);
        Assert.Equal(before, await node.FootprintAsync());
    }
}
