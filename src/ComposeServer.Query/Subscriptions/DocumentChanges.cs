using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Filters;
using ComposeServer.Log;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Resolvers;
using ComposeServer.Query.Subscriptions.Hub;

namespace ComposeServer.Query.Subscriptions;

/// <summary>Source of <c>nChanged</c>: changes of the documents of a model, or of all models that implement an interface.</summary>
sealed class DocumentChanges(QueryPorts ports, DocumentTypes types)
{
    /// <summary>The source for one model.</summary>
    public SubscriptionSource Of(string model)
    {
        var wanted = types.LogsOf(model);
        return async (context, cancel) =>
        {
            var filter = FilterArgument.Read(context.Arguments);
            var account = AccountOf(context);
            var start = await FeedStart.FindAsync(ports.Changes!.Feed, context, cancel);
            return FollowAsync(start, wanted, filter, account, CancellationToken.None);
        };
    }

    IAsyncEnumerable<object> FollowAsync(
        long start,
        IReadOnlySet<LogName> wanted,
        Filter? filter,
        Did? account,
        CancellationToken cancel
    ) =>
        new ChangeFollower(ports.Changes!).FollowAsync(
            start,
            [.. wanted.Select(model => ChangeKey.For(model, account, filter))],
            entry => wanted.Contains(entry.Model) && entry.Kind != EventKind.Time && entry.IsSigned,
            heard => Judge(heard, filter, account),
            cancel
        );

    /// <returns>Null for what the caller does not follow: a document of others, or one that does not match and that nobody can have seen.</returns>
    DocumentChange? Judge(DocumentEvent heard, Filter? filter, Did? account)
    {
        if (heard.State is not { } state || (account is not null && heard.Controller != account))
            return null;
        if (heard.IsThere && (filter is null || FilterMatch.Holds(filter, heard.Content)))
            return new(
                heard.Position,
                heard.IsFirst ? ChangeKind.Created : ChangeKind.Updated,
                state.Id,
                types.NodeOf(state)
            );
        return heard.IsFirst ? null : new(heard.Position, ChangeKind.Removed, state.Id, null);
    }

    static Did? AccountOf(FieldContext context) =>
        context.Arguments["account"] is not string text
            ? null
            : AccountArgument.Resolve(text, null, context)
                ?? throw new GraphQLException(
                    "The argument \"account\" names no account: it is no DID, or there is no viewer",
                    ErrorCodes.BadUserInput
                );
}
