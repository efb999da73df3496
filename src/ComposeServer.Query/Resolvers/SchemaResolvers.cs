using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Mutations;
using ComposeServer.Query.Plan;
using ComposeServer.Query.Requests;
using ComposeServer.Query.Run;
using ComposeServer.Query.Schema;
using ComposeServer.Query.Subscriptions;

namespace ComposeServer.Query.Resolvers;

/// <summary>The resolvers of a schema that is served.</summary>
sealed class SchemaResolvers : ISchemaResolvers
{
    readonly DocumentTypes _types;
    readonly DocumentSets _sets;
    readonly DocumentLoads _loads;
    readonly RelationResolvers _relations;
    readonly AccountResolvers _accounts;
    readonly MutationResolvers _mutations;
    readonly DocumentChanges _changes;
    readonly IndexChanges _indexChanges;
    readonly StreamChanges _streamChanges;

    public SchemaResolvers(RuntimeDefinition definition, QueryPorts ports)
    {
        _types = new(definition);
        _sets = new(ports, _types);
        _loads = new(ports, _types);
        _relations = new(_types, _sets, _loads);
        _accounts = new(_types, _sets, _loads);
        _mutations = new(ports, _types);
        _changes = new(ports, _types);
        _indexChanges = new(ports, _sets);
        _streamChanges = new(ports, _types);
        PageSizeMax = ports.PageSizeMax;
    }

    public int PageSizeMax { get; }

    public SubscriptionSource Changes(string model) => _changes.Of(model);

    public SubscriptionSource IndexChanges(string model) => _indexChanges.Of(model);

    public SubscriptionSource StreamChanges() => _streamChanges.OpenAsync;

    public FieldResolver Nodes() =>
        BatchResolver.From(
            async (batch, cancel) =>
            {
                var ids = ((object?[])batch.Arguments["ids"]!).Cast<string>().ToArray();
                var nodes = Array.ConvertAll(
                    await _loads.NodesAsync(ids, batch, cancel),
                    node => DocumentAnswers.Of(batch, node)
                );
                for (var i = 0; i < batch.Count; i++)
                    batch.SetResult(i, nodes);
            }
        );

    public FieldResolver Node() =>
        BatchResolver.From(
            async (batch, cancel) =>
            {
                var node = DocumentAnswers.Of(
                    batch,
                    (await _loads.NodesAsync([(string)batch.Arguments["id"]!], batch, cancel))[0]
                );
                for (var i = 0; i < batch.Count; i++)
                    batch.SetResult(i, node);
            }
        );

    public FieldResolver Viewer() =>
        PropertyResolver.From<object>(
            (_, context) => context.StateAs<QueryRequest>().Viewer.Did is { } did ? new AccountNode(did.Text) : null
        );

    public FieldResolver Index(string model) =>
        BatchResolver.From((batch, cancel) => _sets.PagesAsync(batch, model, null, false, Whole(batch), cancel));

    public FieldResolver Count(string model) =>
        BatchResolver.From((batch, cancel) => _sets.CountsAsync(batch, model, null, false, Whole(batch), cancel));

    public FieldResolver AccountId() =>
        new PlannedProperty<AccountNode>(new FieldRole.AccountId(), account => account.Did);

    public FieldResolver IsViewer() =>
        new PlannedProperty<AccountNode>(
            new FieldRole.IsViewer(),
            (account, context) =>
                context.StateAs<QueryRequest>().Viewer.Proven is { } viewer && viewer.Text == account.Did
        );

    public FieldResolver AccountData(AccountDataEntry entry) => _accounts.Data(entry);

    public FieldResolver AccountCount(AccountDataEntry entry) => _accounts.Count(entry);

    public FieldResolver DocumentId() =>
        new PlannedProperty<DocumentNode>(new FieldRole.DocumentId(), document => document.State.Id.ToString());

    public FieldResolver DocumentAccount() =>
        new PlannedProperty<DocumentNode>(
            new FieldRole.DocumentAccount(),
            document => new AccountNode(document.State.Controller.Text)
        );

    public FieldResolver DocumentVersion() =>
        new PlannedProperty<DocumentNode>(
            new FieldRole.DocumentVersion(),
            document => document.State.Id.At(document.State.Tip).ToString()
        );

    public FieldResolver? Content(string field, RuntimeField.Content type) => new ContentResolver(field, type);

    public FieldResolver Relation(string model, RuntimeField.Relation relation) => _relations.Of(relation);

    public FieldResolver Create(string model) => _mutations.Create(model);

    public FieldResolver Set(string model) => _mutations.Set(model);

    public FieldResolver Update(string model) => _mutations.Update(model);

    public FieldResolver EnableIndexing(string model) => _mutations.EnableIndexing(model);

    public TypeResolver? TypeOf() => null;

    static Indexing.Paging.PageParent?[] Whole(FieldBatch batch) =>
        [.. Enumerable.Repeat(Indexing.Paging.PageParent.None, batch.Count)];
}
