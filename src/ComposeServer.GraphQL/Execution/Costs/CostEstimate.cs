namespace ComposeServer.GraphQL.Execution.Costs;

/// <summary>What an operation takes at most, as estimated from its page sizes before it is executed.</summary>
/// <param name="Objects">Objects of a store that it answers with: the product of page sizes along each path, summed.</param>
/// <param name="Reads">Reads of a store: one for each parent of each field that goes there, or the field's weight.</param>
/// <param name="Bytes">Bytes of the answer.</param>
/// <param name="Statements">Questions to a store; a field asks one for all its parents.</param>
public readonly record struct CostEstimate(double Objects, double Reads, double Bytes, int Statements)
{
    /// <summary>Both.</summary>
    public static CostEstimate operator +(CostEstimate one, CostEstimate other) =>
        new(
            one.Objects + other.Objects,
            one.Reads + other.Reads,
            one.Bytes + other.Bytes,
            one.Statements + other.Statements
        );

    /// <summary>For so many parents; the questions stay the same.</summary>
    public CostEstimate Times(double count) => new(Objects * count, Reads * count, Bytes * count, Statements);

    /// <summary>The larger of each.</summary>
    public static CostEstimate Max(CostEstimate one, CostEstimate other) =>
        new(
            double.Max(one.Objects, other.Objects),
            double.Max(one.Reads, other.Reads),
            double.Max(one.Bytes, other.Bytes),
            int.Max(one.Statements, other.Statements)
        );

    /// <summary>As it is shown to callers.</summary>
    internal Dictionary<string, object?> ToExtension() =>
        new(StringComparer.Ordinal)
        {
            ["typeCost"] = Objects,
            ["fieldCost"] = Reads,
            ["bytes"] = Bytes,
            ["statements"] = Statements,
        };
}
