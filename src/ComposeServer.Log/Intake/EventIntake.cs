using System.Diagnostics;
using ComposeServer.Identity.Dids;
using ComposeServer.Log.Diagnostics;
using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Intake.History;
using ComposeServer.Log.Intake.Rules;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Log.Parking;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Log.Intake;

/// <summary>
/// The one door through which events enter. A caller's thread decodes, checks and verifies, so that signatures use all cores; the
/// committer then applies and commits what waits, in groups. Whoever is answered "taken" may rely on it: the event is on disk.
/// </summary>
public sealed partial class EventIntake : IAsyncDisposable
{
    readonly IntakePorts _ports;
    readonly LogStates _states;
    readonly SignatureStage _signatures;
    readonly TimeProvider _clock;
    readonly IntakeDoor _clients;
    readonly HistoryJudge _history;
    readonly Committer _committer;
    readonly ParkingLot _parking;
    readonly IIntakeRule[] _rules;

    /// <param name="ports">What it reads from and writes to.</param>
    /// <param name="families">The kinds of log that are taken.</param>
    /// <param name="signatures">Checks signatures.</param>
    /// <param name="limits">What is taken at most.</param>
    /// <param name="clock">Time of arrival.</param>
    /// <param name="logs">Where committer and parking report.</param>
    public EventIntake(
        IntakePorts ports,
        IntakeFamilies families,
        SignatureStage signatures,
        IntakeLimits limits,
        TimeProvider clock,
        ILoggerFactory logs
    )
    {
        _ports = ports;
        _signatures = signatures;
        _clock = clock;
        _rules = [new BlocksFitLimit(limits)];
        _clients = IntakeDoor.ForClients(families);
        _states = new(ports.Reader, families.Stored);
        // Imports hand in many streams at once, and each asks the same of the database.
        var reader = new CoalescingReader(ports.Reader);
        _history = new(
            IntakeDoor.ForHistory(families),
            reader,
            new LogStates(reader, families.Stored),
            signatures,
            _rules,
            limits,
            clock
        );
        _parking = new(
            ports.Parking,
            limits.Parking,
            limits.UnclaimedAgeMax,
            ImportAsync,
            clock,
            logs.CreateLogger<ParkingLot>()
        );
        _committer = new(
            ports.Store,
            new GroupRules(_states, ports.Materialise, limits) { Receipts = ports.Receipts },
            clock,
            group =>
            {
                _parking.Arrived(group.Cids);
                OnCommitted?.Invoke();
                if (group.AnchorRequestCount > 0)
                    OnAnchorAsked?.Invoke(group.AnchorRequestCount);
            },
            logs.CreateLogger<Committer>()
        );
        _committer.Start();
    }

    /// <summary>Told after each group that is on disk, on the committer's thread: whoever listens only takes note.</summary>
    public Action? OnCommitted { get; init; }

    /// <summary>
    /// Told how many anchors were asked for in a group that is on disk, on the committer's thread. Null where nobody anchors: then wishes for it
    /// are not heard, and cost nothing.
    /// </summary>
    public Action<int>? OnAnchorAsked { get; init; }

    /// <summary>Bytes that wait to be committed.</summary>
    public long QueuedBytes => _committer.QueuedBytes;

    /// <summary>Events that wait to be committed.</summary>
    public int QueuedEvents => _committer.QueuedEvents;

    /// <summary>How long the oldest event has been waiting that has no answer.</summary>
    public TimeSpan OldestWait => _committer.OldestWait;

    /// <summary>Different events that parked ones wait for.</summary>
    public int ParkedAwaited => _parking.Awaited;

    /// <summary>Parked events that were dropped, for age or for want of room, since the start.</summary>
    public long ParkedDropped => _parking.Dropped;

    /// <summary>Takes one event that is written now.</summary>
    /// <param name="blocks">Its bytes.</param>
    /// <param name="log">The log that the caller says it belongs to; null to find it by the event.</param>
    /// <param name="cancel">Ends the wait. The event may be stored all the same: sending it again is safe.</param>
    /// <exception cref="CommitFault">The database stayed away past the deadline; the outcome is unknown.</exception>
    public ValueTask<Outcome> SubmitAsync(EventBlocks blocks, LogName? log, CancellationToken cancel) =>
        SubmitAsync(blocks, log, default, cancel);

    /// <inheritdoc cref="SubmitAsync(EventBlocks, LogName?, CancellationToken)"/>
    /// <param name="blocks">Its bytes.</param>
    /// <param name="log">The log that the caller says it belongs to; null to find it by the event.</param>
    /// <param name="options">What the caller wishes beside.</param>
    /// <param name="cancel">Ends the wait. The event may be stored all the same: sending it again is safe.</param>
    public async ValueTask<Outcome> SubmitAsync(
        EventBlocks blocks,
        LogName? log,
        SubmitOptions options,
        CancellationToken cancel
    )
    {
        using var span = LogDiagnostics.StartIntake();
        var began = Stopwatch.GetTimestamp();
        var outcome = options.Quota?.Enter() is { } tooMany
            ? new Outcome.Refused(tooMany)
            : await TakeAsync(blocks, log, options, span, cancel);
        span?.SetTag("log.outcome", outcome.GetType().Name);
        LogDiagnostics.RecordIntake(began);
        LogDiagnostics.Count(outcome);
        return outcome;
    }

    async ValueTask<Outcome> TakeAsync(
        EventBlocks blocks,
        LogName? log,
        SubmitOptions options,
        Activity? span,
        CancellationToken cancel
    )
    {
        if (!TryDecode(blocks, out var raw, out var refusal))
            return new Outcome.Refused(refusal);
        foreach (var rule in _rules)
            if (rule.Check(raw) is { } broken)
                return new Outcome.Refused(broken);

        var (place, outcome) = await PlaceAsync(raw, log, cancel);
        if (place is null)
            return outcome!;
        var signing = place.Family.RuleFor(place.State, raw);
        if (Verify(signing, place, raw, out var expiresAt) is { } forged)
            return new Outcome.Refused(forged);
        if (options.Quota?.Charge(AuthorBy(signing), place.Family.ModelOf(place.State, raw)) is { } usedUp)
            return new Outcome.Refused(usedUp);

        var pending = new PendingEvent(raw, place.Log, place.Family, place.State)
        {
            ExpiresAtSeconds = expiresAt,
            AsksForAnchor = options.Anchor && OnAnchorAsked is not null,
            IfTip = options.IfTip,
            Versions = await LogVersions.ReadAsync(_states, place.Family, place.State, [raw], cancel),
        };
        if (!_committer.TryEnqueue(pending))
            return new Outcome.Refused(
                new(RefusalCode.Overloaded, "too many events are waiting; try again after a moment")
            );
        var committed = await pending.Done.UntilAsync(cancel);
        span?.SetTag("log.position.first", pending.Group?.First);
        span?.SetTag("log.position.last", pending.Group?.Last);
        return committed;
    }

    static bool TryDecode(EventBlocks blocks, out RawEvent raw, out Refusal refusal)
    {
        using var span = LogDiagnostics.StartStep("log.decode");
        return EventDecoder.TryDecode(blocks, out raw, out refusal);
    }

    static Did AuthorBy(SigningRule signing) => signing is SigningRule.SignedBy signed ? signed.Issuer : default;

    Refusal? Verify(SigningRule signing, Place place, RawEvent raw, out long? expiresAt)
    {
        using var span = LogDiagnostics.StartStep("log.verify");
        return _signatures.Check(
            signing,
            raw,
            place.Log,
            place.Family,
            _clock.GetUtcNow(),
            _clients.Times,
            out expiresAt
        );
    }

    /// <summary>Hands in again what is parked and can be taken now, and drops what is too old. It happens by itself every so often.</summary>
    public Task LookThroughParkedAsync(CancellationToken cancel) => _parking.LookOnceAsync(cancel);

    /// <summary>Commits what waits and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _parking.DisposeAsync();
        await _committer.DisposeAsync();
    }

    /// <summary>Where an event belongs: an init event names its log, any other belongs to one that must be here.</summary>
    async ValueTask<(Place? Place, Outcome? Outcome)> PlaceAsync(
        RawEvent raw,
        LogName? claimed,
        CancellationToken cancel
    )
    {
        if (raw.Kind == EventKind.Init)
        {
            if (!_clients.Families.TryClaim(raw, out var family, out var name))
                return (null, Refuse(RefusalCode.UnknownFamily, "no stream type that is known here begins like this"));
            return claimed is { } other && other != name
                ? (null, Refuse(RefusalCode.WrongStream, "the init event begins another stream than the one named"))
                : (new(name, family, null), null);
        }

        if ((claimed ?? await _ports.Reader.FindLogAsync(raw.Init, cancel)) is not { } log)
            return (null, Outcome.Missing.Stream(raw.Init));
        var heads = await _ports.Reader.ReadHeadsAsync([log], cancel);
        if (!heads.TryGetValue(log, out var head) || head.Family is null)
            return (null, Outcome.Missing.Stream(raw.Init));
        var known = _clients.Families[head.Family];
        return (new(log, known, known.Decode(log, head.State)), null);
    }

    static Outcome.Refused Refuse(string code, string detail) => new(new(code, detail));

    sealed record Place(LogName Log, ILogFamily Family, LogState? State);
}
