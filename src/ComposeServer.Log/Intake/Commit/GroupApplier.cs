using ComposeServer.Log.Families;
using ComposeServer.Log.Materialise;

namespace ComposeServer.Log.Intake.Commit;

/// <summary>Applies a group of verified events, in the order in which they came, to the states that its transaction sees.</summary>
sealed class GroupApplier(ICommitGroup group, FamilyRegistry families, IMaterialise materialise, DateTimeOffset at)
{
    readonly GroupView _view = new(group, families);
    readonly List<EventWrite> _events = [];
    readonly Dictionary<LogName, LogWrite> _logs = [];
    readonly Dictionary<LogName, MaterialisedRow> _rows = [];

    /// <summary>True when nothing has to be written.</summary>
    public bool IsEmpty => _events.Count == 0;

    public Outcome Apply(PendingEvent pending)
    {
        var raw = pending.Raw;
        if (_view.TryGetLogOf(raw.Cid, out var known))
            return KnownIn(known, pending);
        if (_view.TryGetLogOf(raw.PayloadCid, out known) && known == pending.Log)
            return KnownIn(known, pending);

        var before = _view.Find(pending.Log);
        if (raw.Kind != EventKind.Init && before is null)
            return Outcome.Missing.Stream(raw.Init);

        return pending.Family.Apply(before, raw, _view) switch
        {
            ApplyResult.Applied applied => Take(pending, applied.State),
            ApplyResult.Missing missing => new Outcome.Missing(missing.Cids, missing.Reason),
            ApplyResult.Refused refused => new Outcome.Refused(refused.Reason),
            _ => throw new InvariantBroken("a family answered in a way that does not exist"),
        };
    }

    public GroupWrites Writes()
    {
        var cids = _events.ConvertAll(write => write.Raw.Cid);
        var receipt = Receipt.Chain(group.ReceiptHash, cids, _events[0].Position, _events[^1].Position, at);
        return new(at, _events, _logs.Values, _rows.Values, receipt);
    }

    Outcome KnownIn(LogName log, PendingEvent pending)
    {
        var state = _view.Find(log);
        Invariant.Holds(state is not null);
        return pending.MayBeStored && state.Tip == pending.Raw.Cid && group.TryGetHead(log, out var head)
            ? new Outcome.Taken(head.TipPosition, state, pending.ExpiresAtSeconds)
            : new Outcome.AlreadyKnown(state);
    }

    Outcome.Taken Take(PendingEvent pending, LogState after)
    {
        Invariant.Holds(after.Name == pending.Log);
        var position = group.Position + _events.Count + 1;
        _events.Add(new(position, pending.Raw, pending.Log, after.Controller, pending.ExpiresAtSeconds));
        var expected =
            _logs.TryGetValue(pending.Log, out var earlier) ? earlier.ExpectedTipPosition
            : group.TryGetHead(pending.Log, out var head) ? head.TipPosition
            : 0;
        _logs[pending.Log] = new(
            after.Name,
            pending.Family.Name,
            after.Model,
            after.Controller,
            after.Tip,
            position,
            expected,
            pending.Family.Encode(after)
        );
        _view.Put(after, pending.Raw.Cid);
        if (materialise.Materialise(after, at) is { } row)
            _rows[after.Name] = row;
        return new(position, after, pending.ExpiresAtSeconds);
    }
}
