using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Paging;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Plan;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;

namespace ComposeServer.Query.Resolvers;

/// <summary>Fields of an account that lead to documents (composedb.md 7.2, 8.3).</summary>
sealed class AccountResolvers(DocumentTypes types, DocumentSets sets, DocumentLoads loads)
{
    public FieldResolver Data(AccountDataEntry entry) =>
        new PlannedBatch(
            new FieldRole.AccountData(entry),
            entry switch
            {
                AccountDataEntry.Connection => (batch, cancel) =>
                    sets.PagesAsync(batch, entry.Model, null, true, Controllers(batch), cancel),
                AccountDataEntry.Account account => (batch, cancel) =>
                    sets.PagesAsync(batch, entry.Model, FieldOf(account), false, Related(batch), cancel),
                AccountDataEntry.Node => (batch, cancel) =>
                    LookUpAsync(batch, account => SingleId(entry, account), cancel),
                AccountDataEntry.Set => (batch, cancel) =>
                    LookUpAsync(batch, account => SetId(entry, account, batch), cancel),
                AccountDataEntry.AccountSet set => (batch, cancel) =>
                    LookUpAsync(batch, account => AccountSetId(set, account, batch), cancel),
                _ => throw new InvalidOperationException("an account field has a kind that does not exist"),
            }
        );

    public FieldResolver Count(AccountDataEntry entry) =>
        new PlannedBatch(
            new FieldRole.AccountCount(entry),
            entry is AccountDataEntry.Account account
                ? (batch, cancel) =>
                    sets.CountsAsync(batch, entry.Model, FieldOf(account), false, Related(batch), cancel)
                : (batch, cancel) => sets.CountsAsync(batch, entry.Model, null, true, Controllers(batch), cancel)
        );

    static RelationField FieldOf(AccountDataEntry.Account entry) => new(entry.Property, ColumnKind.Account);

    static PageParent?[] Controllers(FieldBatch batch) =>
        [
            .. batch
                .Parents.Cast<AccountNode>()
                .Select(account => DidOf(account) is { } did ? new PageParent(null, did) : null),
        ];

    static PageParent?[] Related(FieldBatch batch) =>
        [.. batch.Parents.Cast<AccountNode>().Select(account => new PageParent(account.Did, null))];

    async ValueTask LookUpAsync(FieldBatch batch, Func<AccountNode, StreamId?> idOf, CancellationToken cancel)
    {
        var ids = batch.Parents.Cast<AccountNode>().Select(idOf).ToArray();
        var found = await loads.DeterministicAsync([.. ids.OfType<StreamId>().Distinct()], batch, cancel);
        for (var i = 0; i < ids.Length; i++)
            batch.SetResult(i, ids[i] is { } id ? found.GetValueOrDefault(id) : null);
    }

    StreamId? SingleId(AccountDataEntry entry, AccountNode account) =>
        DidOf(account) is { } did
            ? DocumentEvents.NameOf(DocumentEvents.SingleInit(types.IdOf(entry.Model), did))
            : null;

    StreamId? SetId(AccountDataEntry entry, AccountNode account, FieldBatch batch) =>
        DidOf(account) is { } did ? SetLookup.IdOf(types, entry.Model, did, batch.Arguments["with"], null) : null;

    /// <summary>The account at hand is the value of the relation's field; the argument names who made the document.</summary>
    StreamId? AccountSetId(AccountDataEntry.AccountSet entry, AccountNode account, FieldBatch batch) =>
        AccountArgument.Resolve((string)batch.Arguments["account"]!, null, batch) is { } controller
            ? SetLookup.IdOf(types, entry.Model, controller, batch.Arguments["with"], (entry.Property, account.Did))
            : null;

    static Did? DidOf(AccountNode account) => Did.TryParse(account.Did, out var did) ? did : null;
}
