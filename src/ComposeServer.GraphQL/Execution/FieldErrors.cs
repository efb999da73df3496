using System.Collections.Immutable;
using ComposeServer.GraphQL.Execution.Incremental;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Execution;

/// <summary>The field errors of one request, or of the parts of a response that are executed together.</summary>
/// <param name="later">Knows where the parts hang; null when the whole response is executed at once.</param>
sealed class FieldErrors(LaterWork? later)
{
    readonly List<(int Root, int[] Position, GraphQLError Error)> found = [];

    /// <summary>Makes a place of the response null because of an error; does nothing where the place itself is gone already.</summary>
    public void Add(ResultNode node, int slot, GraphQLError error, ImmutableArray<Location> locations)
    {
        if (!node.IsLive)
        {
            return;
        }

        var located = error with
        {
            Path = error.Path ?? later?.PathTo(node, slot) ?? node.PathTo(slot),
            Locations = error.Locations.IsEmpty ? locations : error.Locations,
        };
        found.Add((later is null ? 0 : node.Root.Slot, node.PositionOf(slot), located));
        node.Nullify(slot);
    }

    /// <summary>The errors in the order of the response, which concurrency does not change.</summary>
    public IReadOnlyList<GraphQLError> InOrder()
    {
        if (found.Count > 1)
        {
            found.Sort((a, b) => a.Position.AsSpan().SequenceCompareTo(b.Position));
        }

        return [.. found.Select(item => item.Error)];
    }

    /// <summary>The errors of one part in the order of the response.</summary>
    public IReadOnlyList<GraphQLError> InOrder(int root)
    {
        var own = found.FindAll(item => item.Root == root);
        own.Sort((a, b) => a.Position.AsSpan().SequenceCompareTo(b.Position));
        return own.ConvertAll(item => item.Error);
    }

    /// <summary>The error that reached the root of a part: after it no other one is taken.</summary>
    public GraphQLError Last(int root) => found.FindLast(item => item.Root == root).Error;
}
