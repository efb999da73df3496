using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log.Heads;

namespace ComposeServer.Log.Feed;

/// <summary>Reads committed events with their bytes, by name or in pages. A page is one statement, bounded in events and bytes.</summary>
/// <remarks>Pages hold what has a position; what was collected or erased leaves no gap that a reader would notice.</remarks>
public interface IEventReader
{
    /// <summary>One event, found by its CID; unclaimed init events too.</summary>
    /// <returns>Null when it is not here.</returns>
    ValueTask<FoundEvent?> FindAsync(Cid cid, CancellationToken cancel);

    /// <summary>Events after a position, in the order of positions.</summary>
    /// <param name="after">Position of the last event that is known.</param>
    /// <param name="max">Events at most.</param>
    /// <param name="bytesMax">A page ends with the event that reaches this many bytes.</param>
    /// <param name="cancel">Gives up.</param>
    ValueTask<IReadOnlyList<StoredEvent>> ReadAfterAsync(long after, int max, long bytesMax, CancellationToken cancel);

    /// <summary>Events of a model, stream by stream in the order in which streams were first named, those of one in the order of positions.</summary>
    /// <param name="selection">Which.</param>
    /// <param name="after">See <see cref="EventPage.Last"/> of the page before; 0 begins.</param>
    /// <param name="max">Events read at most; of them, those are in the page that a selected controller controls.</param>
    /// <param name="bytesMax">A page ends with the event that reaches this many bytes.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null when no event of the model is at that position.</returns>
    ValueTask<EventPage?> ReadAsync(
        EventSelection selection,
        long after,
        int max,
        long bytesMax,
        CancellationToken cancel
    );
}

/// <summary>An event and the log that holds it.</summary>
/// <param name="Log">The log.</param>
/// <param name="Event">The event; its position is 0 while it is unclaimed.</param>
public sealed record FoundEvent(LogName Log, StoredEvent Event);

/// <summary>Which events to read.</summary>
/// <param name="Model">The model of their logs.</param>
/// <param name="Log">One log; empty for all.</param>
/// <param name="Controller">Who controls the logs; null for all.</param>
public sealed record EventSelection(LogName Model, LogName Log = default, Did? Controller = null);

/// <summary>Some events.</summary>
/// <param name="Events">The events.</param>
/// <param name="Last">Position of the last event that was read, in the page or not; of an empty page, what it was asked for.</param>
/// <param name="IsComplete">True when there are no more.</param>
public sealed record EventPage(IReadOnlyList<StoredEvent> Events, long Last, bool IsComplete);
