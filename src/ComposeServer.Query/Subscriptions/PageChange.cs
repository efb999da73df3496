using System.Globalization;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Requests;

namespace ComposeServer.Query.Subscriptions;

/// <summary>One event of <c>nIndexChanged</c>.</summary>
/// <param name="Position">The page is as new as the event there, or newer.</param>
/// <param name="Connection">The page.</param>
sealed record PageChange(long Position, ConnectionNode Connection) : IFeedEvent
{
    /// <summary>The field with the page.</summary>
    public const string ConnectionField = "connection";

    public string PositionText => Position.ToString(CultureInfo.InvariantCulture);
}
