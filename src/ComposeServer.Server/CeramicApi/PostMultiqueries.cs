using System.Text.Json;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>
/// <c>POST multiqueries</c> with <c>{queries: [{streamId, genesis?, opts?}]}</c>: a map of states. A query that fails is left out. A
/// genesis that comes along is taken if its stream is not here yet: so deterministic documents come to be.
/// </summary>
sealed class PostMultiqueries(StreamReads streams, EventWrites writes) : IApiEndpoint
{
    /// <summary>Queries of one request.</summary>
    public const int QueriesMax = 1000;

    public string Method => HttpMethods.Post;

    public string Route => "multiqueries";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (body, failure) = await ApiRequest.ReadAsync(http);
        if (body is null)
            return failure!;
        using (body)
        {
            if (
                !body.RootElement.TryGetProperty("queries", out var queries)
                || queries.ValueKind != JsonValueKind.Array
            )
                return new ApiAnswer.Failure("queries must be an array", ApiErrorCode.MalformedRequest);
            if (queries.GetArrayLength() > QueriesMax)
                return new ApiAnswer.Failure(
                    $"at most {QueriesMax} queries in one request",
                    ApiErrorCode.MalformedRequest
                );
            var found = new Dictionary<string, ServedStream>();
            foreach (var query in queries.EnumerateArray())
                if (await AnswerAsync(query, http) is var (key, stream))
                    found[key] = stream;
            return new ApiAnswer.Json(json =>
            {
                json.WriteStartObject();
                foreach (var (key, stream) in found)
                {
                    json.WritePropertyName(key);
                    stream.WriteState(json);
                }

                json.WriteEndObject();
            });
        }
    }

    async Task<(string Key, ServedStream Stream)?> AnswerAsync(JsonElement query, HttpContext http)
    {
        if (!ApiRequest.TryGetText(query, "streamId", out var text) && !ApiRequest.TryGetText(query, "docId", out text))
            return null;
        if (!StreamRef.TryFind(text, out var id, out _))
            return null;
        if (id.Commit is null && WriteOptions.AtTimeSeconds(query) is { } at)
            return await streams.FindAtTimeAsync(id.Stream, at, http.RequestAborted) is { } then
                ? (id.Stream.At(then.State.Tip).ToString(), then)
                : null;
        var found = await streams.FindAsync(id, http.RequestAborted) ?? await BeginAsync(id, query, http);
        return found is null ? null : (id.ToString(), found);
    }

    async Task<ServedStream?> BeginAsync(StreamRef id, JsonElement query, HttpContext http)
    {
        if (!query.TryGetProperty("genesis", out var genesis) || !HttpEvents.TryRead(genesis, out var blocks, out _))
            return null;
        LogName name = id.Stream.Name;
        var (stream, _, _) = await writes.SubmitAsync(blocks, name, WriteOptions.Of(query), http);
        return stream;
    }
}
