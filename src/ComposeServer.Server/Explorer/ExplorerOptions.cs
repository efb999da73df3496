namespace ComposeServer.Server.Explorer;

/// <summary>What explorer is served, and for which schemas.</summary>
public sealed record ExplorerOptions
{
    public ExplorerKind Kind { get; init; } = ExplorerKind.BananaCakePop;

    /// <summary>Holds the folders <c>bananacakepop</c> and <c>graphiql</c>; either may be missing. Read once, when the explorer is mapped.</summary>
    public string Folder { get; init; } = Path.Combine(AppContext.BaseDirectory, "explorer");

    /// <summary>Tells whether a name is that of a schema with an endpoint of its own, at <c>/graphql/{name}</c>. None by default.</summary>
    public Func<string, bool> HasSchema { get; init; } = _ => false;
}
