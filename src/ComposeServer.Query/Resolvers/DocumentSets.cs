using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Paging;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Requests;
using ComposeServer.Query.Run;
using ComposeServer.Query.Subscriptions.Live;
using ComposeServer.Streams;

namespace ComposeServer.Query.Resolvers;

/// <summary>Pages and counts of a model's documents for resolvers.</summary>
sealed class DocumentSets(QueryPorts ports, DocumentTypes types)
{
    /// <summary>Answers a connection field: one statement for all parents.</summary>
    /// <param name="batch">The field.</param>
    /// <param name="model">Name of the model or interface.</param>
    /// <param name="relation">The field by which documents point to the parent; null for none.</param>
    /// <param name="byController">True to keep documents of each parent's controller.</param>
    /// <param name="parents">One for each parent of the batch; null where there can be no documents.</param>
    /// <param name="cancel">Ends the statement.</param>
    public async ValueTask PagesAsync(
        FieldBatch batch,
        string model,
        RelationField? relation,
        bool byController,
        IReadOnlyList<PageParent?> parents,
        CancellationToken cancel
    )
    {
        var set = new DocumentSet(ModelsOf(model), relation, byController, FilterArgument.Read(batch.Arguments));
        var window = PageWindows.Read(batch.Arguments, PageWindows.WantsBothFlags(batch.Selection), ports.PageSizeMax);
        PageParent[] present = [.. parents.OfType<PageParent>()];
        if (await Trees.TryAnswerAsync(batch, set, window, parents, present, cancel))
            return;
        var pages = await ReadAsync(set, window, present, ReadsOf(batch), cancel);
        var next = 0;
        for (var i = 0; i < parents.Count; i++)
            batch.SetResult(i, parents[i] is null ? null : NodeOf(pages[next++]));
    }

    /// <summary>A way to read one page of all documents of a model, again and again.</summary>
    /// <param name="context">The field that asks; its arguments say which page.</param>
    /// <param name="model">Name of the model or interface.</param>
    /// <param name="connection">Where the page is selected.</param>
    public Func<ReadSet, CancellationToken, ValueTask<Page>> PageReader(
        FieldContext context,
        string model,
        FieldSelection? connection
    )
    {
        // What is wrong with the request is known before it is opened, and before anything is read.
        var filter = FilterArgument.Read(context.Arguments);
        var window = PageWindows.Read(
            context.Arguments,
            PageWindows.WantsBothFlags(connection),
            ports.PageSizeMax,
            hasCursors: false
        );
        _ = ModelsOf(model);
        return async (reads, cancel) =>
            (
                await ReadAsync(
                    new DocumentSet(ModelsOf(model), null, false, filter),
                    window,
                    [PageParent.None],
                    reads,
                    cancel
                )
            )[0];
    }

    /// <summary>A page as the value of a connection.</summary>
    public ConnectionNode NodeOf(Page page) => new(page, ports.States, types);

    async ValueTask<IReadOnlyList<Page>> ReadAsync(
        DocumentSet set,
        PageWindow window,
        PageParent[] parents,
        ReadSet? reads,
        CancellationToken cancel
    )
    {
        reads?.Add(set, parents);
        try
        {
            var pages = await ports.Index.PagesAsync(set, window, parents, cancel);
            reads?.Add(pages.SelectMany(page => page.Items).Select(item => item.Head.Name));
            return pages;
        }
        catch (CursorException error)
        {
            throw new GraphQLException(error.Message, ErrorCodes.InvalidCursor);
        }
    }

    /// <summary>Answers whole trees at once, where that can be done.</summary>
    TreeAnswers Trees => field ??= new(ports, this);

    /// <summary>Documents of one page.</summary>
    public int PageSizeMax => ports.PageSizeMax;

    static ReadSet? ReadsOf(FieldContext context) => context.StateAs<QueryRequest>().Reads;

    /// <summary>Answers a count field: one statement for all parents; 0 where there can be no documents.</summary>
    public async ValueTask CountsAsync(
        FieldBatch batch,
        string model,
        RelationField? relation,
        bool byController,
        IReadOnlyList<PageParent?> parents,
        CancellationToken cancel
    )
    {
        var set = new DocumentSet(ModelsOf(model), relation, byController, FilterArgument.Read(batch.Arguments));
        var present = parents.OfType<PageParent>().ToArray();
        ReadsOf(batch)?.Add(set, present);
        var counts = await ports.Index.CountsAsync(set, present, cancel);
        var next = 0;
        for (var i = 0; i < parents.Count; i++)
            batch.SetResult(i, parents[i] is null ? 0 : (int)Math.Min(int.MaxValue, counts[next++]));
    }

    /// <summary>The name of the model on the other side of a relation.</summary>
    public string NameOf(RuntimeField.Relation relation) =>
        (StreamId.TryParse(relation.Model, out var id) ? types.NameOf(id) : null)
        ?? throw new GraphQLException($"Model not found for relation with ID {relation.Model}", ErrorCodes.Internal);

    /// <summary>The table of a model that is complete and no interface; null when there is none.</summary>
    public IndexedModel? ModelOf(string? model) =>
        StreamId.TryParse(model, out var id)
        && ports.Materialiser.Catalogue.TryGet(id, out var found)
        && found.State == IndexState.Live
            ? found
            : null;

    /// <summary>The tables that answer for a model: its own, or those of all models that implement it.</summary>
    public IReadOnlyList<IndexedModel> ModelsOf(string model)
    {
        var catalogue = ports.Materialiser.Catalogue;
        var id = types.IdOf(model);
        IReadOnlyList<IndexedModel> models;
        if (types.Definition.Models[model].IsInterface)
            models = [.. catalogue.Implementing(id).Where(indexed => types.NameOf(indexed.Model) is not null)];
        else if (catalogue.TryGet(id, out var found))
            models = [found];
        else
            throw new GraphQLException($"Query failed: Model {id} is not indexed on this node", ErrorCodes.NotFound);
        return models.FirstOrDefault(indexed => indexed.State != IndexState.Live) is { } filling
            ? throw new GraphQLException(filling.NotYetAvailable, ErrorCodes.Unavailable)
            : models;
    }
}
