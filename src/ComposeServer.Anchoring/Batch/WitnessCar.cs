using System.Diagnostics.CodeAnalysis;
using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Log;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Anchoring.Batch;

/// <summary>A time event with its proof in one file, as anchor services hand it out (ceramic.md 13.2).</summary>
/// <remarks>Root: the event. Blocks: the proof, the tree nodes from the root down, the event.</remarks>
public static class WitnessCar
{
    /// <summary>What one may hold: 64 tree nodes, the proof and the event, none longer than 64 KiB.</summary>
    public static CarLimits Limits { get; } =
        new()
        {
            BlockBytesMax = 1 << 16,
            TotalBytesMax = 1 << 20,
            BlocksMax = ProofPath.StepsMax + 2,
        };

    /// <summary>Writes the file.</summary>
    /// <param name="time">A time event with its evidence.</param>
    /// <exception cref="ArgumentException">It has no evidence.</exception>
    public static byte[] Write(EventBlocks time)
    {
        if (time.Evidence is not { } evidence)
            throw new ArgumentException("a time event without evidence", nameof(time));
        return new CarFile([time.Event.Cid], [.. evidence.Blocks, time.Event]).ToBytes();
    }

    /// <summary>Reads a file: nobody has judged its proof yet.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="time">The time event.</param>
    /// <param name="proof">All other blocks.</param>
    /// <returns>False when it is no CAR file within <see cref="Limits"/>, or its one root is not in it.</returns>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        out Block time,
        [NotNullWhen(true)] out IReadOnlyList<Block>? proof
    )
    {
        time = default;
        proof = null;
        if (!CarFile.TryRead(bytes, Limits, out var car, out _) || car.Roots.Count != 1)
            return false;
        if (!car.TryFind(car.Roots[0], out time))
            return false;
        var root = time.Cid;
        proof = [.. car.Blocks.Where(block => block.Cid != root)];
        return true;
    }
}
