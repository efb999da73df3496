using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Query.Requests;

namespace ComposeServer.Server.GraphQLEndpoint.Subscriptions;

/// <summary>
/// Callers who ask the same of the same schema and begin now share one run: each answer is made once, and handed to all of them.
/// </summary>
sealed class SharedSubscriptions
{
    readonly ConcurrentDictionary<string, SharedRun> _runs = new(StringComparer.Ordinal);

    /// <summary>Runs that several may share.</summary>
    public int Runs => _runs.Count;

    /// <summary>Answers of a run, begun if nobody asks the same yet.</summary>
    /// <param name="key">See <see cref="KeyOf"/>.</param>
    /// <param name="run">The answers, should it be begun.</param>
    /// <param name="kind">What a listener must get.</param>
    /// <param name="cancel">Ends it.</param>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> AnswersAsync(
        string key,
        IAsyncEnumerable<ReadOnlyMemory<byte>> run,
        SharedRunKind kind,
        CancellationToken cancel
    )
    {
        SharedRun.Listener? listener;
        // One that was over just now is no longer in the table.
        while (!_runs.GetOrAdd(key, _ => new SharedRun(kind)).TryJoin(run, () => Forget(key), out listener))
            continue;
        return ListenAsync(listener, cancel);
    }

    /// <summary>What must be the same to share a run.</summary>
    /// <param name="served">The schema.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="viewer">Who asks.</param>
    public static string KeyOf(ServedComposite served, GraphQLRequest request, Viewer viewer)
    {
        var variables = request.Variables is { } json ? Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(json)) : "";
        return string.Join(
            '\0',
            RuntimeHelpers.GetHashCode(served.Executor),
            served.Sdl.ETag,
            Encoding.UTF8.GetString(request.Query.Span),
            request.OperationName,
            variables,
            viewer.Did?.Text,
            viewer.IsAuthenticated
        );
    }

    static async IAsyncEnumerable<ReadOnlyMemory<byte>> ListenAsync(
        SharedRun.Listener listener,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using (listener)
            await foreach (var answer in listener.AnswersAsync(cancel))
                yield return answer;
    }

    void Forget(string key) => _runs.TryRemove(key, out _);
}
