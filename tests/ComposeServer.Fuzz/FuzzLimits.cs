namespace ComposeServer.Fuzz;

/// <summary>What one input may cost at one door. Source: the project's promise for inputs of up to a mebibyte.</summary>
static class FuzzLimits
{
    /// <summary>Longest input, in bytes.</summary>
    public const int InputBytesMax = 1 << 20;

    /// <summary>Bytes allocated by one call.</summary>
    public const long AllocatedBytesMax = 64L << 20;

    /// <summary>Processor time of one call.</summary>
    public static TimeSpan TimeMax { get; } = TimeSpan.FromSeconds(1);
}
