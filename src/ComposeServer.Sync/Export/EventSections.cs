using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Log;

namespace ComposeServer.Sync.Export;

/// <summary>Writes the blocks of events into a CAR in the order of ceramic.md 1.5, and counts.</summary>
sealed class EventSections(CarWriter car)
{
    readonly RecentBlocks _shared = new(RecentBlocks.BytesMaxDefault);

    /// <summary>Events written.</summary>
    public long Events { get; private set; }

    /// <summary>Blocks written.</summary>
    public long Blocks { get; private set; }

    /// <summary>Bytes of those blocks.</summary>
    public long Bytes { get; private set; }

    /// <summary>Signed: capability, payload, envelope. Time event: event, proof, tree nodes. Unsigned: the one block.</summary>
    public async ValueTask WriteAsync(EventBlocks blocks, CancellationToken cancel)
    {
        if (blocks.Capability is { } capability)
            await WriteSharedAsync(capability, cancel);
        if (blocks.Linked is { } payload)
            await WriteAsync(payload, cancel);
        await WriteAsync(blocks.Event, cancel);
        foreach (var block in blocks.Evidence?.Blocks ?? [])
            await WriteSharedAsync(block, cancel);
        Events++;
    }

    /// <summary>One block that belongs to no event.</summary>
    public async ValueTask WriteAsync(Block block, CancellationToken cancel)
    {
        await car.WriteAsync(block, cancel);
        Blocks++;
        Bytes += block.Cid.Bytes.Length + block.Bytes.Length;
    }

    async ValueTask WriteSharedAsync(Block block, CancellationToken cancel)
    {
        if (_shared.Add(block))
            await WriteAsync(block, cancel);
    }
}
