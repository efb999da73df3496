namespace ComposeServer.Indexing.Filters;

/// <summary>What a filter may hold at most.</summary>
public static class FilterLimits
{
    /// <summary>Levels of <c>and</c>, <c>or</c> and <c>not</c>.</summary>
    public const int DepthMax = 16;

    /// <summary>Conditions altogether.</summary>
    public const int ConditionsMax = 100;

    /// <summary>Values of one list.</summary>
    public const int ValuesMax = 1000;
}
