using ComposeServer.Ipld;
using ComposeServer.Log.Diagnostics;
using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Log.Materialise;

namespace ComposeServer.Log.Intake.Commit;

/// <summary>What a group is going to write, as it is applied event by event.</summary>
sealed class GroupDraft(ICommitGroup group, GroupRules rules, DateTimeOffset at)
{
    readonly List<EventWrite> _events = [];
    readonly Dictionary<LogName, LogWrite> _logs = [];
    readonly Dictionary<LogName, MaterialisedRow> _rows = [];
    readonly Dictionary<LogName, UnclaimedWrite> _unclaimed = [];
    readonly HashSet<LogName> _claimed = [];
    readonly List<SnapshotWrite> _snapshots = [];
    readonly Dictionary<long, long?> _times = [];
    readonly Dictionary<LogName, Cid> _anchorRequests = [];

    /// <summary>True when nothing has to be written.</summary>
    public bool IsEmpty => _events.Count == 0 && _unclaimed.Count == 0 && _times.Count == 0;

    /// <summary>Places of the events that the group adds; null when it adds none.</summary>
    public GroupPositions? Positions => _events.Count == 0 ? null : new(_events[0].Position, _events[^1].Position);

    /// <summary>Unclaimed init events that the group adds.</summary>
    public int UnclaimedCount => _unclaimed.Count;

    /// <summary>Tips that shall be anchored.</summary>
    public int AnchorRequestCount => _anchorRequests.Count;

    /// <summary>Names of what the group adds: events, and the capabilities that came with them.</summary>
    public IEnumerable<Cid> Cids =>
        _events
            .SelectMany(write =>
                write.Raw.Blocks.Capability is { } capability ? (Cid[])[write.Raw.Cid, capability.Cid] : [write.Raw.Cid]
            )
            .Concat(_unclaimed.Values.Select(write => write.Raw.Cid));

    /// <summary>Adds an event as the tip of its log.</summary>
    /// <returns>Its position.</returns>
    public long Append(PendingEvent pending, LogState after)
    {
        var prev =
            pending.Raw.Kind == EventKind.Init ? null : (long?)(Claim(pending, after) ?? TipPosition(pending.Log));
        var position = Add(pending, after, prev);
        SetHead(pending.Family, after, position, at);
        // An earlier event of the group may have asked for the tip that this one takes the place of.
        if (pending.AsksForAnchor)
            _anchorRequests[pending.Log] = after.Tip;
        else
            _anchorRequests.Remove(pending.Log);
        return position;
    }

    /// <summary>Adds an event beside the tip of its log.</summary>
    /// <returns>Its position.</returns>
    public long AppendAside(PendingEvent pending, LogState after, long prevPosition) =>
        Add(pending, after, prevPosition);

    /// <summary>Keeps an init event apart that anyone could have made.</summary>
    /// <returns>The position of the last event before it.</returns>
    public long Hold(PendingEvent pending, LogState after)
    {
        _unclaimed[pending.Log] = new(pending.Raw, pending.Log, pending.Family.Name, pending.Family.Encode(after));
        return group.Position + _events.Count;
    }

    /// <summary>Makes another event of a log its tip.</summary>
    public void MoveTip(ILogFamily family, LogState after, StoredEntry tip) =>
        SetHead(family, after, tip.Position, tip.ReceivedAt);

    /// <summary>Notes the time that a chain gives a time event.</summary>
    public void SetTime(long position, long? seconds) => _times[position] = seconds;

    /// <summary>The entry of an event that the group added.</summary>
    public StoredEntry EntryOf(long position)
    {
        var write = _events[(int)(position - group.Position - 1)];
        return new(
            position,
            write.Raw.Cid,
            write.Raw.Kind,
            write.Raw.Prev,
            _times.TryGetValue(position, out var seconds) ? seconds : write.TimestampSeconds,
            at,
            write.ExpiresAtSeconds
        );
    }

    /// <summary>Entries of the events that the group added to a log.</summary>
    public IEnumerable<StoredEntry> EntriesOf(LogName log) =>
        _events.Where(write => write.Log == log).Select(write => EntryOf(write.Position));

    public GroupWrites ToWrites(int? unclaimedKeep) =>
        new(at, _events, _logs.Values, _rows.Values)
        {
            Receipt = _events.Count == 0 ? null : Chain(),
            Snapshots = _snapshots,
            Times = _times,
            AnchorRequests = _anchorRequests,
            Unclaimed = _unclaimed.Values,
            Claimed = _claimed,
            UnclaimedKeep = unclaimedKeep,
        };

    Receipt Chain()
    {
        var link = Receipt.Chain(
            group.ReceiptHash,
            _events.ConvertAll(write => write.Raw.Cid),
            _events[0].Position,
            _events[^1].Position,
            at
        );
        return link with { Signature = rules.Receipts?.Sign(link.Hash.Span) };
    }

    /// <summary>Moves an unclaimed init event into the log, before the first event that builds on it.</summary>
    /// <returns>Its position; null when the log has begun already.</returns>
    long? Claim(PendingEvent pending, LogState after)
    {
        if (_logs.ContainsKey(pending.Log))
            return null;
        RawEvent init;
        if (_unclaimed.Remove(pending.Log, out var held))
            init = held.Raw;
        else if (group.TryGetHead(pending.Log, out var head) && head.Unclaimed is { } blocks)
            Invariant.Holds(EventDecoder.TryDecodeStored(blocks, out init));
        else
            return null;
        _claimed.Add(pending.Log);
        return Add(new(init, pending.Log, pending.Family, null), after, null);
    }

    long Add(PendingEvent pending, LogState after, long? prevPosition)
    {
        var position = group.Position + _events.Count + 1;
        _events.Add(new(position, prevPosition, pending.Raw, pending.Log, after.Controller, pending.ExpiresAtSeconds));
        if (after.Tip == pending.Raw.Cid && after.Height % rules.Limits.SnapshotEvery == 0)
            _snapshots.Add(new(position, pending.Log, pending.Family.Encode(after)));
        return position;
    }

    void SetHead(ILogFamily family, LogState after, long position, DateTimeOffset receivedAt)
    {
        _logs[after.Name] = new(
            after.Name,
            family.Name,
            after.Model,
            after.Controller,
            after.Tip,
            position,
            _logs.TryGetValue(after.Name, out var earlier)
                ? earlier.ExpectedTipPosition
                : StoredTipPosition(after.Name),
            family.Encode(after)
        );
        if (rules.Materialise.Materialise(after, receivedAt) is { } row)
            _rows[after.Name] = row;
    }

    long TipPosition(LogName log) => _logs.TryGetValue(log, out var write) ? write.TipPosition : StoredTipPosition(log);

    long StoredTipPosition(LogName log) => group.TryGetHead(log, out var head) ? head.TipPosition : 0;
}
