using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Execution;

/// <summary>The field errors of one request.</summary>
sealed class FieldErrors
{
    readonly List<(int[] Position, GraphQLError Error)> found = [];

    /// <summary>Makes a place of the response null because of an error; does nothing where the place itself is gone already.</summary>
    public void Add(ResultNode node, int slot, GraphQLError error, ImmutableArray<Location> locations)
    {
        if (!node.IsLive)
        {
            return;
        }

        var located = error with
        {
            Path = error.Path ?? node.PathTo(slot),
            Locations = error.Locations.IsEmpty ? locations : error.Locations,
        };
        found.Add((node.PositionOf(slot), located));
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
}
