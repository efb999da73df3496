using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Query.Mutations;

/// <summary>The error of a write to a document that is at another version, with both in <c>extensions</c>.</summary>
static class VersionConflict
{
    /// <summary>The reference's text.</summary>
    public const string Message = "Stream version mismatch";

    /// <param name="id">The document.</param>
    /// <param name="expected">The tip that the writer builds on.</param>
    /// <param name="current">Its tip; null while it has not begun.</param>
    /// <param name="message">Text for people.</param>
    public static GraphQLException Of(StreamId id, Cid expected, Cid? current, string message = Message) =>
        Of(id.At(expected).ToString(), current is { } tip ? id.At(tip).ToString() : null, message);

    /// <param name="expected">The version that the writer builds on, in its own words.</param>
    /// <param name="current">The version of the document.</param>
    /// <param name="message">Text for people.</param>
    public static GraphQLException Of(string expected, string? current, string message = Message) =>
        new(new GraphQLError(message, ErrorCodes.Conflict).With("expected", expected).With("current", current));
}
