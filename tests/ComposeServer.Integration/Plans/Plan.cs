using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Plans;

/// <summary>What Postgres did for a statement: the output of <c>explain (analyze, format json)</c>.</summary>
sealed class Plan(JsonElement json)
{
    readonly JsonElement[] _nodes = [.. NodesOf(json.At("0.Plan"))];

    /// <summary>Tables that were read from end to end, or would have been.</summary>
    public IEnumerable<string> SequentialScans => NodesWith("Seq Scan").Select(node => node.Text("Relation Name")!);

    /// <summary>The most rows that went into one sort.</summary>
    public double SortedRows =>
        NodesWith("Sort")
            .Concat(NodesWith("Incremental Sort"))
            .Select(node => RowsOf(node.At("Plans.0")))
            .DefaultIfEmpty()
            .Max();

    /// <summary>Rows of tables and indices that were looked at, also those that did not pass.</summary>
    public double TouchedRows =>
        _nodes
            .Where(node =>
                node.Text("Node Type")!.Contains("Scan", StringComparison.Ordinal)
                && node.TryGetProperty("Relation Name", out _)
            )
            .Sum(node =>
                RowsOf(node) + Removed(node, "Rows Removed by Filter") + Removed(node, "Rows Removed by Index Recheck")
            );

    /// <summary>Indices by name, in the order of the plan.</summary>
    public IEnumerable<string> Indices =>
        _nodes
            .Where(node => node.TryGetProperty("Index Name", out _))
            .Select(node => node.Text("Index Name")!)
            .Distinct();

    public override string ToString() => json.ToString();

    IEnumerable<JsonElement> NodesWith(string type) => _nodes.Where(node => node.Text("Node Type") == type);

    static double RowsOf(JsonElement node) => node.At("Actual Rows").GetDouble() * node.At("Actual Loops").GetDouble();

    static double Removed(JsonElement node, string name) =>
        node.TryGetProperty(name, out var rows) ? rows.GetDouble() * node.At("Actual Loops").GetDouble() : 0;

    static IEnumerable<JsonElement> NodesOf(JsonElement node)
    {
        yield return node;
        if (node.TryGetProperty("Plans", out var parts))
            foreach (var part in parts.EnumerateArray())
            foreach (var inner in NodesOf(part))
                yield return inner;
    }
}
