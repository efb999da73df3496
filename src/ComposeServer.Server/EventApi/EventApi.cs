using System.Diagnostics;
using System.Globalization;
using ComposeServer.Server.Calls;
using ComposeServer.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ComposeServer.Server.EventApi;

/// <summary>The API of ceramic-one under <c>/ceramic</c> (CIP-137, ceramic.md 9): routes, answers, and what becomes of faults.</summary>
sealed class EventApi(IEnumerable<IEventEndpoint> endpoints, CallGuard guard)
{
    /// <summary>Where the API is mounted.</summary>
    public const string Base = "/ceramic";

    /// <summary>Carries our code where a body has no place for it.</summary>
    const string CodeHeader = "ComposeServer-Code";

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var endpoint in endpoints)
            routes.MapMethods($"{Base}/{endpoint.Route}", [endpoint.Method], http => HandleAsync(endpoint, http));
    }

    async Task HandleAsync(IEventEndpoint endpoint, HttpContext http)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await guard.RunAsync<EventAnswer>(http, endpoint.AnswerAsync, EventAnswer.Failure.Of);
        await WriteAsync(http.Response, answer);
        if (answer is EventAnswer.Failure { Code: var code })
            ServerDiagnostics.CountError("events", code);
        ServerDiagnostics.RecordCall(endpoint.Method, $"{Base[1..]}/{endpoint.Route}", began);
    }

    static async Task WriteAsync(HttpResponse response, EventAnswer answer)
    {
        switch (answer)
        {
            case EventAnswer.Json json:
                await JsonAnswer.WriteAsync(response, json.Write);
                break;
            case EventAnswer.Done done:
                response.StatusCode = StatusCodes.Status204NoContent;
                if (done.Position is { } position)
                    response.Headers[CeramicApi.CeramicApi.PositionHeader] = position.ToString(
                        CultureInfo.InvariantCulture
                    );
                break;
            case EventAnswer.Absent absent:
                response.StatusCode = StatusCodes.Status404NotFound;
                response.ContentType = "text/plain; charset=utf-8";
                response.Headers[CodeHeader] = absent.Code;
                await response.WriteAsync(absent.Text);
                break;
            case EventAnswer.Failure failure:
                response.StatusCode = failure.Status;
                await JsonAnswer.WriteErrorAsync(response, "message", failure.Message, failure.Code, failure.Tips);
                break;
        }
    }
}
