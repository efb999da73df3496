using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake;

namespace ComposeServer.Sync.Import;

/// <summary>The intake of a node as the door of an import.</summary>
public sealed class IntakeDoor(EventIntake intake, ILogReader log) : IHistoryDoor
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<Cid>> KnownAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel) =>
        log.KnownAsync(cids, cancel);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Outcome>> ImportAsync(
        IReadOnlyList<EventBlocks> chain,
        CancellationToken cancel
    )
    {
        var outcomes = new List<Outcome>();
        foreach (var blocks in chain)
            outcomes.Add(
                await intake.SubmitAsync(blocks, null, cancel) switch
                {
                    Outcome.Missing missing => new Outcome.Parked(missing.Cids),
                    var other => other,
                }
            );
        return outcomes;
    }
}
