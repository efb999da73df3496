using System.Text;
using System.Text.Json.Nodes;
using ComposeServer.Benchmarks.Load;
using ComposeServer.Benchmarks.Operations;

namespace ComposeServer.Benchmarks.Sides;

/// <summary>What is sent to one side for one operation.</summary>
/// <param name="Target">Where to.</param>
/// <param name="Bodies">What; a side that is too slow for all of them takes the first ones.</param>
sealed record SideRequests(PostTarget Target, IReadOnlyList<ReadOnlyMemory<byte>> Bodies)
{
    /// <summary>Most requests under way at a time that the side can bear; it is not measured with more. Default: any number.</summary>
    public int ConnectionsMost { get; init; } = int.MaxValue;

    /// <summary>Questions in GraphQL.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="query">Always the same text.</param>
    /// <param name="read">The variables.</param>
    /// <param name="after">Cursor that the page begins after, if any.</param>
    public static SideRequests Of(PostTarget target, string query, Operation.Read read, string? after) =>
        new(target, [.. read.Variables.Select(variables => Body(query, variables, after))]);

    /// <summary>Documents that are created through the HTTP API of Ceramic.</summary>
    public static SideRequests Of(PostTarget target, Operation.Create create) =>
        new(target, [.. create.Documents.Select(document => document.Body)]);

    static ReadOnlyMemory<byte> Body(string query, JsonObject variables, string? after)
    {
        var all = variables.DeepClone().AsObject();
        if (after is not null)
            all["after"] = after;
        return Encoding.UTF8.GetBytes(new JsonObject { ["query"] = query, ["variables"] = all }.ToJsonString());
    }
}
