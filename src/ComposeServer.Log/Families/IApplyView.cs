namespace ComposeServer.Log.Families;

/// <summary>What a family may see beside the log at hand while it applies an event.</summary>
public interface IApplyView
{
    /// <summary>State of another log, the group's own changes included.</summary>
    /// <returns>Null when the log's init event is not here.</returns>
    LogState? Find(LogName name);

    /// <summary>True when the log holds this event, on a winning branch or not.</summary>
    bool Holds(LogName name, Ipld.Cid cid);
}
