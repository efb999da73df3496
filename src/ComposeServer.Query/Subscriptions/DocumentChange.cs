using System.Globalization;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Requests;
using ComposeServer.Streams;

namespace ComposeServer.Query.Subscriptions;

/// <summary>What became of a document.</summary>
enum ChangeKind
{
    /// <summary>It is there for the first time.</summary>
    Created,

    /// <summary>It changed, or came back.</summary>
    Updated,

    /// <summary>It is hidden, or does not match the filter any more.</summary>
    Removed,
}

/// <summary>One event of a subscription.</summary>
/// <param name="Position">Of the event in the log; a caller that sends it back as <c>after</c> goes on behind it.</param>
/// <param name="Kind">What became of the document.</param>
/// <param name="Id">The document's stream.</param>
/// <param name="Node">The document at or after the event; null when it was removed or is of no model of the schema.</param>
sealed record DocumentChange(long Position, ChangeKind Kind, StreamId Id, DocumentNode? Node) : IFeedEvent
{
    /// <summary>As enum values are named in the schema.</summary>
    public string KindName => Kind.ToString().ToUpperInvariant();

    public string PositionText => Position.ToString(CultureInfo.InvariantCulture);
}
