using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Intake;

namespace ComposeServer.Sync.Import;

/// <summary>Where history is handed over: the intake of this node, or a rehearsal of it.</summary>
public interface IHistoryDoor
{
    /// <summary>Those of some events that are stored already, in one round trip.</summary>
    ValueTask<IReadOnlySet<Cid>> KnownAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel);

    /// <summary>Takes events of one log in causal order. Called from many threads at once, never twice at a time for one log.</summary>
    /// <returns>One outcome for each event.</returns>
    ValueTask<IReadOnlyList<Outcome>> ImportAsync(IReadOnlyList<EventBlocks> chain, CancellationToken cancel);
}
