namespace ComposeServer.GraphQL.Validation;

/// <summary>What a document may ask, before it is executed. Over a limit it is refused with <c>LIMIT_EXCEEDED</c>.</summary>
public sealed record ValidationLimits
{
    /// <summary>Fields within fields; introspection has limits of its own. Default 16.</summary>
    public int DepthMax { get; init; } = 16;

    /// <summary>Response keys of one field in one merged selection set. Default 200.</summary>
    public int AliasesPerFieldMax { get; init; } = 200;

    /// <summary>Response keys at the root of an operation. Default 250.</summary>
    public int RootFieldsMax { get; init; } = 250;

    /// <summary>How often one field of one type may stand on the way from the root to a leaf. Default 4.</summary>
    public int CoordinateCyclesMax { get; init; } = 4;

    /// <summary>Fragments entered when all spreads of an operation are followed. Default 1,000.</summary>
    public int FragmentVisitsMax { get; init; } = 1_000;

    /// <summary>Fields visited when all spreads of an operation are followed. Default 30,000.</summary>
    public int ExpandedFieldsMax { get; init; } = 30_000;

    /// <summary>Comparisons made to see whether fields of one response key can be merged. Default 100,000.</summary>
    public int MergeComparisonsMax { get; init; } = 100_000;

    /// <summary>Errors reported about one document. Default 10.</summary>
    public int ErrorsMax { get; init; } = 10;

    /// <summary>Places shown with one error. Default 5.</summary>
    public int LocationsPerErrorMax { get; init; } = 5;

    /// <summary>Fields within <c>__schema</c> or <c>__type</c>. Default 16.</summary>
    public int IntrospectionDepthMax { get; init; } = 16;

    /// <summary>
    /// Lists of introspection within each other: <c>fields</c>, <c>interfaces</c>, <c>possibleTypes</c>, <c>inputFields</c>. Default 2.
    /// </summary>
    public int IntrospectionListsMax { get; init; } = 2;
}
