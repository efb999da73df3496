using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;

namespace ComposeServer.Log.Families;

/// <summary>State of a log after its tip. A family derives its own, immutable.</summary>
public abstract record LogState
{
    /// <summary>Name of the log.</summary>
    public required LogName Name { get; init; }

    /// <summary>Its last winning event.</summary>
    public required Cid Tip { get; init; }

    /// <summary>Number of events from the init event to the tip, both counted.</summary>
    public required int Height { get; init; }

    /// <summary>Who may write.</summary>
    public required Did Controller { get; init; }

    /// <summary>The log that defines this one's shape; empty when there is none.</summary>
    public LogName Model { get; init; }

    /// <summary>
    /// False while there is only an init event that anyone could have made in anyone's name. Such an event is kept for a while, apart from
    /// the log, and leaves no trace in counts and indices (design.md 7).
    /// </summary>
    public virtual bool HasSignedEvent => true;
}
