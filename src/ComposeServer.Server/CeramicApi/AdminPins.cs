using ComposeServer.Log.Heads;
using ComposeServer.Log.Pins;
using ComposeServer.Server.Calls;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>GET admin/pins</c>: the streams that must stay.</summary>
sealed class GetPins(AdminDoor door, IPinStore pins) : IApiEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "admin/pins";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        if (door.CheckHeader(http, PinRoute.Signed).Failure is { } failure)
            return failure;
        var ids = new List<string>();
        await foreach (var name in pins.ListPinnedAsync(http.RequestAborted))
            if (StreamId.TryRead(name, out var id))
                ids.Add(id.ToString());
        return PinRoute.Pinned(ids);
    }
}

/// <summary><c>GET admin/pins/:id</c>: the stream, if it must stay.</summary>
sealed class GetPin(AdminDoor door, IPinStore pins) : IApiEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "admin/pins/{id}";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        if (!PinRoute.TryEnter(http, door, out var id, out var failure))
            return failure!;
        return PinRoute.Pinned(await pins.IsPinnedAsync(id.Name, http.RequestAborted) ? [id.ToString()] : []);
    }
}

/// <summary><c>POST admin/pins/:id</c>: makes a stream stay.</summary>
sealed class PostPin(AdminDoor door, IPinStore pins) : IApiEndpoint
{
    public string Method => HttpMethods.Post;

    public string Route => "admin/pins/{id}";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        if (!PinRoute.TryEnter(http, door, out var id, out var failure))
            return failure!;
        return await pins.PinAsync(id.Name, http.RequestAborted)
            ? PinRoute.IsPinned(id, true)
            : StreamRoute.NotFound(new(id, null));
    }
}

/// <summary><c>DELETE admin/pins/:id</c>: lets a stream go.</summary>
sealed class DeletePin(AdminDoor door, IPinStore pins, LogStates states, TimeProvider clock) : IApiEndpoint
{
    public string Method => HttpMethods.Delete;

    public string Route => "admin/pins/{id}";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        if (!PinRoute.TryEnter(http, door, out var id, out var failure))
            return failure!;
        return await pins.UnpinAsync(id.Name, clock.GetUtcNow(), http.RequestAborted) switch
        {
            UnpinResult.Unpinned => PinRoute.IsPinned(id, false),
            UnpinResult.Indexed => new ApiAnswer.Failure(
                $"Cannot unpin actively indexed stream ({id}){await ModelAsync(id, http.RequestAborted)}",
                ApiErrorCode.StreamIndexed
            ),
            _ => StreamRoute.NotFound(new(id, null)),
        };
    }

    /// <summary>The indexed model of a document, as the old node says it; nothing for a model.</summary>
    async Task<string> ModelAsync(StreamId id, CancellationToken cancel) =>
        await states.FindAsync(id.Name, cancel) is DocumentState document ? $" with model: {document.ModelId}" : "";
}

/// <summary>What the calls about pins share (ceramic.md 8.2, 8.3).</summary>
static class PinRoute
{
    /// <summary>The path that administrators sign, without the id.</summary>
    public const string Signed = "/api/v0/admin/pins";

    public static bool TryEnter(HttpContext http, AdminDoor door, out StreamId id, out ApiAnswer? failure)
    {
        id = default;
        failure = door.CheckHeader(http, Signed).Failure;
        if (failure is not null)
            return false;
        if (StreamId.TryFind(StreamRoute.TextIn(http), out id, out var error))
            return true;
        failure = new ApiAnswer.Failure(error, ApiErrorCode.InvalidStreamId);
        return false;
    }

    public static ApiAnswer.Json Pinned(IEnumerable<string> ids) =>
        new(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("pinnedStreamIds");
            foreach (var id in ids)
                json.WriteStringValue(id);
            json.WriteEndArray();
            json.WriteEndObject();
        });

    public static ApiAnswer.Json IsPinned(StreamId id, bool isPinned) =>
        new(json =>
        {
            json.WriteStartObject();
            json.WriteString("streamId", id.ToString());
            json.WriteBoolean("isPinned", isPinned);
            json.WriteEndObject();
        });
}
