using System.Text.Json;
using ComposeServer.Log;
using ComposeServer.Server.Calls;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>
/// <c>POST multiqueries</c> with <c>{queries: [{streamId, genesis?, opts?}], timeout?}</c>: a map of states. A query that fails, or has no answer
/// within <c>timeout</c> milliseconds, is left out. A genesis that comes along is taken if its stream is not here yet: so deterministic documents come to be.
/// </summary>
sealed class PostMultiqueries(StreamReads streams, EventWrites writes) : IApiEndpoint
{
    /// <summary>Queries of one request.</summary>
    public const int QueriesMax = 1000;

    /// <summary>Queries that are read at once: what they ask of the database goes together.</summary>
    const int AtOnceMax = 16;

    const int TimeoutMsDefault = 30_000;

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
            var answers = await AnswerAsync([.. queries.EnumerateArray()], TimeoutOf(body.RootElement), http);
            return new ApiAnswer.Json(json =>
            {
                json.WriteStartObject();
                foreach (var (key, stream) in answers)
                {
                    json.WritePropertyName(key);
                    stream.WriteState(json);
                }

                json.WriteEndObject();
            });
        }
    }

    static TimeSpan TimeoutOf(JsonElement body) =>
        TimeSpan.FromMilliseconds(
            body.TryGetProperty("timeout", out var member)
            && member.ValueKind == JsonValueKind.Number
            && member.TryGetInt32(out var timeout)
            && timeout > 0
                ? timeout
                : TimeoutMsDefault
        );

    async Task<IReadOnlyDictionary<string, ServedStream>> AnswerAsync(
        JsonElement[] queries,
        TimeSpan timeout,
        HttpContext http
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        end.CancelAfter(timeout);
        var answers = new (string Key, ServedStream Stream)?[queries.Length];
        try
        {
            await Parallel.ForAsync(
                0,
                queries.Length,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = end.Token },
                async (i, cancel) => answers[i] = await AnswerAsync(queries[i], http, cancel)
            );
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            // What has no answer by now is left out, like what fails.
        }

        var found = new Dictionary<string, ServedStream>();
        foreach (var answer in answers)
            if (answer is var (key, stream))
                found[key] = stream;
        return found;
    }

    async Task<(string Key, ServedStream Stream)?> AnswerAsync(
        JsonElement query,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (!ApiRequest.TryGetText(query, "streamId", out var text) && !ApiRequest.TryGetText(query, "docId", out text))
            return null;
        if (!StreamRef.TryFind(text, out var id, out _))
            return null;
        if (id.Commit is null && WriteOptions.AtTimeSeconds(query) is { } at)
            return await streams.FindAtTimeAsync(id.Stream, at, cancel) is { } then
                ? (id.Stream.At(then.State.Tip).ToString(), then)
                : null;
        var found = await streams.FindAsync(id, cancel) ?? await BeginAsync(id, query, http);
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
