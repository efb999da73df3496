using ComposeServer.Benchmarks.Sides;

namespace ComposeServer.Benchmarks.Report;

/// <summary>Colors of middle lightness, which stand out from a white page and from a dark one, and differ to all eyes.</summary>
static class SideColors
{
    /// <summary>For letters and lines.</summary>
    public const string Ink = "#768390";

    public static string Of(string side) =>
        side switch
        {
            SideNames.Server => "#2f81f7",
            SideNames.Bare => "#8b949e",
            SideNames.Postgraphile => "#d29922",
            _ => "#a371f7",
        };
}
