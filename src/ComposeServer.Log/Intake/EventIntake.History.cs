using ComposeServer.Ipld;
using ComposeServer.Log.Diagnostics;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Intake.History;
using ComposeServer.Log.Intake.Stages;

namespace ComposeServer.Log.Intake;

/// <summary>The door for history that others wrote.</summary>
public sealed partial class EventIntake
{
    /// <summary>How long history waits for room in the queue before it looks again.</summary>
    static readonly TimeSpan RoomPause = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// Takes events of one log that others wrote, as lenient as the protocol: bytes as the reference reads them, capabilities judged at the
    /// time of the anchor that covers an event, forks kept and compared. What builds on something that is not here is parked.
    /// </summary>
    /// <param name="chain">
    /// Events of one log, each after the one it builds on (see <see cref="CausalOrder"/>), with their capabilities; time events with their
    /// evidence. They need not begin with the init event.
    /// </param>
    /// <param name="cancel">Ends the wait. Events may be stored all the same: sending them again is safe.</param>
    /// <returns>What became of each, in the same order. Unlike <see cref="SubmitAsync(EventBlocks, LogName?, CancellationToken)"/> it waits while the queue is full.</returns>
    /// <exception cref="CommitFault">The database stayed away past the deadline; the outcome is unknown.</exception>
    public async ValueTask<IReadOnlyList<Outcome>> ImportAsync(
        IReadOnlyList<EventBlocks> chain,
        CancellationToken cancel
    )
    {
        var judged = await _history.JudgeAsync(chain, cancel);
        foreach (var one in judged)
            if (one.Pending is { } pending)
                await EnqueueAsync(pending, cancel);

        var outcomes = new Outcome[judged.Count];
        for (var i = 0; i < outcomes.Length; i++)
            outcomes[i] = judged[i].Outcome ?? await judged[i].Pending!.Done.UntilAsync(cancel);
        await ParkAsync(judged, outcomes, cancel);
        foreach (var outcome in outcomes)
            LogDiagnostics.Count(outcome);
        return outcomes;
    }

    /// <summary>
    /// Tells what a chain says now about a stored time event: that it holds the anchor since a time, or, after it was reorganised, that it
    /// does not. The tip of the log follows.
    /// </summary>
    /// <param name="log">The log.</param>
    /// <param name="timeEvent">The time event.</param>
    /// <param name="seconds">Unix time of the block that holds the anchor; null when none does.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns><see cref="Outcome.Missing"/> when the log holds no such time event.</returns>
    public async ValueTask<Outcome> SetTimeAsync(LogName log, Cid timeEvent, long? seconds, CancellationToken cancel)
    {
        if (
            await _ports.Reader.ReadPathAsync(log, timeEvent, cancel) is not { } path
            || !EventDecoder.TryDecodeStored(path.Events[^1].Blocks, out var raw)
            || raw.Kind != EventKind.Time
        )
            return Outcome.Missing.Stream(timeEvent);
        var pending = new PendingEvent(raw, log, _history.FamilyOf(path), null) { Verdict = new(seconds) };
        await EnqueueAsync(pending, cancel);
        return await pending.Done.UntilAsync(cancel);
    }

    /// <summary>
    /// Takes a time event that this node made for the tip of a log. Other than history of others it never makes a branch: an anchored branch
    /// wins, and what was written in between would be lost.
    /// </summary>
    /// <param name="log">The log.</param>
    /// <param name="time">The event, with evidence that was verified.</param>
    /// <param name="cancel">Ends the wait. The event may be stored all the same.</param>
    /// <returns>A refusal with <see cref="RefusalCode.Stale"/> when another event is the tip by now.</returns>
    /// <exception cref="CommitFault">The database stayed away past the deadline; the outcome is unknown.</exception>
    public async ValueTask<Outcome> AnchorAsync(LogName log, EventBlocks time, CancellationToken cancel)
    {
        var judged = await _history.JudgeAnchorAsync(log, time, cancel);
        if (judged.Pending is { } pending)
            await EnqueueAsync(pending, cancel);
        var outcome = judged.Outcome ?? await judged.Pending!.Done.UntilAsync(cancel);
        LogDiagnostics.Count(outcome);
        return outcome;
    }

    async ValueTask EnqueueAsync(PendingEvent pending, CancellationToken cancel)
    {
        while (!_committer.TryEnqueue(pending))
            await Task.Delay(RoomPause, _clock, cancel);
    }

    async ValueTask ParkAsync(IReadOnlyList<JudgedEvent> judged, Outcome[] outcomes, CancellationToken cancel)
    {
        var waiting = new List<(RawEvent Raw, Cid Missing)>();
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] is not Outcome.Missing missing || judged[i].Raw is not { } raw)
                continue;
            waiting.Add((raw, missing.Cids[0]));
            outcomes[i] = new Outcome.Parked(missing.Cids);
        }

        if (waiting.Count == 0)
            return;
        await _parking.ParkAsync(waiting, cancel);
        // What is waited for may have come while the events were on their way to the store.
        var missed = waiting.Select(one => one.Missing).Distinct().ToArray();
        _parking.Arrived(await _ports.Reader.KnownAsync(missed, cancel));
    }
}
