using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log.Audit;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Log.Receipts;

/// <summary>Proof that a server committed an event in a group, with the time at which it says it did. It needs no server to be checked.</summary>
/// <param name="Cid">The event.</param>
/// <param name="Position">Its place in the log of all events.</param>
/// <param name="Group">The link of the chain that covers it.</param>
/// <param name="Path">From the event to the root of the group.</param>
/// <param name="Signature">Of the server; null for a group from before servers signed.</param>
public sealed record EventReceipt(
    Cid Cid,
    long Position,
    StoredGroup Group,
    MerklePath Path,
    ReceiptSignature? Signature
)
{
    /// <summary>Checks all of it, but for who the signer is: see <see cref="FindFault(Did)"/>.</summary>
    /// <returns>Null when it holds.</returns>
    public ReceiptFault? FindFault()
    {
        if (Position < Group.FirstPosition || Position > Group.LastPosition)
            return new(
                AuditRule.EventWithoutGroup,
                $"position {Position} is not of the group, which is {Group.FirstPosition} to {Group.LastPosition}"
            );
        // A group has no gaps, so the place says on which side each hash of the way stands: no other event has this one.
        if (
            !Path.IsOf(Position - Group.FirstPosition, Group.LastPosition - Group.FirstPosition + 1)
            || !Path.RootFrom(Cid).AsSpan().SequenceEqual(Group.Root.Span)
        )
            return new(
                AuditRule.ChainRoot,
                $"the path does not lead from this event at position {Position} to the root of the group"
            );
        var hash = Receipt.HashOf(
            Group.Previous.Span,
            Group.Root.Span,
            Group.FirstPosition,
            Group.LastPosition,
            Group.CommittedAt
        );
        if (!hash.AsSpan().SequenceEqual(Group.Hash.Span))
            return new(
                AuditRule.ChainHash,
                "the hash of the group does not cover its positions, its time, its root and the previous hash"
            );
        if (Signature is null)
            return new(AuditRule.ChainSignature, "the group is not signed");
        return Signature.Holds(hash)
            ? null
            : new(AuditRule.ChainSignature, $"the group was not signed by {Signature.Signer}");
    }

    /// <summary>Checks all of it, and that it is the word of a server that is known.</summary>
    /// <inheritdoc cref="FindFault()"/>
    public ReceiptFault? FindFault(Did server) =>
        FindFault()
        ?? (
            Signature!.Signer == server
                ? null
                : new(AuditRule.ChainSignature, $"the group was signed by {Signature.Signer}, not by {server}")
        );
}

/// <summary>Why a receipt does not hold.</summary>
/// <param name="Rule">One of <see cref="AuditRule"/>.</param>
/// <param name="Detail">Text for people; it names what does not fit.</param>
public readonly record struct ReceiptFault(string Rule, string Detail);

/// <summary>Finds receipts.</summary>
public interface IReceiptReader
{
    /// <summary>The receipt of an event, also of one that was collected or erased.</summary>
    /// <returns>Null when no such event was ever committed here.</returns>
    ValueTask<EventReceipt?> FindAsync(Cid cid, CancellationToken cancel);
}
