namespace ComposeServer.Ipld.DagCbor;

/// <summary>What may not grow without end.</summary>
public static class DagCborLimits
{
    /// <summary>Lists and maps inside each other. The deepest real event has about ten.</summary>
    public const int DepthMax = 128;
}
