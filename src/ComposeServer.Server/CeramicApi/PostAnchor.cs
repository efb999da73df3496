using ComposeServer.Server.Calls;
using ComposeServer.Server.Host;
using ComposeServer.Streams;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>
/// <c>POST streams/:id/anchor</c>: asks for the anchor of a stream's tip, and answers with the number of its status. A tip that is anchored, or
/// that somebody asked for already, is left as it is. Where nobody anchors the answer is that nobody was asked.
/// </summary>
sealed class PostAnchor(StreamReads streams, InMemoryAnchoring? anchoring, TimeProvider clock) : IApiEndpoint
{
    /// <summary>A tip that moves between reading and asking is read again.</summary>
    const int TriesMax = 4;

    public string Method => HttpMethods.Post;

    public string Route => "streams/{id}/anchor";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        if (!StreamRef.TryFind(StreamRoute.TextIn(http), out var named, out var error))
            return new ApiAnswer.Failure(error, ApiErrorCode.InvalidStreamId);
        var id = new StreamRef(named.Stream, null);
        for (var tries = 1; ; tries++)
        {
            if (await streams.FindAsync(id, http.RequestAborted) is not { } stream)
                return StreamRoute.NotFound(id);
            if (!IsToBeAsked(stream))
                return Answer(id.Stream, stream.Status);
            if (await AskAsync(stream, http.RequestAborted))
                return Answer(id.Stream, AnchorStatus.Pending);
            if (tries == TriesMax)
                return Answer(id.Stream, stream.Status);
        }
    }

    /// <summary>A first event that anyone could have made in anyone's name is not anchored (design.md 10).</summary>
    bool IsToBeAsked(ServedStream stream) =>
        anchoring is not null
        && stream.Status is AnchorStatus.NotRequested or AnchorStatus.Failed
        && (stream.State.HasSignedEvent || stream.State.Height > 1);

    async Task<bool> AskAsync(ServedStream stream, CancellationToken cancel)
    {
        var isAsked = await anchoring!.Requests.AskAsync(
            stream.State.Name,
            stream.State.Tip,
            clock.GetUtcNow(),
            cancel
        );
        if (isAsked)
            anchoring.Wake(1);
        return isAsked;
    }

    static ApiAnswer.Json Answer(StreamId id, AnchorStatus status) =>
        new(json =>
        {
            json.WriteStartObject();
            json.WriteString("streamId", id.ToString());
            json.WriteNumber("anchorStatus", (int)status);
            json.WriteEndObject();
        });
}
