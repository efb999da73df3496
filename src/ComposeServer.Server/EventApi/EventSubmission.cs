using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Feed;
using ComposeServer.Log.Intake;
using ComposeServer.Server.Calls;
using ComposeServer.Server.RateLimits;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.TimeProofs;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary>Hands events to the intake and puts the outcome in ceramic-one's terms.</summary>
/// <param name="intake">The door.</param>
/// <param name="events">Says what a time event is about.</param>
/// <param name="times">Asks chains about the proofs of time events.</param>
/// <param name="limits">How much a caller may write.</param>
sealed class EventSubmission(EventIntake intake, IEventReader events, ITimeVerifier times, WriteLimits limits)
{
    const string RequiresHistory = "Failed to insert event as `prev` event was missing";

    /// <summary>Takes one event. One that is stored already changes nothing.</summary>
    /// <param name="carried">The event.</param>
    /// <param name="ifTip">The tip that the caller has seen; null when it does not say.</param>
    /// <param name="http">Who brings it.</param>
    public async Task<EventAnswer> SubmitAsync(CarriedEvent carried, Cid? ifTip, HttpContext http)
    {
        var cancel = http.RequestAborted;
        var blocks = carried.Blocks;
        if (EventForm.Check(blocks, out var kind) is { } misshapen)
            return EventAnswer.Failure.Of(misshapen);
        if (kind == EventKind.Time)
        {
            // Asked again, a chain of a development network would give it another time.
            if (await events.FindAsync(blocks.Event.Cid, cancel) is not null)
                return new EventAnswer.Done();
            if (await IsAboutTimeAsync(blocks.Event, cancel))
                return new EventAnswer.Failure(
                    "what is anchored already takes no other anchor",
                    RefusalCode.NotAllowed
                );
            var (evidence, refusal) = await VerifyAsync(carried, cancel);
            if (evidence is null)
                return EventAnswer.Failure.Of(refusal);
            blocks = blocks with { Evidence = evidence };
        }

        var options = new SubmitOptions(Anchor: kind != EventKind.Time, limits.For(http)) { IfTip = ifTip };
        return await intake.SubmitAsync(blocks, null, options, cancel) switch
        {
            Outcome.Taken taken => new EventAnswer.Done(taken.Position),
            Outcome.AlreadyKnown => new EventAnswer.Done(),
            Outcome.Missing missing => EventAnswer.Failure.Of(Reword(missing.Reason, missing.Cids[0])),
            Outcome.Refused { Reason: var reason } when TipClaim.IsConflict(reason, options) => new EventAnswer.Failure(
                reason.Detail,
                reason.Code,
                StatusCodes.Status409Conflict
            )
            {
                Tips = reason.Tips,
            },
            Outcome.Refused refused => EventAnswer.Failure.Of(Reword(refused.Reason, default)),
            _ => throw new InvariantBroken("an outcome has a shape that does not exist"),
        };
    }

    /// <summary>
    /// True when the event that would be anchored is a time event. On a development network anybody has proofs for nothing; with one over the
    /// other, a stream's tip would move as often as somebody likes, and its controller could never write.
    /// </summary>
    async ValueTask<bool> IsAboutTimeAsync(Block block, CancellationToken cancel) =>
        TimeEvent.TryRead(block, out var time)
        && (await events.FindAsync(time.Prev, cancel))?.Event.Entry.Kind == EventKind.Time;

    /// <summary>
    /// Only what a chain holds now is taken: anybody may send a time event for any stream, and one that nobody can check would still become
    /// the stream's tip.
    /// </summary>
    async Task<(TimeEvidence? Evidence, Refusal Refusal)> VerifyAsync(CarriedEvent carried, CancellationToken cancel) =>
        await times.VerifyAsync(carried.Blocks.Event, carried.Others, cancel) switch
        {
            TimeVerdict.Proven proven => (proven.Evidence, default),
            TimeVerdict.Unproven unproven => (null, new(RefusalCode.InvalidProof, unproven.Detail)),
            TimeVerdict.Missing missing => (null, missing.Reason),
            TimeVerdict.Refused refused => (null, refused.Reason),
            _ => throw new InvariantBroken("a verdict has a shape that does not exist"),
        };

    /// <summary>Texts that clients may know; the codes stay ours.</summary>
    static Refusal Reword(Refusal reason, Cid missing) =>
        reason.Code switch
        {
            RefusalCode.UnknownStream => reason with { Detail = $"cannot find init event block {missing}" },
            // Releases of the stand-alone SDK wrote the tip there (ceramic.md 12.2).
            RefusalCode.WrongStream => reason with
            {
                Detail =
                    $"cannot find init event block: the member 'id' must name the init event of the stream, not its tip. {reason.Detail}. "
                    + "Old releases of the Ceramic SDK have this fault: update @ceramic-sdk/* to 0.12 or later",
            },
            RefusalCode.MissingPrev => reason with { Detail = RequiresHistory },
            _ => reason,
        };
}
