namespace ComposeServer.GraphQL.Language;

/// <summary>Where a node stands in its source.</summary>
/// <param name="Start">Byte offset of its first byte.</param>
/// <param name="End">Byte offset one past its last byte.</param>
/// <param name="Line">Line of <paramref name="Start"/>, from 1; 0 when the node was not read from a source.</param>
/// <param name="Column">Column of <paramref name="Start"/>, from 1, in UTF-16 units as JavaScript clients count.</param>
public readonly record struct Location(int Start, int End, int Line, int Column)
{
    /// <summary>The location of a node that was made by code.</summary>
    public static Location None => default;

    /// <summary>True for a node that was made by code.</summary>
    public bool IsNone => Line == 0;
}
