namespace ComposeServer.Indexing.Catalogue;

/// <summary>Reasons for which a model is not indexed.</summary>
public static class IndexingCode
{
    /// <summary>The id is not that of a model.</summary>
    public const string NotAModel = "NOT_A_MODEL";

    /// <summary>The model is not known here.</summary>
    public const string ModelNotFound = "MODEL_NOT_FOUND";

    /// <summary>An interface has no documents of its own to index.</summary>
    public const string ModelIsInterface = "MODEL_IS_INTERFACE";

    /// <summary>An index names no field, too many, or one that cannot be compared.</summary>
    public const string InvalidIndex = "INVALID_INDEX";

    /// <summary>The model has as many indices as it may have.</summary>
    public const string TooManyIndices = "TOO_MANY_INDICES";
}
