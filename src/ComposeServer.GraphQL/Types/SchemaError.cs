using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>A rule of the type system that a schema or a schema document breaks.</summary>
/// <param name="Message">In the reference implementation's words.</param>
/// <param name="Locations">Where in the SDL; empty for schemas made by code.</param>
public sealed record SchemaError(string Message, IReadOnlyList<Location> Locations)
{
    /// <summary>An error at those of the places that are known.</summary>
    internal static SchemaError At(string message, params IEnumerable<Location?> places) =>
        new(message, [.. places.OfType<Location>().Where(place => !place.IsNone)]);

    /// <summary>An error at those of the nodes that exist.</summary>
    internal static SchemaError AtNodes(string message, params IEnumerable<SyntaxNode?> nodes) =>
        At(message, nodes.Select(node => node?.Location));
}
