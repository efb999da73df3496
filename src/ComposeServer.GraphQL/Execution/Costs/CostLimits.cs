namespace ComposeServer.GraphQL.Execution.Costs;

/// <summary>What an operation may take by estimate; beyond, it is refused with <c>COST_EXCEEDED</c> and nothing is executed.</summary>
public sealed record CostLimits
{
    /// <summary>Objects answered with. Default 50,000.</summary>
    public int ObjectsMax { get; init; } = 50_000;

    /// <summary>Bytes of the answer. Default 16 MiB.</summary>
    public int BytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Questions to a store. Default 1,000.</summary>
    public int StatementsMax { get; init; } = 1_000;

    /// <summary>Finds the limit that an estimate exceeds.</summary>
    /// <returns>Null when it keeps them all.</returns>
    internal (string Name, double Value, int Max)? Exceeded(CostEstimate estimate) =>
        estimate.Objects > ObjectsMax ? ("objects", estimate.Objects, ObjectsMax)
        : estimate.Statements > StatementsMax ? ("statements", estimate.Statements, StatementsMax)
        : estimate.Bytes > BytesMax ? ("bytes", estimate.Bytes, BytesMax)
        : null;
}
