namespace ComposeServer.Composites.Runtime;

/// <summary>One field of a model or of an embedded object, or the item of a list.</summary>
public abstract record RuntimeField
{
    RuntimeField() { }

    /// <summary>A field whose value lies in the document.</summary>
    /// <param name="Required">The value may not be missing. Always false for enums, as in the JS tools (quirk Q35).</param>
    /// <param name="Immutable">The value may be set once. Always false for enums (quirk Q35).</param>
    public abstract record Content(bool Required, bool Immutable) : RuntimeField;

    /// <summary>A value that can be filtered and sorted by.</summary>
    /// <remarks>Indexed: named by an index of the composite.</remarks>
    public abstract record Single(bool Required, bool Immutable, bool Indexed) : Content(Required, Immutable);

    /// <summary>A scalar.</summary>
    public sealed record Scalar(RuntimeScalar Type, bool Required, bool Immutable, bool Indexed)
        : Single(Required, Immutable, Indexed);

    /// <summary>A value of an enum of the definition.</summary>
    public sealed record Enum(string Name, bool Required, bool Immutable, bool Indexed)
        : Single(Required, Immutable, Indexed);

    /// <summary>An embedded object of the definition.</summary>
    public sealed record Object(string Name, bool Required, bool Immutable, bool Indexed)
        : Single(Required, Immutable, Indexed);

    /// <summary>A list of scalars, enums or embedded objects.</summary>
    /// <remarks>The flags of the item repeat those of the list, except that enums stay false (quirk Q4).</remarks>
    public sealed record List(bool Required, bool Immutable, Single Item) : Content(Required, Immutable);

    /// <summary>A field answered from outside the document's content.</summary>
    public abstract record View : RuntimeField;

    /// <summary>The account that controls the document.</summary>
    public sealed record DocumentAccount : View;

    /// <summary>The document's current CommitID.</summary>
    public sealed record DocumentVersion : View;

    /// <summary>Documents that stand in a relation to this one.</summary>
    /// <param name="Source">How they are found.</param>
    /// <param name="Model">StreamID of the model on the other side; null, for any model, only with <see cref="RelationSource.Document"/>.</param>
    /// <param name="Property">The field that holds the StreamID: here with <see cref="RelationSource.Document"/>, else on the other side.</param>
    public sealed record Relation(RelationSource Source, string? Model, string Property) : View;
}

/// <summary>How a relation view finds its documents.</summary>
public enum RelationSource
{
    /// <summary>The document named by a field of this one.</summary>
    Document,

    /// <summary>All documents that name this one, in pages.</summary>
    QueryConnection,

    /// <summary>The number of documents that name this one.</summary>
    QueryCount,

    /// <summary>The one document of an account and SET model that names this one.</summary>
    Set,
}
