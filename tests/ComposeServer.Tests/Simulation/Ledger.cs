using ComposeServer.Ipld;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Tests.Simulation;

/// <summary>
/// The groups that were committed, as the checks remember them: each is judged when it comes, by the rules that make a log of groups, and
/// independently of the store.
/// </summary>
/// <param name="findings">Where it tells what does not hold.</param>
sealed class Ledger(Findings findings)
{
    readonly List<Cid> _cids = [];
    readonly HashSet<Cid> _known = [];
    ReadOnlyMemory<byte> _hash;
    DateTimeOffset _at;

    /// <summary>All events, by position.</summary>
    public IReadOnlyList<Cid> Cids => _cids;

    public bool Holds(Cid cid) => _known.Contains(cid);

    /// <summary>The event at a position.</summary>
    public Cid? At(long position) => position >= 1 && position <= _cids.Count ? _cids[(int)position - 1] : null;

    public void Add(GroupWrites writes)
    {
        if (writes.At < _at)
            findings.Tell($"a group is of {writes.At:O}, the one before of {_at:O}");
        _at = writes.At;
        if (writes.Events.Count == 0)
            return;
        var first = _cids.Count + 1;
        foreach (var write in writes.Events)
        {
            if (write.Position != _cids.Count + 1)
                findings.Tell($"position {write.Position} follows {_cids.Count}");
            if (!_known.Add(write.Raw.Cid))
                findings.Tell($"event {write.Raw.Cid} is stored twice");
            _cids.Add(write.Raw.Cid);
        }

        Chain(writes, first);
    }

    void Chain(GroupWrites writes, int first)
    {
        var expected = Receipt.Chain(_hash, _cids[(first - 1)..], first, _cids.Count, writes.At);
        if (writes.Receipt is not { } receipt || !receipt.Hash.Span.SequenceEqual(expected.Hash.Span))
            findings.Tell($"the receipt of positions {first} to {_cids.Count} is not chained to the one before");
        _hash = expected.Hash;
    }
}

/// <summary>What does not hold.</summary>
sealed class Findings
{
    readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public void Tell(string finding) => _all.Add(finding);
}
