using System.Text.Json;
using ComposeServer.Server.Calls;
using ComposeServer.Server.RateLimits;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary><c>POST interests</c> with <c>{sep, sepValue, controller?, streamId?}</c>: see <see cref="InterestBook"/>.</summary>
/// <param name="interests">Where it is remembered.</param>
/// <param name="limits">How much a caller may write: an interest counts as an event of nobody.</param>
sealed class PostInterest(InterestBook interests, WriteLimits limits) : IEventEndpoint
{
    public string Method => HttpMethods.Post;

    public string Route => "interests";

    public async Task<EventAnswer> AnswerAsync(HttpContext http)
    {
        if (limits.For(http).Enter() is { } tooMany)
            return EventAnswer.Failure.Of(tooMany);
        var (body, fault) = await JsonBody.ReadAsync(http);
        if (body is null)
            return EventAnswer.Failure.Of(fault!.Value);
        using (body)
        {
            if (
                !JsonBody.TryGetText(body.RootElement, "sep", out var sep)
                || !JsonBody.TryGetText(body.RootElement, "sepValue", out var value)
                || !TryGetOptional(body.RootElement, "controller", out var controller)
                || !TryGetOptional(body.RootElement, "streamId", out var stream)
            )
                return new EventAnswer.Failure(
                    "sep and sepValue are required, controller and streamId are texts where they are given",
                    ApiErrorCode.MalformedRequest
                );
            if (!EventRange.TryRead(sep, value, controller, stream, out var range, out var failure))
                return failure;
            await interests.AddAsync(range, http.RequestAborted);
            return new EventAnswer.Done();
        }
    }

    static bool TryGetOptional(JsonElement body, string name, out string? text)
    {
        text = null;
        return !body.TryGetProperty(name, out var member)
            || member.ValueKind == JsonValueKind.Null
            || JsonBody.TryGetText(body, name, out text);
    }
}

/// <summary><c>POST interests/:sep/:value</c>: the same without a body.</summary>
/// <inheritdoc cref="PostInterest"/>
sealed class PostInterestIn(InterestBook interests, WriteLimits limits) : IEventEndpoint
{
    public string Method => HttpMethods.Post;

    public string Route => "interests/{sep}/{value}";

    public async Task<EventAnswer> AnswerAsync(HttpContext http)
    {
        if (limits.For(http).Enter() is { } tooMany)
            return EventAnswer.Failure.Of(tooMany);
        if (!EventRange.TryRead(http, out var range, out var failure))
            return failure;
        await interests.AddAsync(range, http.RequestAborted);
        return new EventAnswer.Done();
    }
}

/// <summary><c>GET experimental/interests</c>: what was said to any server of the database.</summary>
sealed class GetInterests(InterestBook interests) : IEventEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "experimental/interests";

    public async Task<EventAnswer> AnswerAsync(HttpContext http)
    {
        IReadOnlyList<string> keys = interests.IsOf(http.Request.Query["peerId"])
            ? await interests.KeysAsync(http.RequestAborted)
            : [];
        return new EventAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("interests");
            foreach (var key in keys)
            {
                json.WriteStartObject();
                json.WriteString("data", key);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
