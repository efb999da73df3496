namespace ComposeServer.Query.Requests;

/// <summary>An event of a subscription that stands somewhere in the log.</summary>
public interface IFeedEvent
{
    /// <summary>A subscription that goes on behind it misses nothing and repeats nothing.</summary>
    long Position { get; }
}
