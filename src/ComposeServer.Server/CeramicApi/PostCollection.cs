using ComposeServer.Indexing.Paging;
using ComposeServer.Log.Heads;
using ComposeServer.Server.Calls;
using ComposeServer.Streams;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>POST collection</c>: a page of documents (composedb.md 9.1).</summary>
sealed class PostCollection(CollectionIndex index, CollectionRequests requests, LogStates states, StreamReads streams)
    : IApiEndpoint
{
    public string Method => HttpMethods.Post;

    public string Route => "collection";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (request, failure) = await requests.ReadAsync(http, withWindow: true);
        if (request is null)
            return failure!;
        try
        {
            var page = await index.PageAsync(request, http.RequestAborted);
            var nodes = await streams.WithLogsAsync(
                [.. page.Items.Select(item => (StreamState)states.Decode(item.Head)!)],
                http.RequestAborted
            );
            return Answer(page, nodes);
        }
        catch (CursorException error)
        {
            return new ApiAnswer.Failure(error.Message, ApiErrorCode.InvalidCursor);
        }
    }

    static ApiAnswer.Json Answer(Page page, IReadOnlyList<ServedStream> nodes) =>
        new(json =>
        {
            var cursors = page.Items.Select(item => Cursor.Print((Cursor.Exact)item.Cursor)).ToArray();
            json.WriteStartObject();
            json.WriteStartArray("edges");
            for (var i = 0; i < nodes.Count; i++)
            {
                json.WriteStartObject();
                json.WriteString("cursor", cursors[i]);
                json.WritePropertyName("node");
                nodes[i].WriteState(json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("pageInfo");
            json.WriteBoolean("hasNextPage", page.HasNext);
            json.WriteBoolean("hasPreviousPage", page.HasPrevious);
            if (cursors.Length > 0)
            {
                json.WriteString("endCursor", cursors[^1]);
                json.WriteString("startCursor", cursors[0]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });
}

/// <summary><c>POST collection/count</c>: a number of documents.</summary>
sealed class PostCollectionCount(CollectionIndex index, CollectionRequests requests) : IApiEndpoint
{
    public string Method => HttpMethods.Post;

    public string Route => "collection/count";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (request, failure) = await requests.ReadAsync(http, withWindow: false);
        if (request is null)
            return failure!;
        var count = await index.CountAsync(request, http.RequestAborted);
        return new ApiAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", count);
            json.WriteEndObject();
        });
    }
}
