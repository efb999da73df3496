using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Server.Calls;
using ComposeServer.Server.RateLimits;
using ComposeServer.Streams;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>Hands events to the intake for the node API and puts the outcome in its terms.</summary>
sealed class EventWrites(EventIntake intake, StreamReads streams, WriteLimits limits)
{
    /// <param name="blocks">The event.</param>
    /// <param name="log">The stream that the caller names.</param>
    /// <param name="options">What the caller wishes beside.</param>
    /// <param name="http">Who brings it; when they go, the wait ends.</param>
    /// <returns>The stream after the event, with the position of the write when there was one.</returns>
    public async Task<(ServedStream? Stream, long? Position, ApiAnswer? Failure)> SubmitAsync(
        EventBlocks blocks,
        LogName? log,
        SubmitOptions options,
        HttpContext http
    )
    {
        var cancel = http.RequestAborted;
        options = options with { Quota = limits.For(http) };
        switch (await intake.SubmitAsync(blocks, log, options, cancel))
        {
            case Outcome.Taken taken:
                return (await ServeAsync(taken, cancel), taken.Position, null);
            case Outcome.AlreadyKnown known:
                return (await ServeAsync((StreamState)known.State, cancel), null, null);
            case Outcome.Missing { Reason: var reason }:
                return (null, null, new ApiAnswer.Failure(reason.Detail, reason.Code));
            case Outcome.Refused { Reason: var reason } when TipClaim.IsConflict(reason, options):
                var conflict = new ApiAnswer.Failure(reason.Detail, reason.Code, StatusCodes.Status409Conflict)
                {
                    Tips = reason.Tips,
                };
                return (null, null, conflict);
            case Outcome.Refused { Reason: var reason }:
                return (null, null, new ApiAnswer.Failure(reason.Detail, reason.Code, StatusOf(reason.Code)));
            default:
                throw new InvariantBroken("an outcome has a shape that does not exist");
        }
    }

    static int StatusOf(string code) =>
        code switch
        {
            RefusalCode.Overloaded => StatusCodes.Status503ServiceUnavailable,
            RefusalCode.RateLimited => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status500InternalServerError,
        };

    /// <summary>What was just begun has one entry, which needs no reading.</summary>
    async Task<ServedStream> ServeAsync(Outcome.Taken taken, CancellationToken cancel)
    {
        var state = (StreamState)taken.State;
        var served =
            state.Height == 1
                ? new(state, [new LogEntry(state.Tip, EventKind.Init, null, taken.ExpiresAtSeconds)])
                : await ServeAsync(state, cancel);
        // The write's own words: a run may have been at it since.
        return taken.IsAnchorAsked ? served with { Status = AnchorStatus.Pending } : served;
    }

    async Task<ServedStream> ServeAsync(StreamState state, CancellationToken cancel) =>
        (await streams.WithLogsAsync([state], cancel))[0];
}
