namespace ComposeServer.Tests.Simulation;

/// <summary>Lines that no log takes.</summary>
static class Journals
{
    /// <summary>The database cannot store it.</summary>
    public const string Poison = "poison";

    /// <summary>The family refuses it.</summary>
    public const string Forbidden = "forbidden";
}
