namespace ComposeServer.Server.Explorer;

/// <summary>Which page people get who open the GraphQL endpoint in a browser.</summary>
public enum ExplorerKind
{
    /// <summary>Banana Cake Pop, under the ChilliCream License; GraphiQL where it was not restored.</summary>
    BananaCakePop,

    /// <summary>GraphiQL, under the MIT licence; nothing else in its place.</summary>
    GraphiQL,

    /// <summary>No page.</summary>
    None,
}
