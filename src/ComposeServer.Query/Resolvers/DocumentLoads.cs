using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Query.Diagnostics;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Requests;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Query.Resolvers;

/// <summary>Documents by id for resolvers: one round trip for all ids of a field.</summary>
sealed class DocumentLoads(QueryPorts ports, DocumentTypes types)
{
    /// <summary>What <c>node(id)</c> gives: an account for a DID, else the document, now or at a commit (composedb.md 8.2).</summary>
    /// <returns>A node or a <see cref="GraphQLError"/> for each id.</returns>
    public async ValueTask<object?[]> NodesAsync(
        IReadOnlyList<string> ids,
        FieldContext context,
        CancellationToken cancel
    )
    {
        var found = new object?[ids.Count];
        var refs = new StreamRef?[ids.Count];
        for (var i = 0; i < found.Length; i++)
        {
            if (ids[i].StartsWith("did:", StringComparison.Ordinal))
                found[i] = new AccountNode(ids[i]);
            else if (StreamRef.TryFind(ids[i], out var id, out var error))
                refs[i] = id;
            else
                found[i] = new GraphQLError(error, ErrorCodes.BadUserInput);
        }

        var states = await FindAsync(
            [.. refs.OfType<StreamRef>().Select(id => id.Stream.Name).Distinct()],
            context,
            cancel
        );
        for (var i = 0; i < found.Length; i++)
            if (refs[i] is { } id)
                found[i] = await NodeAsync(id, states, ids[i], cancel);
        return found;
    }

    /// <summary>The documents of some StreamIDs; null for one that is not here or of no model of the schema.</summary>
    public async ValueTask<IReadOnlyDictionary<StreamId, DocumentNode>> DocumentsAsync(
        IReadOnlyCollection<StreamId> ids,
        FieldContext context,
        CancellationToken cancel
    )
    {
        var states = await FindAsync([.. ids.Select(id => id.Name)], context, cancel);
        var found = new Dictionary<StreamId, DocumentNode>(ids.Count);
        foreach (var id in ids)
            if (states.TryGetValue(id.Name, out var state) && types.NodeOf(state) is { } node)
                found[id] = node;
        return found;
    }

    /// <summary>
    /// A deterministic document as look-ups see it: there only when somebody wrote to it and its author does not hide it. It is found by
    /// its id, which follows from controller, model and values, and not through the index.
    /// </summary>
    public async ValueTask<IReadOnlyDictionary<StreamId, DocumentNode>> DeterministicAsync(
        IReadOnlyCollection<StreamId> ids,
        FieldContext context,
        CancellationToken cancel
    )
    {
        var found = await DocumentsAsync(ids, context, cancel);
        return found
            .Where(entry => IsVisible(entry.Value.State))
            .ToDictionary(entry => entry.Key, entry => entry.Value);
    }

    static readonly IReadOnlyDictionary<LogName, LogState> NoStates = new Dictionary<LogName, LogState>();

    /// <summary>Notes also what is not here: it may come.</summary>
    ValueTask<IReadOnlyDictionary<LogName, LogState>> FindAsync(
        IReadOnlyCollection<LogName> names,
        FieldContext context,
        CancellationToken cancel
    )
    {
        context.StateAs<QueryRequest>().Reads?.Add(names);
        return names.Count == 0 ? new(NoStates) : ports.States.FindAsync(names, cancel);
    }

    static bool IsVisible(DocumentState state) => !state.Content.IsNull && state.ShouldIndex != false;

    async ValueTask<object?> NodeAsync(
        StreamRef id,
        IReadOnlyDictionary<LogName, LogState> states,
        string text,
        CancellationToken cancel
    )
    {
        if (!states.TryGetValue(id.Stream.Name, out var state))
            return new GraphQLError($"Failed to load document: {text}", ErrorCodes.NotFound);
        if (id.Commit is { } commit && commit != state.Tip)
        {
            QueryDiagnostics.CountFallback(
                QueryDiagnostics.AtCommit,
                StreamId.TryRead(state.Model, out var model) ? model : null
            );
            var at = await ports.States.AtAsync(id.Stream.Name, commit, cancel);
            if (at is null)
                return new GraphQLError($"Failed to load document: {text}", ErrorCodes.NotFound);
            state = at;
        }

        return types.NodeOf(state) is { } node
            ? node
            : new GraphQLError(
                $"Abstract type \"Node\" must resolve to an Object type at runtime: the model of {id.Stream} is not part of this schema",
                ErrorCodes.NotFound
            );
    }
}
