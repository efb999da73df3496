using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Receipts;

namespace ComposeServer.Log.Audit;

/// <summary>Follows the chain over all commit groups from its first link, with the names of all events beside it.</summary>
/// <param name="book">Where faults go.</param>
public sealed class ChainAudit(AuditBook book)
{
    readonly SortedDictionary<string, long> _signers = new(StringComparer.Ordinal);
    ReadOnlyMemory<byte> _hash;
    long _position;
    DateTimeOffset _at = DateTimeOffset.UnixEpoch;

    /// <summary>Groups followed.</summary>
    public long Groups { get; private set; }

    /// <summary>Signed groups among them, by signer.</summary>
    public IReadOnlyDictionary<string, long> Signers => _signers;

    /// <summary>Names of collected events among them.</summary>
    public long Collected { get; private set; }

    /// <summary>Follows the whole chain.</summary>
    /// <param name="groups">By first position.</param>
    /// <param name="names">By position.</param>
    /// <param name="end">What the commit head says.</param>
    /// <param name="followed">Is told the position reached after each group.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task CheckAsync(
        IAsyncEnumerable<StoredGroup> groups,
        IAsyncEnumerable<NamedPosition> names,
        ChainEnd end,
        Action<long>? followed,
        CancellationToken cancel
    )
    {
        await using var name = names.GetAsyncEnumerator(cancel);
        var has = await name.MoveNextAsync();
        await foreach (var group in groups.WithCancellation(cancel))
        {
            var members = new List<NamedPosition>();
            // What lies before the group is told of with the gap.
            for (; has && name.Current.Position <= group.LastPosition; has = await name.MoveNextAsync())
                if (name.Current.Position >= group.FirstPosition)
                    members.Add(name.Current);
            Follow(group, members);
            followed?.Invoke(_position);
        }

        for (; has; has = await name.MoveNextAsync())
            Tell(AuditRule.EventWithoutGroup, name.Current, "no commit group holds this position");
        End(end);
    }

    void Follow(StoredGroup group, List<NamedPosition> members)
    {
        Groups++;
        Collected += members.Count(name => name.ReceivedAt is null);
        if (group.FirstPosition != _position + 1 || group.LastPosition < group.FirstPosition)
            Tell(
                AuditRule.ChainGap,
                group,
                members,
                $"a commit group ends at {_position}, the next is said to be {group.FirstPosition} to {group.LastPosition}"
            );
        else if (!group.Previous.Span.SequenceEqual(_hash.Span))
            Tell(AuditRule.ChainPrevious, group, members, "the commit group does not name the hash of the one before");
        if (
            !group.Hash.Span.SequenceEqual(
                Receipt.HashOf(
                    group.Previous.Span,
                    group.Root.Span,
                    group.FirstPosition,
                    group.LastPosition,
                    group.CommittedAt
                )
            )
        )
            Tell(
                AuditRule.ChainHash,
                group,
                members,
                "the hash of the commit group does not cover what stands beside it"
            );
        if (group.Signature is { } signature)
            CheckSignature(group, signature, members);
        if (group.CommittedAt < _at)
            Tell(AuditRule.ChainTime, group, members, "the commit group is older than the one before");
        CheckMembers(group, members);
        (_position, _hash, _at) = (Math.Max(_position, group.LastPosition), group.Hash, group.CommittedAt);
    }

    void CheckSignature(StoredGroup group, ReceiptSignature signature, List<NamedPosition> members)
    {
        var signer = signature.Signer.Text;
        _signers[signer] = _signers.GetValueOrDefault(signer) + 1;
        if (!signature.Holds(group.Hash.Span))
            Tell(AuditRule.ChainSignature, group, members, $"the commit group was not signed by {signer}");
    }

    void CheckMembers(StoredGroup group, List<NamedPosition> members)
    {
        var expected = group.FirstPosition;
        foreach (var name in members)
        {
            if (name.Position < expected)
                Tell(AuditRule.NotGone, name, "an event and the name of a collected one are at the same position");
            else if (name.Position > expected)
                TellMissing(expected, name.Position - 1);
            expected = name.Position + 1;
            if (name.ReceivedAt is { } at && at != group.CommittedAt)
                Tell(AuditRule.EventColumns, name, $"its commit group is of {group.CommittedAt:O}, stored is {at:O}");
        }

        if (expected <= group.LastPosition)
            TellMissing(expected, group.LastPosition);
        else if (
            members.Count == group.LastPosition - group.FirstPosition + 1
            && !group.Root.Span.SequenceEqual(Receipt.RootOf(members.ConvertAll(name => name.Cid)))
        )
            Tell(
                AuditRule.ChainRoot,
                group,
                members,
                $"the events {group.FirstPosition} to {group.LastPosition} are not those that the commit group was made over"
            );
    }

    void End(ChainEnd end)
    {
        if (end.Position != _position)
            book.Tell(
                new(
                    AuditRule.ChainHead,
                    null,
                    null,
                    end.Position,
                    $"the commit head is at {end.Position}, the last commit group ends at {_position}"
                )
            );
        else if (!end.Hash.Span.SequenceEqual(_hash.Span) || end.CommittedAt < _at)
            book.Tell(
                new(
                    AuditRule.ChainHead,
                    null,
                    null,
                    end.Position,
                    "the commit head does not name the last commit group"
                )
            );
    }

    void TellMissing(long first, long last) =>
        book.Tell(
            new(
                AuditRule.EventMissing,
                null,
                null,
                first,
                first == last ? $"there is no event at {first}" : $"there are no events at {first} to {last}"
            )
        );

    void Tell(string rule, NamedPosition name, string detail) =>
        book.Tell(new(rule, null, name.Cid, name.Position, detail));

    void Tell(string rule, StoredGroup group, List<NamedPosition> members, string detail) =>
        book.Tell(new(rule, null, members.Count > 0 ? members[0].Cid : null, group.FirstPosition, detail));
}
