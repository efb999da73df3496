using System.Text;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Merging;

/// <summary>Fields of one response key that cannot be merged.</summary>
/// <param name="ResponseKey">The key.</param>
/// <param name="Reason">Why not, as part of a sentence.</param>
/// <param name="Nodes">The one field, and the conflicting ones below it.</param>
/// <param name="OtherNodes">The other, likewise.</param>
sealed record MergeConflict(
    string ResponseKey,
    string Reason,
    IReadOnlyList<FieldNode> Nodes,
    IReadOnlyList<FieldNode> OtherNodes
)
{
    // The detail of an error stays small whatever the document, as in the reference implementation.
    const int DetailLengthMax = 1_000;
    const int NodesMax = 20;

    /// <summary>The conflict of two fields because of those below them.</summary>
    public static MergeConflict Above(string key, FieldNode a, FieldNode b, IReadOnlyList<MergeConflict> below)
    {
        var reason = new StringBuilder();
        foreach (var conflict in below)
        {
            reason
                .Append(reason.Length == 0 ? "" : " and ")
                .Append($"subfields \"{Cut(conflict.ResponseKey)}\" conflict because {conflict.Reason}");
            if (reason.Length > DetailLengthMax)
            {
                break;
            }
        }

        return new(
            key,
            Cut(reason.ToString()),
            Gather(a, below.Select(conflict => conflict.Nodes)),
            Gather(b, below.Select(conflict => conflict.OtherNodes))
        );
    }

    public static string Cut(string text) => text.Length > DetailLengthMax ? text[..DetailLengthMax] + "..." : text;

    // Of too many, the deepest are kept.
    static List<FieldNode> Gather(FieldNode node, IEnumerable<IReadOnlyList<FieldNode>> below)
    {
        var nodes = new List<FieldNode> { node };
        foreach (var conflicting in below)
        {
            nodes.AddRange(conflicting.TakeLast(NodesMax - nodes.Count));
            if (nodes.Count == NodesMax)
            {
                break;
            }
        }

        return nodes;
    }
}
