using System.Diagnostics.CodeAnalysis;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Log;
using ComposeServer.Log.Intake;

namespace ComposeServer.Streams.Events;

/// <summary>An event from a CAR that somebody sent.</summary>
/// <param name="Blocks">Its blocks; never with evidence, which is for whoever asks a chain.</param>
/// <param name="Others">The other blocks of the file. Beside a time event they are what it gives as its proof.</param>
public sealed record CarriedEvent(EventBlocks Blocks, IReadOnlyList<Block> Others);

/// <summary>How it is read.</summary>
public static partial class EventCar
{
    /// <summary>
    /// Blocks of one event: a time event has a proof and at most as many tree nodes as a path has steps, any other event has three.
    /// </summary>
    public const int BlocksMax = TimeProofs.ProofPath.StepsMax + 3;

    static readonly CarLimits Limits = new() { BlocksMax = BlocksMax, HeaderBytesMax = 1_024 };

    /// <summary>Reads an event from a CAR. Every block's hash is checked; that the blocks are an event remains to be seen.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="carried">The event.</param>
    /// <param name="refusal"><see cref="RefusalCode.Malformed"/>, <see cref="RefusalCode.TooLarge"/> or <see cref="RefusalCode.CidMismatch"/>.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out CarriedEvent? carried,
        out Refusal refusal
    )
    {
        carried = null;
        if (!CarFile.TryRead(bytes, Limits, out var car, out var error))
            return Refuse(new(CodeOf(error), $"the event is no CAR of one event: {error}"), out refusal);
        if (car.Roots.Count != 1)
            return Refuse(Malformed($"the CAR of an event has one root, found {car.Roots.Count}"), out refusal);
        if (!car.TryFind(car.Roots[0], out var root))
            return Refuse(Malformed($"the CAR has no block for its root {car.Roots[0]}"), out refusal);
        return root.Cid.Codec == Multicodec.DagJose
            ? TryReadSigned(car, root, out carried, out refusal)
            : Take(new(root), car, out carried, out refusal);
    }

    static bool TryReadSigned(CarFile car, Block root, out CarriedEvent? carried, out Refusal refusal)
    {
        carried = null;
        if (!DagJws.TryRead(root.Bytes, DagCborRules.Strict, out var envelope, out var error))
            return Refuse(Malformed($"the envelope is not DAG-JOSE: {error.Detail}"), out refusal);
        if (!car.TryFind(envelope.Link, out var payload))
            return Refuse(Malformed($"the CAR has no block for the payload {envelope.Link}"), out refusal);
        Block? capability =
            ProtectedHeader.TryRead(envelope.Signatures[0].Protected.Span, out var header, out _)
            && header.Capability is { } named
            && car.TryFind(named, out var found)
                ? found
                : null;
        return Take(new(root, payload, capability), car, out carried, out refusal);
    }

    static bool Take(EventBlocks blocks, CarFile car, out CarriedEvent? carried, out Refusal refusal)
    {
        refusal = default;
        Cid?[] used = [blocks.Event.Cid, blocks.Linked?.Cid, blocks.Capability?.Cid];
        carried = new(blocks, [.. car.Blocks.Where(block => !used.Contains(block.Cid))]);
        return true;
    }

    static string CodeOf(CarError error) =>
        error.Code switch
        {
            CarErrorCode.HashMismatch => RefusalCode.CidMismatch,
            CarErrorCode.BlockTooLarge
            or CarErrorCode.HeaderTooLarge
            or CarErrorCode.TooLarge
            or CarErrorCode.TooManyBlocks => RefusalCode.TooLarge,
            _ => RefusalCode.Malformed,
        };

    static Refusal Malformed(string detail) => new(RefusalCode.Malformed, detail);

    static bool Refuse(Refusal reason, out Refusal refusal)
    {
        refusal = reason;
        return false;
    }
}
