using System.Buffers;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Query.Mutations;
using ComposeServer.Query.Requests;
using ComposeServer.Server.Operations;

namespace ComposeServer.Server.GraphQLEndpoint.Subscriptions;

/// <summary>Opens subscriptions for all transports.</summary>
/// <param name="shared">Lets those who ask alike share a run.</param>
/// <param name="open">Counts subscriptions.</param>
sealed class SubscriptionService(SharedSubscriptions shared, OpenCount open)
{
    /// <summary>Opens one.</summary>
    /// <param name="served">The schema.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="request">With its text; a subscription.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Its answers; null, and the only answer, when it is refused.</returns>
    public async ValueTask<(IAsyncEnumerable<ReadOnlyMemory<byte>>? Answers, ReadOnlyMemory<byte> Refusal)> OpenAsync(
        ServedComposite served,
        Viewer viewer,
        GraphQLRequest request,
        CancellationToken cancel
    )
    {
        var output = new ArrayBufferWriter<byte>(256);
        var (subscription, _) = await served.Executor.SubscribeAsync(request, StateOf, output, cancel);
        return subscription is null
            ? (null, output.WrittenMemory)
            : (open.WhileAsync(shared.AnswersAsync(served, request, viewer, subscription, cancel), cancel), default);

        // Subscriptions read; there is nothing to sign.
        object StateOf() => new QueryRequest { Viewer = viewer, Signing = new Signing.Nobody() };
    }
}
