using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Stages;

namespace ComposeServer.Log.Intake.History;

/// <summary>Decodes and verifies events of one log that others wrote, many logs at once on many threads.</summary>
/// <param name="door">The rules.</param>
/// <param name="reader">What is stored.</param>
/// <param name="states">States of what is stored.</param>
/// <param name="signatures">Checks signatures.</param>
/// <param name="rules">What is refused from the bytes alone.</param>
/// <param name="limits">What is taken at most.</param>
/// <param name="clock">The time at which a capability must hold that no anchor covers.</param>
sealed class HistoryJudge(
    IntakeDoor door,
    ILogReader reader,
    LogStates states,
    SignatureStage signatures,
    IReadOnlyList<IIntakeRule> rules,
    IntakeLimits limits,
    TimeProvider clock
)
{
    /// <summary>The family of a stored log.</summary>
    public ILogFamily FamilyOf(LogPath path) => door.Families[path.Family];

    /// <summary>Judges the events in their order.</summary>
    public async ValueTask<IReadOnlyList<JudgedEvent>> JudgeAsync(
        IReadOnlyList<EventBlocks> chain,
        CancellationToken cancel
    )
    {
        var judged = new JudgedEvent[chain.Count];
        for (var i = 0; i < judged.Length; i++)
            judged[i] = Decode(chain[i]);
        var events = judged.Select(one => one.Raw).OfType<RawEvent>().ToList();
        if (events.Count == 0)
            return judged;

        var (place, outcome) = await PlaceAsync(events, cancel);
        var known = await reader.KnownAsync(CidsOf(events), cancel);
        var speculation = place is null ? null : await ChainStates.ForAsync(states, place, events, known, cancel);
        var times = CoveringTimes.Of(events);
        for (var i = 0; i < judged.Length; i++)
        {
            if (judged[i] is not { Outcome: null, Raw: { } raw })
                continue;
            judged[i] =
                speculation is null ? judged[i] with { Outcome = outcome }
                : raw.Init != events[0].Init ? judged[i] with { Outcome = OfAnotherLog(raw, events[0].Init) }
                : await JudgeAsync(raw, place!, speculation, times.At(raw, clock), cancel);
        }

        return judged;
    }

    /// <summary>Judges a time event for the tip of a log. It may stand nowhere else.</summary>
    public async ValueTask<JudgedEvent> JudgeAnchorAsync(LogName log, EventBlocks time, CancellationToken cancel)
    {
        var judged = Decode(time);
        if (judged is not { Outcome: null, Raw: { } raw })
            return judged;
        if (raw.Kind != EventKind.Time)
            return judged with { Outcome = new Outcome.Refused(new(RefusalCode.Malformed, "it is not a time event")) };
        var heads = await reader.ReadHeadsAsync([log], cancel);
        return heads.TryGetValue(log, out var head) && head.Family is { } family
            ? judged with
            {
                Pending = new(raw, log, door.Families[family], states.Decode(head)),
            }
            : judged with
            {
                Outcome = Outcome.Missing.Stream(raw.Init),
            };
    }

    JudgedEvent Decode(EventBlocks blocks)
    {
        if (!EventDecoder.TryDecode(blocks, door.Reading, out var raw, out var refusal))
            return new(null, null, new Outcome.Refused(refusal));
        foreach (var rule in rules)
            if (rule.Check(raw) is { } broken)
                return new(raw, null, new Outcome.Refused(broken));
        return new(raw, null, null);
    }

    /// <summary>The log that the events belong to: the init event names it, or it is here.</summary>
    async ValueTask<(LogPlace? Place, Outcome? Outcome)> PlaceAsync(List<RawEvent> events, CancellationToken cancel)
    {
        ILogFamily? family = null;
        LogName? name = null;
        if (events.Find(raw => raw.Kind == EventKind.Init) is { } init)
        {
            if (!door.Families.TryClaim(init, out family, out var begun))
                return (
                    null,
                    new Outcome.Refused(
                        new(RefusalCode.UnknownFamily, "no stream type that is known here begins like this")
                    )
                );
            name = begun;
        }

        if ((name ?? await reader.FindLogAsync(events[0].Init, cancel)) is not { } log)
            return (null, Outcome.Missing.Stream(events[0].Init));
        var heads = await reader.ReadHeadsAsync([log], cancel);
        var head = heads.GetValueOrDefault(log);
        if (head?.Family is { } stored)
            family = door.Families[stored];
        return family is null
            ? (null, Outcome.Missing.Stream(events[0].Init))
            : (new(log, family, head is null ? null : states.Decode(head)), null);
    }

    async ValueTask<JudgedEvent> JudgeAsync(
        RawEvent raw,
        LogPlace place,
        ChainStates speculation,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        if (speculation.IsKnown(raw.Cid))
            return Known(raw, place);
        LogState? before = null;
        if (raw.Prev is { } prev)
        {
            if (await speculation.AfterAsync(prev, cancel) is not { } found)
                return new(raw, null, Missing(raw, prev, place));
            before = found;
            if (await FloodAsync(prev, place, cancel) is { } flood)
                return new(raw, null, new Outcome.Refused(flood));
        }

        if (NamesAbsentCapability(raw, out var named))
        {
            if (await reader.ReadBlockAsync(named, cancel) is not { } block)
                return new(raw, null, MissingCapability(named));
            raw = raw.With(block);
        }

        var rule = place.Family.RuleFor(before, raw);
        if (signatures.Check(rule, raw, place.Log, place.Family, at, door.Times, out var expiresAt) is { } forged)
            return new(raw, null, new Outcome.Refused(forged));
        speculation.Apply(before, raw);
        return new(
            raw,
            new(raw, place.Log, place.Family, before)
            {
                ExpiresAtSeconds = expiresAt,
                TakesForks = door.TakesForks,
                Versions = await LogVersions.ReadAsync(states, place.Family, before, [raw], cancel),
            },
            null
        );
    }

    /// <summary>Evidence may come, or be verified, after a time event was stored without.</summary>
    static JudgedEvent Known(RawEvent raw, LogPlace place) =>
        raw.Blocks.Evidence?.TimestampSeconds is { } seconds
            ? new(raw, new(raw, place.Log, place.Family, null) { Verdict = new(seconds) }, null)
            : new(raw, null, new Outcome.AlreadyKnown(place.State!));

    /// <summary>A capability that did not come along may be stored with another event of the session, or come with one.</summary>
    static bool NamesAbsentCapability(RawEvent raw, out Cid named)
    {
        named = default;
        if (
            raw.Blocks.Capability is not null
            || raw.Envelope is not { } envelope
            || !ProtectedHeader.TryRead(envelope.Signatures[0].Protected.Span, out var header, out _)
            || header.Capability is not { } capability
        )
            return false;
        named = capability;
        return true;
    }

    static Outcome.Missing MissingCapability(Cid named) =>
        new([named], new(Identity.IdentityCode.CapabilityMissing, $"The capability {named} is missing"));

    /// <summary>Before any signature: how many events build on the same one already, if it is not the tip.</summary>
    async ValueTask<Refusal?> FloodAsync(Cid prev, LogPlace place, CancellationToken cancel)
    {
        if (place.State is not { } state || state.Tip == prev)
            return null;
        var entries = await reader.ReadEntriesAsync([place.Log], cancel);
        return
            entries.TryGetValue(place.Log, out var stored)
            && new Branches(stored).ChildrenOf(prev) >= limits.ForksPerEventMax
            ? Forks.TooMany(prev, limits.ForksPerEventMax)
            : null;
    }

    static Outcome.Missing Missing(RawEvent raw, Cid prev, LogPlace place) =>
        new(
            [prev],
            new(
                RefusalCode.MissingPrev,
                $"Commit {raw.Cid} to stream {place.Family.TextOf(place.Log)} builds on {prev}, which is not known to this node"
            )
        );

    static Outcome.Refused OfAnotherLog(RawEvent raw, Cid init) =>
        new(
            new(
                RefusalCode.WrongStream,
                $"event {raw.Cid} is of the stream that begins with {raw.Init}, it came with events of {init}"
            )
        );

    static HashSet<Cid> CidsOf(List<RawEvent> events)
    {
        var cids = new HashSet<Cid>();
        foreach (var raw in events)
        {
            cids.Add(raw.Cid);
            if (raw.Prev is { } prev)
                cids.Add(prev);
        }

        return cids;
    }
}
