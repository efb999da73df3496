using ComposeServer.Log.Intake.Commit;
using ComposeServer.Postgres;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Calls;

/// <summary>Carries out calls of an HTTP API; what goes wrong on the way becomes words for the caller, and for the log what they do not say.</summary>
/// <param name="timeMax">How long a call may take. The database is told to end what it does for it then.</param>
/// <param name="log">Where it reports.</param>
sealed partial class CallGuard(TimeSpan timeMax, ILogger log)
{
    /// <param name="http">The request. While the call runs, its <see cref="HttpContext.RequestAborted"/> fires at the end of the time too.</param>
    /// <param name="call">Answers it.</param>
    /// <param name="answerOf">Puts a fault in the form of the API.</param>
    /// <param name="isEndless">True for a call that may take as long as it takes.</param>
    public async Task<TAnswer> RunAsync<TAnswer>(
        HttpContext http,
        Func<HttpContext, Task<TAnswer>> call,
        Func<CallFault, TAnswer> answerOf,
        bool isEndless = false
    )
    {
        var caller = http.RequestAborted;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(caller);
        if (!isEndless)
            end.CancelAfter(timeMax);
        http.RequestAborted = end.Token;
        try
        {
            return await call(http);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            var reason = caller.IsCancellationRequested
                ? "the request was given up"
                : $"the request took longer than {timeMax.TotalMilliseconds:F0} ms";
            return answerOf(
                new(
                    $"{reason}; the outcome of a write is unknown, and sending it again is safe",
                    ApiErrorCode.Timeout,
                    StatusCodes.Status500InternalServerError
                )
            );
        }
        catch (Exception fault) when (fault is CommitFault || PostgresBackend.IsAway(fault))
        {
            LogUnavailable(http.Request.Method, RouteOf(http), fault.Message);
            return answerOf(
                new(
                    "the database is not available; the outcome of a write is unknown, and sending it again is safe",
                    ApiErrorCode.Unavailable,
                    StatusCodes.Status503ServiceUnavailable
                )
            );
        }
        catch (Exception fault)
        {
            LogFault(fault, http.Request.Method, RouteOf(http), http.TraceIdentifier);
            return answerOf(
                new(
                    $"internal error, trace {http.TraceIdentifier}",
                    ApiErrorCode.Internal,
                    StatusCodes.Status500InternalServerError
                )
            );
        }
        finally
        {
            // What is sent as things happen goes on for as long as the caller listens.
            http.RequestAborted = caller;
        }
    }

    /// <summary>The route, not the path: what callers put in the place of an id can be a secret that they pasted by mistake.</summary>
    static string RouteOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Method} {Route} failed, trace {Trace}")]
    partial void LogFault(Exception fault, string method, string route, string trace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {Method} {Route} was not answered: {Reason}")]
    partial void LogUnavailable(string method, string route, string reason);
}
