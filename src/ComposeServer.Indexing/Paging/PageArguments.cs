namespace ComposeServer.Indexing.Paging;

/// <summary>Limits of paging.</summary>
public static class PageArguments
{
    /// <summary>Documents of one page (composedb.md 9.1).</summary>
    public const int LimitMax = 1000;
}
