using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Json.Patch;
using ComposeServer.Log;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Streams.Events;

/// <summary>Authors the events of documents, byte for byte as JS clients do (composedb.md 4).</summary>
public static class DocumentEvents
{
    /// <summary>The payload that creates a LIST document; to be signed.</summary>
    /// <param name="model">Its model.</param>
    /// <param name="controller">Who may write it.</param>
    /// <param name="content">The first content.</param>
    /// <param name="chance">Fills <see cref="DocumentUnique.RandomSizeBytes"/> bytes, for example <c>RandomNumberGenerator.Fill</c>.</param>
    /// <param name="context">The application context, if any.</param>
    public static Block ListInit(
        StreamId model,
        Did controller,
        IpldValue content,
        RandomFill chance,
        StreamId? context = null
    )
    {
        var unique = new byte[DocumentUnique.RandomSizeBytes];
        chance(unique);
        return ListInit(model, controller, content, new DocumentUnique(unique), context);
    }

    /// <inheritdoc cref="ListInit(StreamId, Did, IpldValue, RandomFill, StreamId?)"/>
    /// <param name="model">Its model.</param>
    /// <param name="controller">Who may write it.</param>
    /// <param name="content">The first content.</param>
    /// <param name="unique">What tells it from others.</param>
    /// <param name="context">The application context, if any.</param>
    public static Block ListInit(
        StreamId model,
        Did controller,
        IpldValue content,
        DocumentUnique unique,
        StreamId? context = null
    ) =>
        DagCborEncoder.ToBlock(
            IpldMap.Of(("data", content), ("header", StreamHeader.Of(controller, model, unique, context)))
        );

    /// <summary>The event that everyone makes alike for the one document of an account; it stays unsigned.</summary>
    public static EventBlocks SingleInit(StreamId model, Did controller, StreamId? context = null) =>
        Deterministic(StreamHeader.Of(controller, model, null, context));

    /// <summary>The event that everyone makes alike for the document of an account with this key; it stays unsigned.</summary>
    /// <param name="model">Its model.</param>
    /// <param name="controller">Who may write it.</param>
    /// <param name="key">From <see cref="SetKey"/>.</param>
    /// <param name="context">The application context, if any.</param>
    public static EventBlocks SetInit(StreamId model, Did controller, string key, StreamId? context = null) =>
        Deterministic(StreamHeader.Of(controller, model, DocumentUnique.OfKey(key), context));

    /// <summary>The name of the document that <see cref="SingleInit"/> or <see cref="SetInit"/> begins.</summary>
    public static StreamId NameOf(EventBlocks init) => new(StreamType.Document, init.Event.Cid);

    /// <summary>The payload that changes a document; to be signed.</summary>
    /// <param name="init">CID of its init event.</param>
    /// <param name="prev">CID of its tip.</param>
    /// <param name="patch">The changes; none is fine.</param>
    /// <param name="shouldIndex">Whether the document is to be found; null leaves that as it is.</param>
    public static Block Data(Cid init, Cid prev, JsonPatch patch, bool? shouldIndex = null)
    {
        var payload = IpldMap.Of(("data", PatchValue.Of(patch)), ("id", init), ("prev", prev));
        if (shouldIndex is { } flag)
            payload = payload.With("header", IpldMap.Of(("shouldIndex", flag)));
        return DagCborEncoder.ToBlock(payload);
    }

    static EventBlocks Deterministic(IpldMap header) =>
        new(DagCborEncoder.ToBlock(IpldMap.Of(("data", IpldValue.Null), ("header", header))));
}
