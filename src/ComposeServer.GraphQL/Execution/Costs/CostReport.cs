namespace ComposeServer.GraphQL.Execution.Costs;

/// <summary>What a caller wants to know of the cost of an operation.</summary>
public enum CostReport
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The estimate, in <c>extensions.operationCost</c> beside the answer.</summary>
    Report,

    /// <summary>The estimate alone; nothing is executed and nothing refused for its cost.</summary>
    Validate,
}
