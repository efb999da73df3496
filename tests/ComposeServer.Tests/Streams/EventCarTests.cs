using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Tests.Streams;

/// <summary>Events as CAR files: order of blocks, and what is no file of one event.</summary>
public sealed class EventCarTests : IDisposable
{
    static readonly StreamId Model = new(StreamType.Model, Cid.Compute(Multicodec.DagJose, [1]));

    readonly EthereumWallet _wallet = new(Seeds.Of("wallet"));
    readonly DidSession _session;
    readonly EventBlocks _signed;

    public EventCarTests()
    {
        _session = DidSession.Create(_wallet, new("test", ["ceramic://*"]), TimeProvider.System);
        _signed = new EventAuthor(_session).Create(Model, new { text = "a" });
    }

    public void Dispose()
    {
        _session.Dispose();
        _wallet.Dispose();
    }

    [Fact]
    public void A_signed_event_is_capability_payload_and_envelope()
    {
        var car = EventCar.Of(_signed);

        Assert.Equal([_signed.Event.Cid], car.Roots);
        Assert.Equal(
            [_signed.Capability!.Value.Cid, _signed.Linked!.Value.Cid, _signed.Event.Cid],
            car.Blocks.Select(block => block.Cid)
        );
        Assert.Equal(_signed.Event.Cid, Read(car).Event.Cid);
        Assert.Equal(_signed.Linked.Value.Cid, Read(car).Linked!.Value.Cid);
        Assert.Equal(_signed.Capability.Value.Cid, Read(car).Capability!.Value.Cid);
    }

    [Fact]
    public void A_time_event_is_followed_by_its_proof_and_by_the_nodes_as_the_path_meets_them()
    {
        var leaf = _signed.Event.Cid;
        var lower = DagCborEncoder.ToBlock(IpldList.Of(Model.Init, leaf));
        var root = DagCborEncoder.ToBlock(IpldList.Of(lower.Cid, Model.Init));
        var proof = ProofBlock.ToBlock(new("eip155:1", root.Cid, Model.Init, TransactionRoot.ContractCall));
        var time = DagCborEncoder.ToBlock(new TimeEvent(leaf, proof.Cid, "0/1").ToIpld(leaf));
        var blocks = new EventBlocks(time) { Evidence = new([lower, proof, root], 1) };

        var car = EventCar.Of(blocks);

        Assert.Equal([time.Cid, proof.Cid, root.Cid, lower.Cid], car.Blocks.Select(block => block.Cid));
        Assert.True(EventCar.TryRead(car.ToBytes(), out var carried, out _));
        // What somebody sends is no evidence yet.
        Assert.Null(carried.Blocks.Evidence);
        Assert.Equal([proof.Cid, root.Cid, lower.Cid], carried.Others.Select(block => block.Cid));
    }

    [Fact]
    public void Blocks_may_stand_in_any_order()
    {
        var car = EventCar.Of(_signed);

        Assert.Equal(EventCar.ToText(_signed), EventCar.ToText(Read(car with { Blocks = [.. car.Blocks.Reverse()] })));
    }

    [Fact]
    public void A_file_without_a_root_or_with_two_is_no_event()
    {
        var car = EventCar.Of(_signed);

        Refuses(RefusalCode.Malformed, "the CAR of an event has one root, found 0", car with { Roots = [] });
        Refuses(
            RefusalCode.Malformed,
            "the CAR of an event has one root, found 2",
            car with
            {
                Roots = [_signed.Event.Cid, _signed.Linked!.Value.Cid],
            }
        );
        Refuses(
            RefusalCode.Malformed,
            $"the CAR has no block for its root {_signed.Event.Cid}",
            car with
            {
                Blocks = [_signed.Linked.Value],
            }
        );
        Refuses(
            RefusalCode.Malformed,
            $"the CAR has no block for the payload {_signed.Linked.Value.Cid}",
            car with
            {
                Blocks = [_signed.Event],
            }
        );
    }

    [Fact]
    public void Bytes_that_are_not_their_names_are_refused()
    {
        var forged = new Block(_signed.Linked!.Value.Cid, new byte[8]);

        var refusal = Refusal(EventCar.Of(_signed with { Linked = forged }).ToBytes());

        Assert.Equal(RefusalCode.CidMismatch, refusal.Code);
    }

    [Fact]
    public void A_file_with_more_blocks_than_an_event_can_have_is_refused()
    {
        var most = Enumerable.Range(0, EventCar.BlocksMax - 3).Select(i => DagCborEncoder.ToBlock((IpldValue)i));
        var car = EventCar.Of(_signed);

        Assert.True(EventCar.TryRead((car with { Blocks = [.. car.Blocks, .. most] }).ToBytes(), out _, out _));
        var more = car with { Blocks = [.. car.Blocks, .. most, DagCborEncoder.ToBlock((IpldValue)"one more")] };
        Assert.Equal(RefusalCode.TooLarge, Refusal(more.ToBytes()).Code);
    }

    [Fact]
    public void Every_cut_of_a_file_is_refused()
    {
        var bytes = EventCar.Of(_signed).ToBytes();

        Assert.All(
            Enumerable.Range(0, bytes.Length),
            length => Assert.NotNull(Refusal(bytes.AsMemory(0, length)).Code)
        );
    }

    [Theory]
    [InlineData("ffffffffffffffff7f")]
    [InlineData("ffffffffffffffffffff")]
    [InlineData("808080808001")]
    [InlineData("00")]
    public void A_length_that_lies_is_refused_before_anything_is_made_of_it(string hex)
    {
        byte[] lying = [.. EventCar.Of(_signed).ToBytes(), .. Convert.FromHexString(hex)];

        Assert.NotNull(Refusal(lying).Code);
    }

    static EventBlocks Read(CarFile car)
    {
        Assert.True(EventCar.TryRead(car.ToBytes(), out var carried, out _));
        Assert.Empty(carried.Others);
        return carried.Blocks;
    }

    static void Refuses(string code, string detail, CarFile car) =>
        Assert.Equal(new(code, detail), Refusal(car.ToBytes()));

    static Refusal Refusal(ReadOnlyMemory<byte> bytes)
    {
        Assert.False(EventCar.TryRead(bytes, out _, out var refusal));
        return refusal;
    }
}
