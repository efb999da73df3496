namespace ComposeServer.Server.Explorer;

/// <summary>What a request for the explorer gets.</summary>
abstract record ExplorerTarget
{
    /// <summary>The page, below whose address its files are.</summary>
    public sealed record Page : ExplorerTarget;

    /// <summary>The page's own address ends with a slash, for its links are relative.</summary>
    /// <param name="Address">Relative to what was asked for, so that it also holds behind a proxy that cuts the path.</param>
    public sealed record Redirect(string Address) : ExplorerTarget;

    /// <summary>Something the page loads.</summary>
    public sealed record Asset(ExplorerFile File) : ExplorerTarget;

    /// <summary>What Banana Cake Pop reads first.</summary>
    public sealed record Preset : ExplorerTarget;

    /// <summary>There is no page here, and the caller is told why.</summary>
    public sealed record Absent : ExplorerTarget;
}
