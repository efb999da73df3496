using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Intake.Rules;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Log.Materialise;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Log.Intake;

/// <summary>
/// The one door through which events enter. A caller's thread decodes, checks and verifies, so that signatures use all cores; the
/// committer then applies and commits what waits, in groups. Whoever is answered "taken" may rely on it: the event is on disk.
/// </summary>
public sealed class EventIntake : IAsyncDisposable
{
    readonly FamilyRegistry _families;
    readonly ILogReader _reader;
    readonly SignatureStage _signatures;
    readonly Committer _committer;
    readonly IIntakeRule[] _rules;

    /// <param name="families">The kinds of log that are taken.</param>
    /// <param name="reader">Committed heads.</param>
    /// <param name="store">Where groups are committed.</param>
    /// <param name="materialise">Makes index rows.</param>
    /// <param name="signatures">Checks signatures.</param>
    /// <param name="limits">What is taken at most.</param>
    /// <param name="clock">Time of arrival.</param>
    /// <param name="logs">Where the committer reports.</param>
    public EventIntake(
        FamilyRegistry families,
        ILogReader reader,
        ICommitStore store,
        IMaterialise materialise,
        SignatureStage signatures,
        IntakeLimits limits,
        TimeProvider clock,
        ILoggerFactory logs
    )
    {
        _families = families;
        _reader = reader;
        _signatures = signatures;
        _rules = [new BlocksFitLimit(limits)];
        _committer = new(store, families, materialise, limits, clock, logs.CreateLogger<Committer>());
        _committer.Start();
    }

    /// <summary>Bytes that wait to be committed.</summary>
    public long QueuedBytes => _committer.QueuedBytes;

    /// <summary>Takes one event.</summary>
    /// <param name="blocks">Its bytes.</param>
    /// <param name="log">The log that the caller says it belongs to; null to find it by the event.</param>
    /// <param name="cancel">Ends the wait. The event may be stored all the same: sending it again is safe.</param>
    /// <exception cref="CommitFault">The database stayed away past the deadline; the outcome is unknown.</exception>
    public async ValueTask<Outcome> SubmitAsync(EventBlocks blocks, LogName? log, CancellationToken cancel)
    {
        if (!EventDecoder.TryDecode(blocks, out var raw, out var refusal))
            return new Outcome.Refused(refusal);
        foreach (var rule in _rules)
            if (rule.Check(raw) is { } broken)
                return new Outcome.Refused(broken);

        var (place, outcome) = await PlaceAsync(raw, log, cancel);
        if (place is null)
            return outcome!;
        if (
            _signatures.Check(
                place.Family.RuleFor(place.State, raw),
                raw,
                place.Family.TextOf(place.Log),
                out var expiresAt
            ) is
            { } forged
        )
            return new Outcome.Refused(forged);

        var pending = new PendingEvent(raw, place.Log, place.Family, place.State, expiresAt);
        if (!_committer.TryEnqueue(pending))
            return new Outcome.Refused(
                new(RefusalCode.Overloaded, "too many events are waiting; try again after a moment")
            );
        return await pending.Done.WaitAsync(cancel);
    }

    /// <summary>Commits what waits and stops.</summary>
    public ValueTask DisposeAsync() => _committer.DisposeAsync();

    /// <summary>Where an event belongs: an init event names its log, any other belongs to one that must be here.</summary>
    async ValueTask<(Place? Place, Outcome? Outcome)> PlaceAsync(
        RawEvent raw,
        LogName? claimed,
        CancellationToken cancel
    )
    {
        if (raw.Kind == EventKind.Init)
        {
            if (!_families.TryClaim(raw, out var family, out var name))
                return (null, Refuse(RefusalCode.UnknownFamily, "no stream type that is known here begins like this"));
            return claimed is { } other && other != name
                ? (null, Refuse(RefusalCode.WrongStream, "the init event begins another stream than the one named"))
                : (new(name, family, null), null);
        }

        if ((claimed ?? await _reader.FindLogAsync(raw.Init, cancel)) is not { } log)
            return (null, Outcome.Missing.Stream(raw.Init));
        var heads = await _reader.ReadHeadsAsync([log], cancel);
        if (!heads.TryGetValue(log, out var head) || head.Family is null)
            return (null, Outcome.Missing.Stream(raw.Init));
        var known = _families[head.Family];
        return (new(log, known, known.Decode(log, head.State)), null);
    }

    static Outcome.Refused Refuse(string code, string detail) => new(new(code, detail));

    sealed record Place(LogName Log, ILogFamily Family, LogState? State);
}
