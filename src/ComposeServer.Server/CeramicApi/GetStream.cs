using ComposeServer.Streams;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>GET streams/:id</c>: state of a stream, or of a stream at a commit.</summary>
sealed class GetStream(StreamReads streams) : IApiEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "streams/{id}";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (found, failure) = await StreamRoute.FindAsync(http, streams);
        return found?.Answer() ?? failure!;
    }
}

/// <summary><c>GET streams/:id/content</c>: the content alone.</summary>
sealed class GetStreamContent(StreamReads streams) : IApiEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "streams/{id}/content";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (found, failure) = await StreamRoute.FindAsync(http, streams);
        return found is null ? failure! : new ApiAnswer.Json(found.State.Content.WriteTo);
    }
}

/// <summary>Finds the stream that a route names.</summary>
static class StreamRoute
{
    /// <summary>The last part of the path, with the slashes that routing leaves escaped: an id may come as <c>ceramic://…</c>.</summary>
    public static string TextIn(HttpContext http) =>
        ((string)http.Request.RouteValues["id"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    public static async Task<(ServedStream? Found, ApiAnswer? Failure)> FindAsync(HttpContext http, StreamReads streams)
    {
        var text = StreamRoute.TextIn(http);
        if (!StreamRef.TryFind(text, out var id, out var error))
            return (null, new ApiAnswer.Failure(error, ApiErrorCode.InvalidStreamId));
        var found = await streams.FindAsync(id, http.RequestAborted);
        return found is null ? (null, NotFound(id)) : (found, null);
    }

    public static ApiAnswer.Failure NotFound(StreamRef id) =>
        id.Commit is { } commit
            ? new($"Commit {commit} of stream {id.Stream} is not known to this node", ApiErrorCode.CommitNotFound)
            : new($"Stream {id.Stream} is not known to this node", ApiErrorCode.StreamNotFound);
}
