using System.Globalization;
using ComposeServer.Server.Calls;
using ComposeServer.Streams;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>GET streams/:id</c>: state of a stream, or of a stream at a commit, or as it was proven to be at a time.</summary>
sealed class GetStream(StreamReads streams) : IApiEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "streams/{id}";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (found, failure) = await StreamRoute.FindAsync(http, streams);
        return found is null ? failure! : found.Answer() with { Tag = found.Tag };
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
        return found is null ? failure! : new ApiAnswer.Json(found.State.Content.WriteTo) { Tag = found.Tag };
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
        if (!TryGetTime(http, out var at))
            return (null, new ApiAnswer.Failure("atTime must be seconds of Unix time", ApiErrorCode.MalformedRequest));
        var found =
            id.Commit is null && at is { } seconds
                ? await streams.FindAtTimeAsync(id.Stream, seconds, http.RequestAborted)
                : await streams.FindAsync(id, http.RequestAborted);
        return found is null ? (null, NotFound(id)) : (found, null);
    }

    /// <summary>The option <c>atTime</c>; null when it is not said.</summary>
    static bool TryGetTime(HttpContext http, out long? at)
    {
        at = null;
        if (http.Request.Query["atTime"] is not [{ Length: > 0 } text])
            return true;
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        at = seconds;
        return isNumber;
    }

    public static ApiAnswer.Failure NotFound(StreamRef id) =>
        id.Commit is { } commit
            ? new($"Commit {commit} of stream {id.Stream} is not known to this node", ApiErrorCode.CommitNotFound)
            : new($"Stream {id.Stream} is not known to this node", ApiErrorCode.StreamNotFound);
}
