using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.CeramicApi;

/// <summary>The node API under <c>/api/v0</c>: routes, answers, and what becomes of faults.</summary>
sealed partial class CeramicApi(IEnumerable<IApiEndpoint> endpoints, ILogger<CeramicApi> log)
{
    /// <summary>Where the API is mounted.</summary>
    public const string Base = "/api/v0";

    /// <summary>Header that tells the position of a write; a read that sends it back sees that write.</summary>
    public const string PositionHeader = "ComposeServer-Position";

    static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var endpoint in endpoints)
            routes.MapMethods($"{Base}/{endpoint.Route}", [endpoint.Method], http => HandleAsync(endpoint, http));
        routes.Map(Base + "/{**rest}", NoRouteAsync);
    }

    async Task HandleAsync(IApiEndpoint endpoint, HttpContext http)
    {
        var began = Stopwatch.GetTimestamp();
        ApiAnswer answer;
        try
        {
            answer = await endpoint.AnswerAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            answer = new ApiAnswer.Failure(
                "the request was given up; the outcome of a write is unknown, and sending it again is safe",
                ApiErrorCode.Timeout
            );
        }
        catch (CommitFault fault)
        {
            LogUnavailable(http.Request.Path, fault.Message);
            answer = new ApiAnswer.Failure(
                "the database is not available; the outcome of a write is unknown, and sending it again is safe",
                ApiErrorCode.Unavailable,
                StatusCodes.Status503ServiceUnavailable
            );
        }
        catch (Exception fault)
        {
            LogFault(fault, http.Request.Path, http.TraceIdentifier);
            answer = new ApiAnswer.Failure($"internal error, trace {http.TraceIdentifier}", ApiErrorCode.Internal);
        }

        await WriteAsync(http, answer);
        if (answer is ApiAnswer.Failure { Code: var code })
            ServerDiagnostics.CountError("api", code);
        // What is written as things happen takes as long as somebody listens.
        if (answer is not ApiAnswer.Stream)
            ServerDiagnostics.RecordCall(endpoint.Method, endpoint.Route, began);
    }

    static async Task WriteAsync(HttpContext http, ApiAnswer answer)
    {
        var response = http.Response;
        switch (answer)
        {
            case ApiAnswer.Stream stream:
                await WriteAsync(http, stream);
                break;
            case ApiAnswer.Text text:
                response.ContentType = "text/html; charset=utf-8";
                await response.WriteAsync(text.Body);
                break;
            case ApiAnswer.Json json:
                if (json.Position is { } position)
                    response.Headers[PositionHeader] = position.ToString(
                        System.Globalization.CultureInfo.InvariantCulture
                    );
                await WriteAsync(response, json.Write);
                break;
            case ApiAnswer.Failure failure:
                response.StatusCode = failure.Status;
                if (failure.Status == StatusCodes.Status503ServiceUnavailable)
                    response.Headers.RetryAfter = "1";
                await WriteAsync(
                    response,
                    json =>
                    {
                        json.WriteStartObject();
                        json.WriteString("error", failure.Error);
                        json.WriteString("code", failure.Code);
                        json.WriteEndObject();
                    }
                );
                break;
        }
    }

    static async Task WriteAsync(HttpContext http, ApiAnswer.Stream stream)
    {
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        http.Response.ContentType = stream.ContentType;
        http.Response.Headers.CacheControl = "no-cache";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await stream.WriteAsync(http.Response, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
    }

    static async Task WriteAsync(HttpResponse response, Action<Utf8JsonWriter> write)
    {
        response.ContentType = "application/json; charset=utf-8";
        await using (var json = new Utf8JsonWriter(response.BodyWriter, Options))
            write(json);
        await response.BodyWriter.FlushAsync();
    }

    /// <summary>What the JS node's web framework says of an unknown route; our code comes along in a header.</summary>
    static Task NoRouteAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers["ComposeServer-Code"] = ApiErrorCode.NoRoute;
        var path = HtmlEncoder.Default.Encode(http.Request.Path);
        return http.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Error</title>
            </head>
            <body>
            <pre>Cannot {HtmlEncoder.Default.Encode(http.Request.Method)} {path}</pre>
            </body>
            </html>

            """
        );
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Path} failed, trace {Trace}")]
    partial void LogFault(Exception fault, string path, string trace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {Path} was not answered: {Reason}")]
    partial void LogUnavailable(string path, string reason);
}
