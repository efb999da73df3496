using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;

namespace ComposeServer.Postgres.Parking;

/// <summary>The blocks of a parked event in one column.</summary>
/// <remarks>DAG-CBOR map: <c>event</c>, <c>linked</c>?, <c>capability</c>?, <c>evidence</c>? (list), each block <c>[binary CID, bytes]</c>; <c>time</c>?, <c>partial</c>?.</remarks>
static class ParkedBlocks
{
    public static byte[] Encode(EventBlocks blocks)
    {
        var map = IpldMap.Of(("event", ToIpld(blocks.Event)));
        if (blocks.Linked is { } linked)
            map = map.With("linked", ToIpld(linked));
        if (blocks.Capability is { } capability)
            map = map.With("capability", ToIpld(capability));
        if (blocks.Evidence is { } evidence)
            map = map.With("evidence", IpldList.Of([.. evidence.Blocks.Select(ToIpld)]));
        if (blocks.Evidence?.TimestampSeconds is { } time)
            map = map.With("time", time);
        if (blocks.Evidence is { IsPartial: true })
            map = map.With("partial", IpldBool.True);
        return DagCborEncoder.Encode(map);
    }

    public static EventBlocks Decode(byte[] bytes)
    {
        Invariant.Holds(DagCborDecoder.ReadStrict(bytes).TryGet<IpldMap>(out var map));
        return new(Find(map, "event")!.Value, Find(map, "linked"), Find(map, "capability"))
        {
            Evidence = map.TryGet<IpldList>("evidence", out var evidence)
                ? new(
                    [.. evidence.Items.Select(ToBlock)],
                    map.TryGet<IpldInteger>("time", out var time) ? (long)time.Value : null
                )
                {
                    IsPartial = map.Has("partial"),
                }
                : null,
        };
    }

    static Block? Find(IpldMap map, string member) => map.TryGet(member, out var value) ? ToBlock(value) : null;

    static IpldValue ToIpld(Block block) => IpldList.Of(new IpldBytes(block.Cid.Memory), new IpldBytes(block.Bytes));

    static Block ToBlock(IpldValue value)
    {
        var pair = (IpldList)value;
        Invariant.Holds(Cid.TryRead(((IpldBytes)pair[0]).Value.Span, out var cid));
        return new(cid, ((IpldBytes)pair[1]).Value);
    }
}
