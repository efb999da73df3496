namespace ComposeServer.Log.Families;

/// <summary>What a family may see beside the log at hand while it applies an event.</summary>
public interface IApplyView
{
    /// <summary>State of another log, the group's own changes included.</summary>
    /// <returns>Null when the log's init event is not here.</returns>
    LogState? Find(LogName name);

    /// <summary>State of another log right after one of its events.</summary>
    /// <returns>Null when that is not at hand: a view that keeps no history knows only the newest state.</returns>
    LogState? FindAt(LogName name, Ipld.Cid commit) => Find(name) is { } newest && newest.Tip == commit ? newest : null;

    /// <summary>True when the log holds this event, on a winning branch or not.</summary>
    bool Holds(LogName name, Ipld.Cid cid);
}
