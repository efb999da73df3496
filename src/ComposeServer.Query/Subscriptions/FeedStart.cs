using System.Globalization;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Log.Feed;
using ComposeServer.Query.Requests;

namespace ComposeServer.Query.Subscriptions;

/// <summary>Where a subscription begins: behind the position that its caller saw last, or at which it was handed over; else now.</summary>
static class FeedStart
{
    /// <summary>Finds it, and notes it in the request.</summary>
    /// <exception cref="GraphQLException"><c>INVALID_CURSOR</c>: no position, or one that is not there yet.</exception>
    public static async ValueTask<long> FindAsync(LogFeed feed, FieldContext context, CancellationToken cancel)
    {
        var request = context.StateAs<QueryRequest>();
        if (request.FeedPosition is { } handedOver)
            return handedOver;
        var now = await feed.ReadPositionAsync(cancel);
        var start = context.Arguments["after"] is string after ? Read(after, now) : now;
        request.FeedPosition = start;
        return start;
    }

    static long Read(string after, long now)
    {
        if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            throw new GraphQLException("The argument \"after\" is not a position", ErrorCodes.InvalidCursor);
        return position <= now
            ? position
            : throw new GraphQLException(
                "The position in \"after\" is not of this database: nothing stands there yet",
                ErrorCodes.InvalidCursor
            );
    }
}
