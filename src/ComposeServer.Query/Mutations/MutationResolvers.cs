using System.Text.Json.Nodes;
using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Requests;
using ComposeServer.Query.Resolvers;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;

namespace ComposeServer.Query.Mutations;

/// <summary>The four mutations of a model (composedb.md 8.4). The payload is read from the state that the write made.</summary>
sealed class MutationResolvers(QueryPorts ports, DocumentTypes types)
{
    public FieldResolver Create(string model) =>
        Mutation(
            (call, input) =>
                call.Writer.CreateAsync(
                    types.IdOf(model),
                    call.Author,
                    InputContent.Of(input["content"], withoutNulls: true),
                    isHidden: ShouldIndexIn(input) is false
                )
        );

    public FieldResolver Set(string model) =>
        Mutation(
            async (call, input) =>
            {
                var content = InputContent.Of(input["content"], withoutNulls: false);
                var (id, tip, state) = await call.Writer.BeginAsync(InitOf(model, call.Author, input["content"]));
                return await call.Writer.AppendAsync(id, state, tip, _ => content, ShouldIndexIn(input));
            }
        );

    public FieldResolver Update(string model) =>
        Mutation(
            async (call, input) =>
            {
                var state = await FindAsync(model, (string)input["id"]!, call.Cancel);
                var options = input.GetValueOrDefault("options") as OrderedDictionary<string, object?>;
                var version = VersionIn(options, state);
                var change = input.GetValueOrDefault("content");
                var replace = options?.GetValueOrDefault("replace") is true;
                return await call.Writer.AppendAsync(
                    state.Id,
                    state,
                    state.Tip,
                    old => replace ? InputContent.Of(change, withoutNulls: true) : Merged(old, change),
                    ShouldIndexIn(input),
                    version
                );
            }
        );

    public FieldResolver EnableIndexing(string model) =>
        Mutation(
            async (call, input) =>
            {
                var state = await FindAsync(model, (string)input["id"]!, call.Cancel);
                return await call.Writer.AppendAsync(state.Id, state, state.Tip, null, (bool)input["shouldIndex"]!);
            }
        );

    BatchResolver Mutation(Func<Call, OrderedDictionary<string, object?>, Task<DocumentState?>> run) =>
        BatchResolver.From(
            async (batch, cancel) =>
            {
                var request = batch.StateAs<QueryRequest>();
                var author = request.Signing.Author ?? throw Signing.NotAuthenticated();
                var input = (OrderedDictionary<string, object?>)batch.Arguments["input"]!;
                var call = new Call(author, new DocumentWriter(ports, request, cancel), cancel);
                request.BeginField(batch.Selection.ResponseKey);
                var state = await run(call, input);
                request.Describe(batch.Response);
                // Nothing was written, so there is nothing to select from: the answer's data is left out.
                batch.SetResult(
                    0,
                    request.Signing.IsPreparation
                        ? null
                        : new MutationPayload(
                            types.NodeOf(state),
                            input.GetValueOrDefault("clientMutationId") as string
                        )
                );
            }
        );

    EventBlocks InitOf(string model, Did author, object? content) =>
        types.Definition.Models[model].AccountRelation is RuntimeAccountRelation.Set set
            ? DocumentEvents.SetInit(types.IdOf(model), author, KeyOf(set, content))
            : DocumentEvents.SingleInit(types.IdOf(model), author);

    /// <summary>
    /// The key of a SET document. Nodes disagree about 0 and false in a key, so that such a document would be refused by some; we do not
    /// make one.
    /// </summary>
    static string KeyOf(RuntimeAccountRelation.Set set, object? content)
    {
        var members = (OrderedDictionary<string, object?>)content!;
        foreach (var field in set.Fields)
            if (members.GetValueOrDefault(field) is 0 or 0.0 or false)
                throw new GraphQLException(
                    $"Field '{field}' is part of the document's key and may not be 0 or false: other nodes refuse such documents",
                    MutationCode.UnsupportedSetValue
                );
        return SetKey.Of(set.Fields.Select(field => SetLookup.ValueOf(members.GetValueOrDefault(field))));
    }

    /// <summary>Finds a document and makes sure that it is of the model: a foreign one is refused before anything is written (quirk Q36).</summary>
    async Task<DocumentState> FindAsync(string model, string text, CancellationToken cancel)
    {
        if (!StreamRef.TryFind(text, out var id, out var error))
            throw new GraphQLException(error, ErrorCodes.BadUserInput);
        if (await ports.States.FindAsync(id.Stream.Name, cancel) is not DocumentState state)
            throw new GraphQLException($"Failed to load document: {text}", ErrorCodes.NotFound);
        return state.ModelId == types.IdOf(model)
            ? state
            : throw new GraphQLException($"Document {id.Stream} is not of model {model}", ErrorCodes.BadUserInput);
    }

    /// <summary>The tip that <c>options.version</c> names. The committer looks again whether the document has it.</summary>
    static Cid? VersionIn(OrderedDictionary<string, object?>? options, DocumentState state)
    {
        if (options?.GetValueOrDefault("version") is not string version)
            return null;
        return
            StreamRef.TryFind(version, out var asked, out _) && asked.Stream == state.Id && asked.Commit is { } commit
            ? commit
            : throw VersionConflict.Of(version, state.Id.At(state.Tip).ToString());
    }

    /// <summary>A shallow merge; a null takes the field away.</summary>
    static JsonObject Merged(JsonObject old, object? change)
    {
        if (change is not OrderedDictionary<string, object?> members)
            return old;
        var cleaned = InputContent.Of(change, withoutNulls: true);
        foreach (var (name, value) in members)
            if (value is null)
                old.Remove(name);
            else
                old[name] = cleaned[name]?.DeepClone();
        return old;
    }

    static bool? ShouldIndexIn(OrderedDictionary<string, object?> input) =>
        (input.GetValueOrDefault("options") as OrderedDictionary<string, object?>)?.GetValueOrDefault("shouldIndex")
        as bool?;

    sealed record Call(Did Author, DocumentWriter Writer, CancellationToken Cancel);
}
