using System.Runtime.CompilerServices;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Log;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Resolvers;
using ComposeServer.Streams;

namespace ComposeServer.Query.Subscriptions;

/// <summary>Source of <c>streamChanged</c>: every event of one stream, anchors too.</summary>
sealed class StreamChanges(QueryPorts ports, DocumentTypes types)
{
    /// <summary>Opens it.</summary>
    public async ValueTask<IAsyncEnumerable<object>> OpenAsync(FieldContext context, CancellationToken cancel)
    {
        var text = (string)context.Arguments["id"]!;
        if (!StreamRef.TryFind(text, out var id, out var error))
            throw new GraphQLException(error, ErrorCodes.BadUserInput);
        var start = await FeedStart.FindAsync(ports.Feed!, context.Arguments["after"] as string, cancel);
        return FollowAsync(start, id.Stream, CancellationToken.None);
    }

    async IAsyncEnumerable<object> FollowAsync(
        FeedStart start,
        StreamId stream,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var batches = start.FollowAsync(entry => entry.Log == stream.Name, cancel);
        await foreach (var batch in batches)
        {
            var node = types.NodeOf(await ports.States.FindAsync(stream.Name, cancel));
            foreach (var entry in batch)
                yield return new DocumentChange(
                    entry.Position,
                    entry.Kind == EventKind.Init ? ChangeKind.Created : ChangeKind.Updated,
                    stream,
                    node
                );
        }
    }
}
