namespace ComposeServer.Log.Feed;

/// <summary>Reads committed events in the order of their positions.</summary>
public interface IFeedReader
{
    /// <summary>Events after a position.</summary>
    /// <param name="after">Position of the last event that is known.</param>
    /// <param name="max">Events at most.</param>
    /// <param name="cancel">Gives up.</param>
    ValueTask<IReadOnlyList<FeedEntry>> ReadAfterAsync(long after, int max, CancellationToken cancel);

    /// <summary>Position of the last committed event.</summary>
    ValueTask<long> ReadPositionAsync(CancellationToken cancel);
}
