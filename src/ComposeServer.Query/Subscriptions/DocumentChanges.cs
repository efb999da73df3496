using System.Runtime.CompilerServices;
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

    async IAsyncEnumerable<object> FollowAsync(
        long start,
        IReadOnlySet<LogName> wanted,
        Filter? filter,
        Did? account,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var events = new ChangeFollower(ports.Changes!).FollowAsync(
            start,
            [.. wanted.Select(model => ChangeKey.For(model, account, filter))],
            entry => wanted.Contains(entry.Model) && entry.Kind != EventKind.Time && entry.IsSigned,
            heard => Kind(heard, filter, account) is not null,
            cancel
        );
        await foreach (var heard in events)
        {
            var kind = Kind(heard, filter, account)!.Value;
            var node = kind == ChangeKind.Removed ? null : types.NodeOf(heard.State);
            yield return new DocumentChange(heard.Position, kind, heard.State!.Id, node);
        }
    }

    /// <returns>Null for what the caller does not follow: a document of others, or one that does not match and that nobody can have seen.</returns>
    static ChangeKind? Kind(DocumentEvent heard, Filter? filter, Did? account)
    {
        if (heard.State is null || (account is not null && heard.Controller != account))
            return null;
        if (heard.IsThere && (filter is null || FilterMatch.Holds(filter, heard.Content)))
            return heard.IsFirst ? ChangeKind.Created : ChangeKind.Updated;
        return heard.IsFirst ? null : ChangeKind.Removed;
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
