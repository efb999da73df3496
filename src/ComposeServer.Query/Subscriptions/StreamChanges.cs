using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Log;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Resolvers;
using ComposeServer.Query.Subscriptions.Hub;
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
        var start = await FeedStart.FindAsync(ports.Changes!.Feed, context, cancel);
        return FollowAsync(start, id.Stream, CancellationToken.None);
    }

    IAsyncEnumerable<object> FollowAsync(long start, StreamId stream, CancellationToken cancel) =>
        new ChangeFollower(ports.Changes!).FollowAsync(
            start,
            [ChangeKey.OfLog(stream.Name)],
            entry => entry.Log == stream.Name,
            heard => new DocumentChange(
                heard.Position,
                heard.Entry.Kind == EventKind.Init ? ChangeKind.Created : ChangeKind.Updated,
                stream,
                types.NodeOf(heard.State)
            ),
            cancel
        );
}
