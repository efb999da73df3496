using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake;

namespace ComposeServer.Sync.Import;

/// <summary>The intake of a node as the door of an import.</summary>
public sealed class IntakeHistoryDoor(EventIntake intake, ILogReader log) : IHistoryDoor
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<Cid>> KnownAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel) =>
        log.KnownAsync(cids, cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Outcome>> ImportAsync(IReadOnlyList<EventBlocks> chain, CancellationToken cancel) =>
        intake.ImportAsync(chain, cancel);
}
