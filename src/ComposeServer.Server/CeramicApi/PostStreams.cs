using System.Text.Json;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Pins;
using ComposeServer.Server.Calls;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>POST streams</c> with <c>{type, genesis, opts}</c>: takes an init event of that type. One that is known already changes nothing.</summary>
sealed class PostStreams(EventWrites writes, IPinStore pins, TimeProvider clock) : IApiEndpoint
{
    public string Method => HttpMethods.Post;

    public string Route => "streams";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (body, failure) = await ApiRequest.ReadAsync(http);
        if (body is null)
            return failure!;
        using (body)
        {
            if (!body.RootElement.TryGetProperty("genesis", out var genesis))
                return new ApiAnswer.Failure(
                    "genesis is required in order to create a stream",
                    ApiErrorCode.MalformedRequest
                );
            if (!HttpEvents.TryRead(genesis, out var blocks, out var refusal))
                return new ApiAnswer.Failure(refusal.Detail, refusal.Code);
            if (!TryGetType(body.RootElement, out var type))
                return new ApiAnswer.Failure("type must be the number of a stream type", ApiErrorCode.MalformedRequest);
            LogName? named = type is { } asked ? new StreamId(asked, blocks.Event.Cid).Name : null;
            if (WriteOptions.Read(body.RootElement, out var options) is { } unreadable)
                return unreadable;
            var (stream, position, refused) = await writes.SubmitAsync(blocks, named, options, http);
            if (refused is ApiAnswer.Failure { Code: RefusalCode.WrongStream } wrong)
                return wrong with { Error = $"The genesis does not begin a stream of type {(ulong)type!}" };
            if (stream is null)
                return refused!;
            // What is indexed stays all the same.
            if (position is not null && WriteOptions.SaysNotToPin(body.RootElement))
                await pins.UnpinAsync(stream.State.Name, clock.GetUtcNow(), http.RequestAborted);
            return stream.Answer(position);
        }
    }

    /// <summary>The type that the caller says the stream has; null when it does not say.</summary>
    static bool TryGetType(JsonElement body, out StreamType? type)
    {
        type = null;
        if (!body.TryGetProperty("type", out var value))
            return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetUInt64(out var number))
            return false;
        type = (StreamType)number;
        return true;
    }
}
