using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;

namespace ComposeServer.Log.Intake.Commit;

/// <summary>Applies a group of verified events, in the order in which they came, to the states that its transaction sees.</summary>
sealed class GroupApplier(ICommitGroup group, GroupRules rules, DateTimeOffset at)
{
    readonly GroupView _view = new(group, rules.States);
    readonly GroupDraft _draft = new(group, rules, at);
    readonly Dictionary<Cid, LogState> _after = [];
    readonly HashSet<Cid> _own = [];

    /// <summary>What the group has to write so far.</summary>
    public GroupDraft Draft => _draft;

    public async ValueTask<Outcome> ApplyAsync(PendingEvent pending, CancellationToken cancel)
    {
        var raw = pending.Raw;
        if (pending.Verdict is { } verdict)
            return await JudgeAsync(pending, verdict, cancel);
        if (
            _view.TryGetLogOf(raw.Cid, out var known)
            || (_view.TryGetLogOf(raw.PayloadCid, out known) && IsSameThing(pending, known))
        )
            return known.IsEmpty ? Erased(raw.Cid)
                : !IsOwn(pending) && FindConflict(pending) is { } changed ? changed
                : await KnownInAsync(known, pending, cancel);

        var tip = _view.Find(pending.Log);
        if (raw.Kind != EventKind.Init && tip is null)
            return Outcome.Missing.Stream(raw.Init);
        if (FindConflict(pending) is { } moved)
            return moved;
        return IsFork(pending, tip)
            ? await ForkAsync(pending, tip!, cancel)
            : Apply(pending, tip, out var after) ?? Append(pending, after!);
    }

    /// <summary>
    /// Another signature over a known payload: the same event, or one that was erased. At our own door that holds for init events too, whose
    /// other form would begin a second stream with the same content; history keeps what others made of it (design.md 10).
    /// </summary>
    static bool IsSameThing(PendingEvent pending, LogName known) =>
        known == pending.Log || known.IsEmpty || (pending.Raw.Kind == EventKind.Init && !pending.TakesForks);

    /// <summary>A commit whose outcome was unknown may have stored the event itself, which then is no conflict: but once, if its group held it twice.</summary>
    bool IsOwn(PendingEvent pending) => pending.MayBeStored && _own.Add(pending.Raw.Cid);

    /// <summary>
    /// The writer named a tip, and the log has another one as this transaction sees it. Nobody can move it before the transaction ends: of two
    /// that name the same tip one is taken.
    /// </summary>
    Outcome.Refused? FindConflict(PendingEvent pending)
    {
        var current = _view.Find(pending.Log)?.Tip;
        if (pending.IfTip is not { } expected || expected == current)
            return null;
        var detail =
            $"The write expects the tip of stream {pending.Family.TextOf(pending.Log)} to be {expected}, and "
            + (current is { } tip ? $"it is {tip}" : "the stream has not begun");
        return new(new Refusal(RefusalCode.Stale, detail) { Tips = new(expected, current) });
    }

    bool IsFork(PendingEvent pending, LogState? tip) =>
        pending.TakesForks && pending.Raw.Prev is { } prev && prev != tip!.Tip && _view.Holds(pending.Log, prev);

    /// <returns>Null when the event was applied.</returns>
    Outcome? Apply(PendingEvent pending, LogState? before, out LogState? after)
    {
        after = null;
        _view.Versions = pending.Versions;
        switch (pending.Family.Apply(before, pending.Raw, _view))
        {
            case ApplyResult.Applied applied:
                Invariant.Holds(applied.State.Name == pending.Log && applied.State.Tip == pending.Raw.Cid);
                after = applied.State;
                return null;
            case ApplyResult.Missing missing:
                return new Outcome.Missing(missing.Cids, missing.Reason);
            case ApplyResult.Refused refused:
                return new Outcome.Refused(refused.Reason);
            default:
                throw new InvariantBroken("a family answered in a way that does not exist");
        }
    }

    Outcome.Taken Append(PendingEvent pending, LogState after)
    {
        // What anyone could have made is no claim of anybody's, so it is not anchored either.
        var isKept = after.HasSignedEvent || after.Height > 1;
        var position = isKept ? _draft.Append(pending, after) : _draft.Hold(pending, after);
        Keep(pending, after, isTip: true);
        return new(position, after, pending.ExpiresAtSeconds) { IsAnchorAsked = isKept && pending.AsksForAnchor };
    }

    /// <summary>
    /// An event that builds on an earlier one than the tip: it is stored, and all branches of the log are compared anew. The tip that comes
    /// out is a function of the branches, so every order of arrival leads to it.
    /// </summary>
    async ValueTask<Outcome> ForkAsync(PendingEvent pending, LogState tip, CancellationToken cancel)
    {
        var prev = pending.Raw.Prev!.Value;
        var branches = await BranchesAsync(pending.Log, cancel);
        if (branches.ChildrenOf(prev) >= rules.Limits.ForksPerEventMax)
            return new Outcome.Refused(Forks.TooMany(prev, rules.Limits.ForksPerEventMax));
        if ((pending.Seen?.Tip == prev ? pending.Seen : _after.GetValueOrDefault(prev)) is not { } before)
            return new Outcome.Missing([prev], new(RefusalCode.MissingPrev, $"The state after {prev} is not at hand"));
        if (Apply(pending, before, out var after) is { } problem)
            return problem;

        var position = _draft.AppendAside(pending, after!, branches[prev].Position);
        Keep(pending, after!, isTip: false);
        branches.Add(_draft.EntryOf(position));
        return new Outcome.Taken(position, await ChooseAsync(pending, tip, branches, cancel), pending.ExpiresAtSeconds);
    }

    /// <summary>A chain was asked about a stored time event: its time may come, change, or go, and the tip with it.</summary>
    async ValueTask<Outcome> JudgeAsync(PendingEvent pending, ChainVerdict verdict, CancellationToken cancel)
    {
        var (cid, tip) = (pending.Raw.Cid, _view.Find(pending.Log));
        if (tip is null || !_view.Holds(pending.Log, cid))
            return Outcome.Missing.Stream(pending.Raw.Init);
        var branches = await BranchesAsync(pending.Log, cancel);
        if (branches[cid].TimestampSeconds == verdict.Seconds)
            return new Outcome.AlreadyKnown(tip);
        branches.Replace(branches[cid] with { TimestampSeconds = verdict.Seconds });
        _draft.SetTime(branches[cid].Position, verdict.Seconds);
        return new Outcome.Taken(branches[cid].Position, await ChooseAsync(pending, tip, branches, cancel), null);
    }

    /// <summary>Makes the last event of the winning branch the tip.</summary>
    /// <returns>The log's state then.</returns>
    async ValueTask<LogState> ChooseAsync(
        PendingEvent pending,
        LogState tip,
        Branches branches,
        CancellationToken cancel
    )
    {
        var winner = Forks.Choose(pending.Family, branches);
        if (winner.Cid == tip.Tip)
            return tip;
        var state = await StateAfterAsync(pending.Log, winner.Cid, cancel);
        _draft.MoveTip(pending.Family, state, winner);
        _view.Put(state);
        return state;
    }

    async ValueTask<Branches> BranchesAsync(LogName log, CancellationToken cancel)
    {
        var branches = new Branches(await group.ReadEntriesAsync(log, cancel));
        foreach (var entry in _draft.EntriesOf(log))
            if (!branches.Holds(entry.Cid))
                branches.Add(entry);
        return branches;
    }

    /// <summary>Read outside the group only when another event than the one at hand makes the tip, which is rare.</summary>
    async ValueTask<LogState> StateAfterAsync(LogName log, Cid cid, CancellationToken cancel) =>
        _after.GetValueOrDefault(cid)
        ?? await rules.States.AtAsync(log, cid, cancel)
        ?? throw new InvariantBroken($"log {log} holds {cid}, and no state after it can be made");

    static Outcome.Refused Erased(Cid cid) =>
        new(new Refusal(RefusalCode.Erased, $"Event {cid} was erased here and does not come back"));

    /// <summary>Another log than the pending one is read beside the group: that happens to second signatures only.</summary>
    async ValueTask<Outcome> KnownInAsync(LogName log, PendingEvent pending, CancellationToken cancel)
    {
        var state = _view.Find(log) ?? await rules.States.FindAsync(log, cancel);
        Invariant.Holds(state is not null);
        return pending.MayBeStored && group.TryGetHead(log, out var head) && IsTip(head, pending.Raw.Cid)
            ? new Outcome.Taken(head.TipPosition, state, pending.ExpiresAtSeconds)
            : new Outcome.AlreadyKnown(state);
    }

    /// <summary>By the stored head: an event that this group has just added is a tip as well, whose place the head does not know.</summary>
    bool IsTip(StoredHead head, Cid cid) => rules.States.Decode(head)?.Tip == cid;

    void Keep(PendingEvent pending, LogState after, bool isTip)
    {
        _after[after.Tip] = after;
        _view.Add(after.Name, pending.Raw);
        if (isTip)
            _view.Put(after);
    }
}
