using ComposeServer.Anchoring.Diagnostics;
using ComposeServer.Anchoring.InMemory;
using ComposeServer.Log;
using ComposeServer.Log.AnchorRequests;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Anchoring.Requests;

/// <summary>
/// Anchors what waits: makes a time event for each tip that was asked for, has it verified like any other, and hands it in among the writes of
/// everybody else. Holds nothing meanwhile that a writer or a reader needs.
/// </summary>
/// <param name="requests">What was asked for.</param>
/// <param name="chain">Gives the times.</param>
/// <param name="times">Judges the proofs.</param>
/// <param name="intake">The door for the time events.</param>
/// <param name="clock">Time.</param>
/// <param name="log">Where it reports.</param>
public sealed partial class AnchorRun(
    IAnchorRequestStore requests,
    InMemoryChain chain,
    ITimeVerifier times,
    EventIntake intake,
    TimeProvider clock,
    ILogger<AnchorRun> log
)
{
    /// <summary>Requests that are taken together.</summary>
    public const int BatchMax = 1_000;

    /// <summary>Tries of a request.</summary>
    public const int TriesMax = 3;

    /// <summary>Time events that wait for their commit at once: the rest of a group is for writers, and a group stays short.</summary>
    const int InFlightMax = 64;

    /// <summary>Anchors what was asked for before a time.</summary>
    /// <param name="askedBefore">Later requests are left.</param>
    /// <param name="cancel">Ends it after the time events under way.</param>
    /// <returns>How many requests wait still; null when another server is at work on them.</returns>
    public async Task<int?> RunAsync(DateTimeOffset askedBefore, CancellationToken cancel)
    {
        await using var turn = await requests.TryBeginAsync(cancel);
        if (turn is null)
            return null;
        while (true)
        {
            var taken = await turn.TakeAsync(BatchMax, askedBefore, clock.GetUtcNow(), cancel);
            if (taken.Count > 0)
                await AnchorAsync(turn, taken, cancel);
            if (taken.Count < BatchMax)
                return await turn.CountAsync(cancel);
        }
    }

    async Task AnchorAsync(IAnchorTurn turn, IReadOnlyList<OpenAnchorRequest> taken, CancellationToken cancel)
    {
        var settled = new SettledAnchorRequest[taken.Count];
        await Parallel.ForAsync(
            0,
            taken.Count,
            new ParallelOptions { MaxDegreeOfParallelism = InFlightMax, CancellationToken = cancel },
            async (i, stop) => settled[i] = await AnchorAsync(taken[i], stop)
        );
        await turn.SettleAsync(settled, clock.GetUtcNow(), cancel);
        LogAnchored(taken.Count);
    }

    async Task<SettledAnchorRequest> AnchorAsync(OpenAnchorRequest request, CancellationToken cancel)
    {
        if (!request.IsTip)
            return new(request, null, null);
        var (outcome, reason) = await HandInAsync(request, cancel);
        switch (outcome)
        {
            case Outcome.Taken or Outcome.AlreadyKnown:
                AnchorDiagnostics.RecordAnchored(clock.GetUtcNow() - request.AskedAt);
                return new(request, null, null);
            // A newer tip, or a stream that was removed: the request is over, and nobody is at fault.
            case Outcome.Refused { Reason.Code: RefusalCode.Stale or RefusalCode.Erased } or Outcome.Missing:
                return new(request, null, null);
            case Outcome.Refused refused:
                return Failed(request, refused.Reason);
            default:
                return Failed(request, reason);
        }
    }

    async Task<(Outcome? Outcome, Refusal Reason)> HandInAsync(OpenAnchorRequest request, CancellationToken cancel)
    {
        if (!StreamId.TryRead(request.Log, out var stream))
            return (null, new(RefusalCode.NotAllowed, "logs of this kind are not anchored"));
        var time = chain.AnchorEach([new(stream, request.Tip)]).Single().Time;
        return await times.VerifyAsync(time.Event, time.Evidence!.Blocks, cancel) switch
        {
            TimeVerdict.Proven proven => (
                await intake.AnchorAsync(request.Log, time with { Evidence = proven.Evidence }, cancel),
                default
            ),
            TimeVerdict.Refused refused => (null, refused.Reason),
            TimeVerdict.Missing missing => (null, missing.Reason),
            TimeVerdict.Unproven unproven => (null, new(RefusalCode.InvalidProof, unproven.Detail)),
            _ => throw new InvariantBroken("a verdict on a proof has a shape that does not exist"),
        };
    }

    SettledAnchorRequest Failed(OpenAnchorRequest request, Refusal reason)
    {
        var isLast = request.Tries + 1 >= TriesMax;
        if (isLast)
            LogFailed(request.Tip, TriesMax, reason.Code, reason.Detail);
        return new(
            request,
            isLast ? AnchorRequestStage.Failed : AnchorRequestStage.Waiting,
            $"{reason.Code}: {reason.Detail}"
        );
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Worked on {Count} anchor requests")]
    partial void LogAnchored(int count);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The event {Tip} could not be anchored in {Tries} tries: {Code}, {Detail}"
    )]
    partial void LogFailed(Ipld.Cid tip, int tries, string code, string detail);
}
