using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Paging;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Plan;
using ComposeServer.Streams;

namespace ComposeServer.Query.Resolvers;

/// <summary>Views of a document onto others (composedb.md 8.3).</summary>
sealed class RelationResolvers(DocumentTypes types, DocumentSets sets, DocumentLoads loads)
{
    public FieldResolver Of(RuntimeField.Relation relation) =>
        new PlannedBatch(
            new FieldRole.Relation(relation),
            relation.Source switch
            {
                RelationSource.Document => (batch, cancel) => DocumentAsync(relation, batch, cancel),
                RelationSource.QueryConnection => (batch, cancel) => ConnectionAsync(relation, batch, cancel),
                RelationSource.QueryCount => (batch, cancel) => CountAsync(relation, batch, cancel),
                _ => (batch, cancel) => SetAsync(relation, batch, cancel),
            }
        );

    /// <summary>The document that a field of this one names; null when it is absent, unknown or of another model.</summary>
    async ValueTask DocumentAsync(RuntimeField.Relation relation, FieldBatch batch, CancellationToken cancel)
    {
        var ids = batch.Parents.Select(parent => IdIn((DocumentNode)parent, relation.Property)).ToArray();
        var found = await loads.DocumentsAsync([.. ids.OfType<StreamId>().Distinct()], batch, cancel);
        for (var i = 0; i < batch.Count; i++)
            batch.SetResult(
                i,
                ids[i] is { } id && found.TryGetValue(id, out var node) && Fits(node, relation) ? node : null
            );
    }

    ValueTask ConnectionAsync(RuntimeField.Relation relation, FieldBatch batch, CancellationToken cancel)
    {
        var parents = Parents(batch, out var byController);
        if (Array.Exists(parents, parent => parent is null))
            throw new GraphQLException(
                "The argument \"account\" names no account: there is no viewer",
                ErrorCodes.Unauthenticated
            );
        return sets.PagesAsync(batch, NameOf(relation), FieldOf(relation), byController, parents, cancel);
    }

    ValueTask CountAsync(RuntimeField.Relation relation, FieldBatch batch, CancellationToken cancel)
    {
        var parents = Parents(batch, out var byController);
        return sets.CountsAsync(batch, NameOf(relation), FieldOf(relation), byController, parents, cancel);
    }

    /// <summary>The document of a SET model that one account made for this document.</summary>
    async ValueTask SetAsync(RuntimeField.Relation relation, FieldBatch batch, CancellationToken cancel)
    {
        var name = NameOf(relation);
        var account = (string)batch.Arguments["account"]!;
        var ids = batch
            .Parents.Cast<DocumentNode>()
            .Select(document =>
                AccountArgument.Resolve(account, document, batch) is { } controller
                    ? SetLookup.IdOf(
                        types,
                        name,
                        controller,
                        batch.Arguments["with"],
                        (relation.Property, document.State.Id.ToString())
                    )
                    : (StreamId?)null
            )
            .ToArray();
        var found = await loads.DeterministicAsync([.. ids.OfType<StreamId>().Distinct()], batch, cancel);
        for (var i = 0; i < batch.Count; i++)
            batch.SetResult(i, ids[i] is { } id ? found.GetValueOrDefault(id) : null);
    }

    static PageParent?[] Parents(FieldBatch batch, out bool byController)
    {
        var account = batch.Arguments["account"] as string;
        byController = account is not null;
        return
        [
            .. batch
                .Parents.Cast<DocumentNode>()
                .Select(document =>
                {
                    if (account is null)
                        return new PageParent(document.State.Id.ToString(), null);
                    return AccountArgument.Resolve(account, document, batch) is { } did
                        ? new PageParent(document.State.Id.ToString(), did)
                        : null;
                }),
        ];
    }

    static RelationField FieldOf(RuntimeField.Relation relation) => new(relation.Property, ColumnKind.Document);

    string NameOf(RuntimeField.Relation relation) => sets.NameOf(relation);

    static StreamId? IdIn(DocumentNode document, string property) =>
        document.Text(property) is { } text && StreamRef.TryFind(text, out var id, out _) ? id.Stream : null;

    bool Fits(DocumentNode node, RuntimeField.Relation relation) =>
        relation.Model is null
        || types.Definition.Models[node.TypeName].Id == relation.Model
        || types.Definition.Models[node.TypeName].Implements.Contains(relation.Model);
}
