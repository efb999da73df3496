using ComposeServer.Ipld;

namespace ComposeServer.Log.Feed;

/// <summary>One committed event as those see it who follow the log.</summary>
/// <param name="Position">Of the event; positions have no gaps.</param>
/// <param name="Cid">Its name.</param>
/// <param name="Log">The log that it belongs to.</param>
/// <param name="Model">The model of that log; empty when it has none.</param>
/// <param name="Kind">Kind of event.</param>
/// <param name="IsSigned">False for init events that nobody signed.</param>
/// <param name="FollowsUnsignedInit">True when it is the first event after such an init event.</param>
public readonly record struct FeedEntry(
    long Position,
    Cid Cid,
    LogName Log,
    LogName Model,
    EventKind Kind,
    bool IsSigned,
    bool FollowsUnsignedInit
);
