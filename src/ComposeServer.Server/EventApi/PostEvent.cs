using ComposeServer.Ipld;
using ComposeServer.Log.Intake;
using ComposeServer.Server.Calls;
using ComposeServer.Streams.Events;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary><c>POST events</c> with <c>{data, ifTip}</c>: takes one event, a CAR as multibase text (ceramic.md 9.1). The tip is ours.</summary>
/// <remarks>Base36 and base58btc are for names: a text of more than 4,096 letters in them does not read.</remarks>
sealed class PostEvent(EventSubmission events) : IEventEndpoint
{
    public string Method => HttpMethods.Post;

    public string Route => "events";

    public async Task<EventAnswer> AnswerAsync(HttpContext http)
    {
        var (body, fault) = await JsonBody.ReadAsync(http);
        if (body is null)
            return EventAnswer.Failure.Of(fault!.Value);
        using (body)
        {
            if (!JsonBody.TryGetText(body.RootElement, "data", out var text))
                return new EventAnswer.Failure(
                    "data is required: the CAR of an event as multibase text",
                    ApiErrorCode.MalformedRequest
                );
            if (!Multibase.TryDecode(text, out var bytes))
                return new EventAnswer.Failure("data is not multibase text", RefusalCode.Malformed);
            if (TipClaim.Read(body.RootElement, out var tip) is { } unreadable)
                return EventAnswer.Failure.Of(unreadable);
            return EventCar.TryRead(bytes, out var carried, out var refusal)
                ? await events.SubmitAsync(carried, tip, http)
                : EventAnswer.Failure.Of(refusal);
        }
    }
}
