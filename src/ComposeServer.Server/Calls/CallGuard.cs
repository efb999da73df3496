using ComposeServer.Log.Intake.Commit;
using ComposeServer.Server.CeramicApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Calls;

/// <summary>Carries out calls of an HTTP API; what goes wrong on the way becomes words for the caller, and for the log what they do not say.</summary>
sealed partial class CallGuard(ILogger log)
{
    /// <param name="http">The request.</param>
    /// <param name="call">Answers it.</param>
    /// <param name="answerOf">Puts a fault in the form of the API.</param>
    public async Task<TAnswer> RunAsync<TAnswer>(
        HttpContext http,
        Func<HttpContext, Task<TAnswer>> call,
        Func<CallFault, TAnswer> answerOf
    )
    {
        try
        {
            return await call(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return answerOf(
                new(
                    "the request was given up; the outcome of a write is unknown, and sending it again is safe",
                    ApiErrorCode.Timeout,
                    StatusCodes.Status500InternalServerError
                )
            );
        }
        catch (CommitFault fault)
        {
            LogUnavailable(http.Request.Path, fault.Message);
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
            LogFault(fault, http.Request.Path, http.TraceIdentifier);
            return answerOf(
                new(
                    $"internal error, trace {http.TraceIdentifier}",
                    ApiErrorCode.Internal,
                    StatusCodes.Status500InternalServerError
                )
            );
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Path} failed, trace {Trace}")]
    partial void LogFault(Exception fault, string path, string trace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {Path} was not answered: {Reason}")]
    partial void LogUnavailable(string path, string reason);
}
