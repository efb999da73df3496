using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Sync.Import;
using ComposeServer.Sync.Import.Blocks;

namespace ComposeServer.Sync.Pull;

/// <summary>Reads the log of a stream from a node, with what it can show of the proofs in it. Safe for many threads.</summary>
sealed class LogReading(INodeSource node, IHistoryDoor door, PullOptions options)
{
    /// <summary>Reads a log.</summary>
    /// <param name="stream">As the node listed it, or its name alone.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="NodeFault">The node does not give it.</exception>
    public async Task<(PulledLog Log, IReadOnlyList<ArrivedEvent> Events)> ReadAsync(
        ListedStream stream,
        CancellationToken cancel
    )
    {
        var commits = await node.ReadLogAsync(stream.Id, cancel);
        if (commits[0].Cid != stream.Id.Init)
            throw new NodeFault(
                NodeFaultCode.AnswerInvalid,
                $"the log of {stream.Id} begins with {commits[0].Cid}, which is another stream's"
            );
        var stored = await door.KnownAsync(PulledLog.NamesIn(commits), cancel);
        var log = PulledLog.Read(stream.Id, commits, stored);
        var events = log.Events.ToArray();
        for (var at = 0; at < events.Length; at++)
            if (!stored.Contains(events[at].Cid) && PulledLog.TimeOf(events[at].Blocks) is { } time)
                events[at] = await ProveAsync(events[at], time, stream, cancel);
        return (log, events);
    }

    /// <summary>Adds the proof block. The tree behind it is not to be had over this API.</summary>
    async Task<ArrivedEvent> ProveAsync(ArrivedEvent one, TimeEvent time, ListedStream stream, CancellationToken cancel)
    {
        // The state that the listing showed has the last proof; earlier ones are in earlier states.
        var proof = ProofRebuild.TryRebuild(stream.Proof, time.Proof);
        var shown = stream;
        if (proof is null || (options.TrustsTimes && stream.Times?.ContainsKey(one.Cid) != true))
        {
            shown = await StateAtAsync(stream.Id.At(one.Cid), cancel) ?? stream;
            proof ??= ProofRebuild.TryRebuild(shown.Proof, time.Proof);
        }

        return new(one.Blocks, one.Links, proof is { } block ? [block] : [])
        {
            ClaimedSeconds =
                options.TrustsTimes && shown.Times?.TryGetValue(one.Cid, out var seconds) == true ? seconds : null,
        };
    }

    /// <returns>Null when the node cannot show it: the event is kept without.</returns>
    async Task<ListedStream?> StateAtAsync(CommitId commit, CancellationToken cancel)
    {
        try
        {
            return await node.ReadStateAsync(commit, cancel);
        }
        catch (NodeFault fault) when (fault.Code is not (NodeFaultCode.Unreachable or NodeFaultCode.TimedOut))
        {
            return null;
        }
    }
}
