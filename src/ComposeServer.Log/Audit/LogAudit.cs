using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.History;
using ComposeServer.Log.Intake.Stages;

namespace ComposeServer.Log.Audit;

/// <summary>
/// Judges a stored log as history is judged when it comes: bytes against CIDs, signatures and capabilities at the time of the anchor that
/// covers an event, else of its commit, and every event applied again. Then compares head and snapshots. Safe for many threads.
/// </summary>
/// <param name="families">Families as they judge history.</param>
/// <param name="signatures">Checks signatures. What the operator revoked since is none of its business: it was good when it came.</param>
/// <param name="book">Where faults go.</param>
public sealed class LogAudit(FamilyRegistry families, SignatureStage signatures, AuditBook book)
{
    /// <summary>Judges one log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="states">States of other logs that its events need.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What its events lead to; null when that cannot be said, which has been told then.</returns>
    public async ValueTask<AuditedState?> CheckAsync(AuditedLog log, LogStates states, CancellationToken cancel)
    {
        var family = families[log.Head.Family!];
        var notes = new LogNotes(book, family.TextOf(log.Head.Name));
        book.CountEvents(log.Events.Count);
        if (log.Events.Count == 0)
        {
            notes.Tell(AuditRule.HeadWithoutEvents, null, log.Head.TipPosition, "the stream has a state and no events");
            return null;
        }

        var events = Decode(log, family, notes);
        var after = await ApplyAsync(log, family, events, states, notes, cancel);
        CheckSnapshots(log, family, after, notes);
        // A tip chosen among some of the events says nothing.
        return events.Count == log.Events.Count && HoldsTogether(log)
            ? HeadAudit.Check(log, family, after, notes)
            : null;
    }

    /// <summary>Judges an init event that is kept apart: its bytes, and that they begin the log that its row names.</summary>
    public void CheckUnclaimed(LogName log, string family, Block init)
    {
        var notes = new LogNotes(book, families[family].TextOf(log));
        if (!EventDecoder.TryDecode(new(init), DagCborRules.AsReference, out var raw, out var refusal))
            notes.Tell(refusal.Code, init.Cid, 0, refusal.Detail);
        else if (
            raw.Kind != EventKind.Init
            || !families.TryClaim(raw, out var claimed, out var name)
            || claimed.Name != family
            || name != log
        )
            notes.Tell(AuditRule.Unclaimed, init.Cid, 0, "it does not begin this stream");
    }

    /// <summary>The events whose bytes are theirs, by CID.</summary>
    static Dictionary<Cid, RawEvent> Decode(AuditedLog log, ILogFamily family, LogNotes notes)
    {
        var events = new Dictionary<Cid, RawEvent>(log.Events.Count);
        var init = log.Events[0].Stored.Entry.Cid;
        foreach (var (stored, _, _) in log.Events)
        {
            var entry = stored.Entry;
            if (!EventDecoder.TryDecode(stored.Blocks, DagCborRules.AsReference, out var raw, out var refusal))
            {
                notes.Tell(refusal.Code, entry, refusal.Detail);
                continue;
            }

            events.Add(entry.Cid, raw);
            if (raw.Kind != entry.Kind)
                notes.Tell(AuditRule.EventColumns, entry, $"it is stored as {entry.Kind}, its bytes are {raw.Kind}");
            if (raw.Prev != entry.Prev)
                notes.Tell(
                    AuditRule.EventColumns,
                    entry,
                    $"it builds on {NameOf(raw.Prev)}, stored is {NameOf(entry.Prev)}"
                );
            var isOfLog =
                raw.Kind == EventKind.Init
                    ? family.TryName(raw, out var name) && name == log.Head.Name
                    : raw.Init == init;
            if (!isOfLog)
                notes.Tell(RefusalCode.WrongStream, entry, $"it is of the stream that begins with {raw.Init}");
        }

        return events;
    }

    /// <summary>Every event builds on another one that is here, so the branches can be compared.</summary>
    static bool HoldsTogether(AuditedLog log)
    {
        var cids = log.Events.Select(one => one.Stored.Entry.Cid).ToHashSet();
        return log.Events.All(one => one.Stored.Entry.Prev is not { } prev || cids.Contains(prev));
    }

    /// <summary>The state after each event, on all branches.</summary>
    async ValueTask<Dictionary<Cid, LogState>> ApplyAsync(
        AuditedLog log,
        ILogFamily family,
        Dictionary<Cid, RawEvent> events,
        LogStates states,
        LogNotes notes,
        CancellationToken cancel
    )
    {
        var after = new Dictionary<Cid, LogState>(events.Count);
        try
        {
            var times = CoveringTimes.Of([.. events.Values]);
            var view = await ReplayView.ForAsync(states, family, null, [.. events.Values], cancel);
            foreach (var one in log.Events)
                if (events.TryGetValue(one.Stored.Entry.Cid, out var raw))
                    Judge(new(one, raw, times.Find(raw)), log.Head.Name, family, view, after, notes);
        }
        catch (Exception broken) when (IsOfData(broken))
        {
            notes.Tell(
                AuditRule.DoesNotApply,
                log.Events[^1].Stored.Entry,
                $"what it needs cannot be read: {broken.Message}"
            );
        }

        return after;
    }

    void Judge(
        JudgedOnce one,
        LogName log,
        ILogFamily family,
        IApplyView view,
        Dictionary<Cid, LogState> after,
        LogNotes notes
    )
    {
        var (raw, entry) = (one.Raw, one.Event.Stored.Entry);
        LogState? before = null;
        // Of an event that builds on one that is broken nothing can be said; the other one has been told of.
        if (raw.Prev is { } prev && !after.TryGetValue(prev, out before))
        {
            if (entry.Prev is null)
                notes.Tell(RefusalCode.MissingPrev, entry, $"it builds on {prev}, which is not here");
            return;
        }

        if (Sign(one, before, log, family, out var expiresAt) is { } refusal)
            notes.Tell(refusal.Code, entry, refusal.Detail);
        else if (expiresAt != entry.ExpiresAtSeconds)
            notes.Tell(AuditRule.EventColumns, entry, "the end of its session is another than the stored one");
        switch (family.Apply(before, raw, view))
        {
            case ApplyResult.Applied applied:
                after[raw.Cid] = applied.State;
                CheckAuthor(one, applied.State, notes);
                break;
            case ApplyResult.Refused refused:
                notes.Tell(refused.Reason.Code, entry, refused.Reason.Detail);
                break;
            case ApplyResult.Missing missing:
                notes.Tell(AuditRule.DoesNotApply, entry, missing.Reason.Detail);
                break;
        }
    }

    /// <summary>The signature, at the time that is known of the event.</summary>
    Refusal? Sign(JudgedOnce one, LogState? before, LogName log, ILogFamily family, out long? expiresAt)
    {
        var rule = family.RuleFor(before, one.Raw);
        var refusal = Check(one.At, out expiresAt);
        if (
            refusal?.Code == IdentityCode.CapabilityExpired
            && one.Covering is null
            && one.Raw.Blocks.Capability is { } block
            && Cacao.TryRead(block, out var capability, out _)
        )
        {
            refusal = Check(capability.Times.IssuedAt, out expiresAt);
            if (refusal is null)
                book.CountUnproven();
        }

        if (refusal is null && rule is SigningRule.SignedBy)
            book.CountSignature();
        return refusal;

        Refusal? Check(DateTimeOffset at, out long? ends) =>
            signatures.Check(rule, one.Raw, log, family, at, CapabilityTimeRule.Replay, out ends);
    }

    /// <summary>An unsigned init event was stored with the event that claimed it, under that one's controller.</summary>
    static void CheckAuthor(JudgedOnce one, LogState after, LogNotes notes)
    {
        var isClaimed = one.Raw.Kind == EventKind.Init && !one.Raw.IsSigned;
        if (!isClaimed && one.Event.Author != after.Controller.Text)
            notes.Tell(
                AuditRule.EventColumns,
                one.Event.Stored.Entry,
                $"it is of {after.Controller}, stored is {one.Event.Author ?? "nobody"}"
            );
    }

    static void CheckSnapshots(AuditedLog log, ILogFamily family, Dictionary<Cid, LogState> after, LogNotes notes)
    {
        foreach (var (stored, _, snapshot) in log.Events)
            if (
                snapshot is { } kept
                && after.TryGetValue(stored.Entry.Cid, out var state)
                && !kept.Span.SequenceEqual(family.Encode(state))
            )
                notes.Tell(
                    AuditRule.Snapshot,
                    stored.Entry,
                    "the state that is kept beside it is not the state after it"
                );
    }

    /// <summary>Faults of what is stored; those of the way to the database end the audit.</summary>
    static bool IsOfData(Exception broken) =>
        broken
            is InvariantBroken
                or FormatException
                or ArgumentException
                or InvalidOperationException
                or InvalidCastException
                or KeyNotFoundException
                or NullReferenceException
                or IndexOutOfRangeException
                or System.Text.Json.JsonException;

    static string NameOf(Cid? cid) => cid?.ToString() ?? "nothing";

    /// <param name="Event">As it is stored.</param>
    /// <param name="Raw">As its bytes read.</param>
    /// <param name="Covering">Time of the anchor that covers it.</param>
    readonly record struct JudgedOnce(AuditedEvent Event, RawEvent Raw, DateTimeOffset? Covering)
    {
        public DateTimeOffset At => Covering ?? Event.Stored.Entry.ReceivedAt;
    }
}
