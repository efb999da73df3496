using System.Buffers;
using ComposeServer.GraphQL.Operations;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Executes the selection of a subscription for one event; a host's may look at how long it takes.</summary>
/// <param name="request">With the event as <see cref="GraphQLRequest.RootValue"/>.</param>
/// <param name="state">Handed to the resolvers.</param>
/// <param name="output">Gets one JSON object.</param>
/// <param name="cancel">Fires when nobody listens any more.</param>
public delegate ValueTask<ExecutionSummary> EventExecution(
    GraphQLRequest request,
    object? state,
    IBufferWriter<byte> output,
    CancellationToken cancel
);
