using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log.Intake;

namespace ComposeServer.Streams.Documents;

/// <summary>Header of a document's init event, typed (composedb.md 4.1).</summary>
sealed record DocumentHeader(
    Did Controller,
    StreamId Model,
    DocumentUnique? Unique,
    StreamId? Context,
    bool? ShouldIndex,
    Cid? ModelVersion
)
{
    /// <summary>Names a version of the document's model, by the CID of an event of the model's stream.</summary>
    public const string ModelVersionKey = "modelVersion";

    public static bool TryRead(IpldMap body, out DocumentHeader header, out Refusal refusal)
    {
        header = null!;
        if (!ControllerHeader.TryRead(body, out var text, out refusal))
            return false;
        if (!Did.TryParse(text, out var controller))
            return Refuse(
                $"Attempting to create a ModelInstanceDocument with an invalid DID string: {text}",
                out refusal
            );
        var members = (IpldMap)body["header"];
        if (!TryReadModel(members, out var model))
            return Refuse("Model for ModelInstanceDocument must refer to a StreamID of a Model stream", out refusal);
        if (!TryReadUnique(members, out var unique))
            return Refuse("Invalid 'unique' in header: it must be bytes", out refusal);
        if (!TryReadContext(members, out var context))
            return Refuse("Invalid 'context' in header: it must be the bytes of a StreamID", out refusal);
        if (!TryReadFlag(members, out var shouldIndex))
            return Refuse("Invalid 'shouldIndex' in header: it must be true or false", out refusal);
        // What is no link names no version; where versions are taken, that is refused later on.
        header = new(controller, model, unique, context, shouldIndex, VersionIn(members));
        return true;
    }

    /// <summary>The version that a header names; null when it names none.</summary>
    public static Cid? VersionIn(IpldMap header) =>
        header.TryGet<IpldLink>(ModelVersionKey, out var link) ? link.Value : null;

    /// <summary>The version that the header of an event names; null when it names none, or has no header.</summary>
    public static Cid? VersionOf(IpldMap body) =>
        body.TryGet<IpldMap>("header", out var header) ? VersionIn(header) : null;

    /// <summary>True when the init event names a model, so that a document begins with it; of which kind the model is does not matter yet.</summary>
    public static bool IsDocument(IpldMap body) =>
        body.TryGet<IpldMap>("header", out var header) && header.TryGet("model", out var model) && !IsMetamodel(model);

    /// <summary>True when the header's <c>model</c> is the metamodel, so that a model stream begins.</summary>
    public static bool IsModel(IpldMap body) =>
        body.TryGet<IpldMap>("header", out var header) && header.TryGet("model", out var model) && IsMetamodel(model);

    /// <summary>Reads <c>shouldIndex</c> of a header; null when it is absent.</summary>
    public static bool TryReadFlag(IpldMap header, out bool? shouldIndex)
    {
        shouldIndex = null;
        if (!header.TryGet("shouldIndex", out var value))
            return true;
        shouldIndex = (value as IpldBool)?.Value;
        return shouldIndex is not null;
    }

    static bool IsMetamodel(IpldValue model) =>
        model is IpldBytes bytes && bytes.Value.Span.SequenceEqual(StreamId.Metamodel.Name.Memory.Span);

    static bool TryReadModel(IpldMap header, out StreamId model)
    {
        model = default;
        return header.TryGet<IpldBytes>("model", out var bytes)
            && StreamId.TryRead(bytes.Value.Span, out model)
            && model.Type == StreamType.Model;
    }

    static bool TryReadUnique(IpldMap header, out DocumentUnique? unique)
    {
        unique = null;
        if (!header.TryGet("unique", out var value))
            return true;
        if (value is IpldBytes bytes)
            unique = new DocumentUnique(bytes.Value);
        return unique is not null;
    }

    static bool TryReadContext(IpldMap header, out StreamId? context)
    {
        context = null;
        if (!header.TryGet("context", out var value))
            return true;
        if (value is IpldBytes bytes && StreamId.TryRead(bytes.Value.Span, out var id))
            context = id;
        return context is not null;
    }

    static bool Refuse(string detail, out Refusal refusal)
    {
        refusal = new(RefusalCode.InvalidHeader, detail);
        return false;
    }
}
