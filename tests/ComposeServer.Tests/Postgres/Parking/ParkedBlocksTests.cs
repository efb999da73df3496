using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Postgres.Parking;

namespace ComposeServer.Tests.Postgres.Parking;

public class ParkedBlocksTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData(null, false)]
    [InlineData(1_700_000_000L, false)]
    public void A_parked_time_event_comes_back_with_what_is_known_of_its_proof(long? seconds, bool isPartial)
    {
        var proof = DagCborEncoder.ToBlock(IpldMap.Of(("n", 1)));
        var time = DagCborEncoder.ToBlock(IpldMap.Of(("n", 2)));
        var parked = new EventBlocks(time) { Evidence = new([proof], seconds) { IsPartial = isPartial } };

        var back = ParkedBlocks.Decode(ParkedBlocks.Encode(parked));

        Assert.Equal([proof], back.Evidence!.Blocks);
        Assert.Equal((seconds, isPartial), (back.Evidence.TimestampSeconds, back.Evidence.IsPartial));
    }
}
