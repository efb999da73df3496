using System.Runtime.CompilerServices;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Filters;
using ComposeServer.Log;
using ComposeServer.Log.Feed;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Resolvers;
using ComposeServer.Streams;

namespace ComposeServer.Query.Subscriptions;

/// <summary>Source of <c>nChanged</c>: changes of the documents of a model, or of all models that implement an interface.</summary>
/// <remarks>One statement reads the states of all documents of a batch of events, whatever the number of callers.</remarks>
sealed class DocumentChanges(QueryPorts ports, DocumentTypes types)
{
    /// <summary>The source for one model.</summary>
    public SubscriptionSource Of(string model)
    {
        var wanted = LogNamesOf(model);
        return async (context, cancel) =>
        {
            var filter = FilterArgument.Read(context.Arguments);
            var account = AccountOf(context);
            var start = await FeedStart.FindAsync(ports.Feed!, context.Arguments["after"] as string, cancel);
            return FollowAsync(start, wanted, filter, account, CancellationToken.None);
        };
    }

    async IAsyncEnumerable<object> FollowAsync(
        FeedStart start,
        HashSet<LogName> wanted,
        Filter? filter,
        Did? account,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var batches = start.FollowAsync(
            entry => wanted.Contains(entry.Model) && entry.Kind != EventKind.Time && entry.IsSigned,
            cancel
        );
        await foreach (var batch in batches)
        {
            var states = await ports.States.FindAsync([.. batch.Select(entry => entry.Log).Distinct()], cancel);
            foreach (var entry in batch)
                if (
                    types.NodeOf(states.GetValueOrDefault(entry.Log)) is { } node
                    && (account is null || node.State.Controller == account)
                    && Judge(entry, node, filter) is { } change
                )
                    yield return change;
        }
    }

    /// <returns>Null for a document that does not match and that nobody can have seen.</returns>
    static DocumentChange? Judge(FeedEntry entry, DocumentNode node, Filter? filter)
    {
        var isFirst = entry.Kind == EventKind.Init || entry.FollowsUnsignedInit;
        var isThere =
            !node.State.Content.IsNull
            && node.State.ShouldIndex != false
            && (filter is null || FilterMatch.Holds(filter, node.Content));
        if (isThere)
            return new(entry.Position, isFirst ? ChangeKind.Created : ChangeKind.Updated, node.State.Id, node);
        return isFirst ? null : new(entry.Position, ChangeKind.Removed, node.State.Id, null);
    }

    static Did? AccountOf(FieldContext context) =>
        context.Arguments["account"] is not string text
            ? null
            : AccountArgument.Resolve(text, null, context)
                ?? throw new GraphQLException(
                    "The argument \"account\" names no account: it is no DID, or there is no viewer",
                    ErrorCodes.BadUserInput
                );

    HashSet<LogName> LogNamesOf(string model)
    {
        var definition = types.Definition;
        var own = definition.Models[model];
        return
        [
            .. definition
                .Models.Where(entry =>
                    entry.Key == model || (own.IsInterface && entry.Value.Implements.Contains(own.Id))
                )
                .Select(entry => StreamId.TryParse(entry.Value.Id, out var id) ? id.Name : default)
                .Where(name => !name.IsEmpty),
        ];
    }
}
