using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Query.Requests;

namespace ComposeServer.Server.GraphQLEndpoint.Subscriptions;

/// <summary>
/// Callers who ask the same of the same schema and begin now share one run: each event is executed once, and its answer is handed to all
/// of them. Who resumes behind an earlier position runs alone.
/// </summary>
sealed class SharedSubscriptions
{
    readonly ConcurrentDictionary<string, SharedRun> _runs = new(StringComparer.Ordinal);

    /// <summary>Runs that several may share.</summary>
    public int Runs => _runs.Count;

    /// <summary>Answers of a subscription.</summary>
    /// <param name="served">The schema.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="viewer">Who asks; part of what must be the same.</param>
    /// <param name="subscription">As the engine opened it.</param>
    /// <param name="cancel">Ends it.</param>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> AnswersAsync(
        ServedComposite served,
        GraphQLRequest request,
        Viewer viewer,
        Subscription subscription,
        CancellationToken cancel
    )
    {
        if (subscription.Arguments["after"] is not null)
            return subscription.Answers;
        var key = KeyOf(served, request, viewer);
        SharedRun.Listener? listener;
        // One that was over just now is no longer in the table.
        while (
            !_runs.GetOrAdd(key, _ => new SharedRun()).TryJoin(subscription.Answers, () => Forget(key), out listener)
        )
            continue;
        return ListenAsync(listener, cancel);
    }

    static async IAsyncEnumerable<ReadOnlyMemory<byte>> ListenAsync(
        SharedRun.Listener listener,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using (listener)
            await foreach (var answer in listener.Answers.ReadAllAsync(cancel))
                yield return answer;
    }

    void Forget(string key) => _runs.TryRemove(key, out _);

    static string KeyOf(ServedComposite served, GraphQLRequest request, Viewer viewer)
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
}
