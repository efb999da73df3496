using ComposeServer.Log.Families;

namespace ComposeServer.Log.Materialise;

/// <summary>
/// Turns states of logs into rows of the index. The log knows only this port: it asks for the rows of what it applied and has them
/// written in the same transaction, so neither side can be ahead of the other.
/// </summary>
public interface IMaterialise
{
    /// <summary>Version of the index catalogue that the rows are made for.</summary>
    long CatalogueVersion { get; }

    /// <summary>Loads the catalogue again after another server, or an administrator, changed it.</summary>
    ValueTask ReloadAsync(CancellationToken cancel);

    /// <summary>The row that a log's new state asks for.</summary>
    /// <returns>Null when the log has no place in the index.</returns>
    MaterialisedRow? Materialise(LogState after, DateTimeOffset at);
}

/// <summary>A row to write for one log. The index derives its own; the log only carries it to the store.</summary>
/// <param name="Log">The log whose row it is.</param>
public abstract record MaterialisedRow(LogName Log);
