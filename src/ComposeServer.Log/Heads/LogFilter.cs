using ComposeServer.Identity.Dids;

namespace ComposeServer.Log.Heads;

/// <summary>Which logs to list.</summary>
public abstract record LogFilter
{
    LogFilter() { }

    /// <summary>Every log that has events.</summary>
    public sealed record All : LogFilter;

    /// <summary>Logs whose shape a log defines: documents of a model.</summary>
    public sealed record OfModel(LogName Model) : LogFilter;

    /// <summary>Logs that an account controls.</summary>
    public sealed record OfController(Did Controller) : LogFilter;
}
