namespace ComposeServer.Ipld.DagCbor;

/// <summary>Kind of the item that comes next.</summary>
public enum DagCborKind
{
    /// <summary>Nothing more, or no DAG-CBOR.</summary>
    None,

    /// <summary>Null.</summary>
    Null,

    /// <summary>False or true.</summary>
    Bool,

    /// <summary>An integer.</summary>
    Integer,

    /// <summary>A float.</summary>
    Float,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A CID in tag 42.</summary>
    Link,

    /// <summary>A list.</summary>
    List,

    /// <summary>A map.</summary>
    Map,
}
