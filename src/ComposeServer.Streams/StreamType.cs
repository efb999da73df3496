namespace ComposeServer.Streams;

/// <summary>Kind of a stream (CIP-59; ceramic.md 1.4). Numbers without a name are read and kept, as in the JS node.</summary>
public enum StreamType : ulong
{
    /// <summary>JSON with metadata, no model.</summary>
    Tile = 0,

    /// <summary>Link of a blockchain account to a DID.</summary>
    Caip10Link = 1,

    /// <summary>Definition of a kind of document.</summary>
    Model = 2,

    /// <summary>Document of a model; on the wire <c>MID</c>, model instance document.</summary>
    Document = 3,

    /// <summary>A name that no log stands behind, such as the metamodel.</summary>
    Unloadable = 4,

    /// <summary>Key of an event in set reconciliation, not a stream.</summary>
    EventId = 5,
}

/// <summary>Names of stream types.</summary>
public static class StreamTypes
{
    /// <summary>The name that the node API writes as <c>doctype</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number has no name.</exception>
    public static string Doctype(this StreamType type) =>
        type switch
        {
            StreamType.Tile => "tile",
            StreamType.Caip10Link => "caip10-link",
            StreamType.Model => "model",
            StreamType.Document => "MID",
            StreamType.Unloadable => "UNLOADABLE",
            StreamType.EventId => "EventID",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "a stream type without a name"),
        };
}
