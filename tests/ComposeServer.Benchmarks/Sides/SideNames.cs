namespace ComposeServer.Benchmarks.Sides;

/// <summary>What sides are called.</summary>
static class SideNames
{
    public const string Server = "server";
    public const string Bare = "bare";
    public const string Postgraphile = "postgraphile";
    public const string FormerNode = "node";

    /// <summary>Those that are measured when asked for: names for <c>--with</c>.</summary>
    public static IReadOnlyList<string> Optional { get; } = [Postgraphile, FormerNode];
}
