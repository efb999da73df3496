using ComposeServer.Server.Calls;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>POST commits</c> with <c>{streamId, commit, opts}</c>: takes a data event.</summary>
sealed class PostCommits(EventWrites writes) : IApiEndpoint
{
    public string Method => HttpMethods.Post;

    public string Route => "commits";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (body, failure) = await ApiRequest.ReadAsync(http);
        if (body is null)
            return failure!;
        using (body)
        {
            // Ancient clients say docId.
            if (
                (
                    !ApiRequest.TryGetText(body.RootElement, "streamId", out var text)
                    && !ApiRequest.TryGetText(body.RootElement, "docId", out text)
                ) || !body.RootElement.TryGetProperty("commit", out var commit)
            )
                return new ApiAnswer.Failure(
                    "streamId and commit are required in order to apply commit",
                    ApiErrorCode.MalformedRequest
                );
            if (!StreamRef.TryFind(text, out var id, out var error))
                return new ApiAnswer.Failure(error, ApiErrorCode.InvalidStreamId);
            if (!HttpEvents.TryRead(commit, out var blocks, out var refusal))
                return new ApiAnswer.Failure(refusal.Detail, refusal.Code);
            if (WriteOptions.Read(body.RootElement, out var options) is { } unreadable)
                return unreadable;
            var (stream, position, refused) = await writes.SubmitAsync(blocks, id.Stream.Name, options, http);
            return stream?.Answer(position) ?? refused!;
        }
    }
}
