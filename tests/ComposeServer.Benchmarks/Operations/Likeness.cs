namespace ComposeServer.Benchmarks.Operations;

/// <summary>How the answers of a side are like those of this server. Anything less is another question, and no comparison.</summary>
enum Likeness
{
    /// <summary>The same bytes.</summary>
    Bytes,

    /// <summary>The same values in the same order, under other names.</summary>
    Values,

    /// <summary>The same values, where documents that were created in one moment may change places.</summary>
    ValuesInAnyOrder,
}
