using ComposeServer.Streams.Events;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>POST streams</c> with <c>{type, genesis, opts}</c>: takes an init event. One that is known already changes nothing.</summary>
sealed class PostStreams(EventWrites writes) : IApiEndpoint
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
            var (stream, position, refused) = await writes.SubmitAsync(blocks, null, http.RequestAborted);
            return stream?.Answer(position) ?? refused!;
        }
    }
}
