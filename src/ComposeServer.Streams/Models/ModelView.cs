namespace ComposeServer.Streams.Models;

/// <summary>What a view shows.</summary>
public enum ModelViewKind
{
    /// <summary>A type of view that this version does not know.</summary>
    Unknown,

    /// <summary>The controller of the document.</summary>
    DocumentAccount,

    /// <summary>The CommitID of the document's tip.</summary>
    DocumentVersion,

    /// <summary>The document that a relation field points to.</summary>
    RelationDocument,

    /// <summary>The documents that point to this one.</summary>
    RelationFrom,

    /// <summary>How many documents point to this one.</summary>
    RelationCountFrom,

    /// <summary>The one document of a set that points to this one.</summary>
    RelationSetFrom,
}

/// <summary>A field that is shown but not stored: an entry of <c>views</c> in a model definition (composedb.md 2.2).</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Model">The other side's model; null for a document of any model, and where the kind has none.</param>
/// <param name="Property">The relation field, of this model or of the other; null where the kind has none.</param>
public sealed record ModelView(ModelViewKind Kind, StreamId? Model, string? Property)
{
    /// <summary>The word that stands in definitions.</summary>
    internal static ModelViewKind KindOf(string type) =>
        type switch
        {
            "documentAccount" => ModelViewKind.DocumentAccount,
            "documentVersion" => ModelViewKind.DocumentVersion,
            "relationDocument" => ModelViewKind.RelationDocument,
            "relationFrom" => ModelViewKind.RelationFrom,
            "relationCountFrom" => ModelViewKind.RelationCountFrom,
            "relationSetFrom" => ModelViewKind.RelationSetFrom,
            _ => ModelViewKind.Unknown,
        };
}
