using System.Diagnostics;
using System.Text.Encodings.Web;
using ComposeServer.Server.Calls;
using ComposeServer.Server.Host;
using ComposeServer.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ComposeServer.Server.CeramicApi;

/// <summary>The node API under <c>/api/v0</c>: routes, answers, and what becomes of faults.</summary>
sealed class CeramicApi(IEnumerable<IApiEndpoint> endpoints, CallGuard guard)
{
    /// <summary>Where the API is mounted.</summary>
    public const string Base = "/api/v0";

    /// <summary>Header that tells the position of a write; a read that sends it back sees that write.</summary>
    public const string PositionHeader = "ComposeServer-Position";

    /// <summary>How the routes begin that are for administrators.</summary>
    const string Administration = "admin/";

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var endpoint in endpoints)
        {
            var route = routes.MapMethods(
                $"{Base}/{endpoint.Route}",
                [endpoint.Method],
                http => HandleAsync(endpoint, http)
            );
            if (IsAdministration(endpoint))
                route.WithMetadata(AdminMark.Administration);
        }

        routes.Map(Base + "/{**rest}", NoRouteAsync);
    }

    static bool IsAdministration(IApiEndpoint endpoint) =>
        endpoint.Route.StartsWith(Administration, StringComparison.Ordinal);

    async Task HandleAsync(IApiEndpoint endpoint, HttpContext http)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await guard.RunAsync<ApiAnswer>(
            http,
            endpoint.AnswerAsync,
            ApiAnswer.Failure.Of,
            // An index is made for as long as there are documents.
            isEndless: IsAdministration(endpoint)
        );
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
                if (json.Tag is { } tag && IsKnown(http, tag))
                    response.StatusCode = StatusCodes.Status304NotModified;
                else
                    await JsonAnswer.WriteAsync(response, json.Write);
                break;
            case ApiAnswer.Failure failure:
                response.StatusCode = failure.Status;
                await JsonAnswer.WriteErrorAsync(response, "error", failure.Error, failure.Code, failure.Tips);
                break;
        }
    }

    /// <summary>Tags an answer, and says whether the caller has it.</summary>
    static bool IsKnown(HttpContext http, string tag)
    {
        var quoted = $"\"{tag}\"";
        http.Response.Headers.ETag = quoted;
        // To be kept, and asked about each time.
        http.Response.Headers.CacheControl = "no-cache";
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == quoted || known.Tag == "*");
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

    /// <summary>What the JS node's web framework says of an unknown route; our code comes along in a header.</summary>
    public static Task NoRouteAsync(HttpContext http)
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
}
