using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Json.Patch;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Query.Requests;
using ComposeServer.Query.Resolvers;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;

namespace ComposeServer.Query.Mutations;

/// <summary>Authors the events of one mutation field and hands them to the intake. In preparation it stops before the intake.</summary>
sealed class DocumentWriter(QueryPorts ports, QueryRequest request, CancellationToken cancel)
{
    /// <summary>Tries of an update whose tip moved in between, when the caller did not ask for a version.</summary>
    const int TriesMax = 4;

    readonly Signing signing = request.Signing;
    readonly PreparationNotes notes = request.Notes;

    /// <summary>Begins a LIST document.</summary>
    /// <param name="model">Its model.</param>
    /// <param name="author">Its controller.</param>
    /// <param name="content">What it says.</param>
    /// <param name="isHidden">True for one that is not to be found. The reference drops the wish (quirk Q13); we say it in a second event.</param>
    /// <returns>Null in preparation.</returns>
    /// <exception cref="GraphQLException">A hidden one that the caller signs; nothing is written then.</exception>
    public async Task<DocumentState?> CreateAsync(StreamId model, Did author, JsonObject content, bool isHidden)
    {
        if (isHidden && !signing.CanBuildOnSigned)
            throw new GraphQLException(
                "A hidden document takes a second event, which builds on the signature of the first and cannot be prepared with it; "
                    + "create the document, then hide it with enableIndexing",
                MutationCode.SigningDependent
            );
        var unique = signing.GivenUnique() ?? RandomNumberGenerator.GetBytes(DocumentUnique.RandomSizeBytes);
        var payload = DocumentEvents.ListInit(model, author, ToIpld(content), new DocumentUnique(unique));
        var blocks = signing.Sign(payload);
        var created = await SubmitAsync(blocks, DocumentEvents.NameOf(blocks));
        return created is not null && isHidden
            ? await AppendAsync(created.Id, created, created.Tip, null, shouldIndex: false)
            : created;
    }

    /// <summary>Finds a deterministic document, or begins it with the event that everyone makes alike.</summary>
    /// <returns>Its name and tip, and its content if it is here.</returns>
    public async Task<(StreamId Id, Cid Tip, DocumentState? State)> BeginAsync(EventBlocks init)
    {
        var id = DocumentEvents.NameOf(init);
        if (await ports.States.FindAsync(id.Name, cancel) is DocumentState state)
            return (id, state.Tip, state);
        RequireVersion(id, request.Versions.Find(id), init.Event.Cid, hasBegun: false);
        signing.Pass(init);
        if (signing.IsPreparation)
            return (id, init.Event.Cid, null);
        var begun = await SubmitAsync(init, id);
        return (id, begun!.Tip, begun);
    }

    /// <summary>Appends a data event, made anew on the newest state when another write came in between.</summary>
    /// <param name="id">The document.</param>
    /// <param name="state">Its state; null in preparation for one that is not here yet.</param>
    /// <param name="tip">What to build on while there is no state.</param>
    /// <param name="next">The new content, from the old; null keeps it.</param>
    /// <param name="shouldIndex">Whether it is to be found; null leaves that as it is.</param>
    /// <param name="version">The tip that the caller's field asks for, beside what its request asks for: another one is a conflict then.</param>
    /// <exception cref="GraphQLException">A conflict or another refusal; nothing is written then.</exception>
    public async Task<DocumentState?> AppendAsync(
        StreamId id,
        DocumentState? state,
        Cid tip,
        Func<JsonObject, JsonObject>? next,
        bool? shouldIndex,
        Cid? version = null
    )
    {
        RequireVersion(id, version, state?.Tip ?? tip, hasBegun: state is not null);
        RequireVersion(id, request.Versions.Find(id), state?.Tip ?? tip, hasBegun: state is not null);
        var pinned = version ?? request.Versions.Find(id);
        notes.Touch(id, signing.IsPreparation);
        for (var attempt = 1; ; attempt++)
        {
            var before = ContentOf(state);
            var patch = JsonPatch.Diff(before, next is null ? before : Canonical(next((JsonObject)before.DeepClone())));
            var payload = DocumentEvents.Data(id.Init, state?.Tip ?? tip, patch, shouldIndex);
            var blocks = signing.Sign(payload);
            if (signing.IsPreparation)
                return null;
            var outcome = await HandOverAsync(blocks, id.Name, pinned);
            var isStale = outcome is Outcome.Refused { Reason.Code: RefusalCode.Stale };
            if (isStale && pinned is null && signing is not Signing.ByCaller && attempt < TriesMax)
            {
                state = (DocumentState?)await ports.States.FindAsync(id.Name, cancel);
                continue;
            }

            var after = StateOf(outcome, id, isPinned: pinned is not null);
            request.Versions.Moved(id, after.Tip);
            return after;
        }
    }

    static void RequireVersion(StreamId id, Cid? expected, Cid current, bool hasBegun)
    {
        if (expected is { } asked && asked != current)
            throw VersionConflict.Of(id, asked, hasBegun ? current : null);
    }

    async Task<DocumentState?> SubmitAsync(EventBlocks blocks, StreamId id) =>
        signing.IsPreparation ? null : StateOf(await HandOverAsync(blocks, id.Name, null), id, isPinned: false);

    /// <summary>Asks for an anchor, as the JS runtime does of every write.</summary>
    async Task<Outcome> HandOverAsync(EventBlocks blocks, LogName log, Cid? pinned)
    {
        try
        {
            var options = new SubmitOptions(Anchor: true, request.Quota) { IfTip = pinned };
            return await ports.Intake.SubmitAsync(blocks, log, options, cancel);
        }
        catch (CommitFault)
        {
            throw new GraphQLException(
                "The database is not available; the outcome of the write is unknown, and sending it again is safe",
                ErrorCodes.Unavailable
            );
        }
    }

    DocumentState StateOf(Outcome outcome, StreamId id, bool isPinned)
    {
        switch (outcome)
        {
            case Outcome.Taken taken:
                notes.Written(taken.Position);
                return (DocumentState)taken.State;
            case Outcome.AlreadyKnown known:
                return (DocumentState)known.State;
            case Outcome.Refused { Reason: { Tips: { } tips } reason }:
                throw VersionConflict.Of(
                    id,
                    tips.Expected,
                    tips.Current,
                    isPinned ? VersionConflict.Message : reason.Detail
                );
            case Outcome.Refused { Reason: var reason }:
                throw new GraphQLException(reason.Detail, reason.Code);
            case Outcome.Missing { Reason: var reason }:
                throw new GraphQLException(reason.Detail, reason.Code);
            default:
                throw new InvariantBroken("an outcome has a shape that does not exist");
        }
    }

    static JsonObject ContentOf(DocumentState? state) =>
        state is null || state.Content.IsNull ? [] : JsonNode.Parse(state.Content.Span) as JsonObject ?? [];

    /// <summary>The content as it will read after a round trip: numbers in JavaScript's spelling.</summary>
    static JsonNode Canonical(JsonObject content) => JsonNode.Parse(PlainJson.ToUtf8(ToIpld(content)))!;

    static IpldValue ToIpld(JsonObject content)
    {
        using var document = System.Text.Json.JsonDocument.Parse(
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(content)
        );
        return PlainJson.FromDocument(document.RootElement);
    }
}
