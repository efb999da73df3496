using System.Threading.Channels;
using ComposeServer.Streams;
using ComposeServer.Sync.Import;
using ComposeServer.Sync.Import.Blocks;

namespace ComposeServer.Sync.Pull;

/// <summary>Reads the logs of streams, several at a time, and hands them over one after the other, each behind what it needs.</summary>
sealed class StreamTaking(INodeSource node, IHistoryDoor door, ImportRun import, PullTally tally, PullOptions options)
{
    readonly LogReading _reading = new(node, door, options);
    readonly HashSet<StreamId> _needed = [];
    int _models;

    /// <summary>False for what was taken because something else needed it.</summary>
    public bool IsNew(StreamId id) => !_needed.Contains(id);

    /// <summary>Takes streams that others need, and what those need, each once.</summary>
    public async Task TakeNeedsAsync(IEnumerable<StreamId> ids, CancellationToken cancel)
    {
        var fresh = ids.Where(_needed.Add).Select(id => new ListedStream(id, null)).ToList();
        _models += fresh.Count(stream => stream.Id.Type == StreamType.Model);
        if (_models > options.ModelsMax)
            throw new PullStopped(
                new(NodeFaultCode.AnswerInvalid, $"more than {options.ModelsMax} models refer to each other")
            );
        if (fresh.Count > 0)
            await TakeAsync(fresh, areNeeds: true, cancel);
    }

    /// <summary>Takes streams.</summary>
    /// <exception cref="PullStopped">It makes no sense to go on.</exception>
    public Task TakeAsync(IReadOnlyList<ListedStream> streams, CancellationToken cancel) =>
        TakeAsync(streams, areNeeds: false, cancel);

    async Task TakeAsync(IReadOnlyList<ListedStream> streams, bool areNeeds, CancellationToken cancel)
    {
        // Bounded, so that no more logs wait in memory than are on their way.
        var arrivals = Channel.CreateBounded<Arrival>(options.RequestsInFlightMax);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = ReadAllAsync(streams, arrivals.Writer, stop.Token);
        try
        {
            await foreach (var arrival in arrivals.Reader.ReadAllAsync(cancel))
                // Another stream may have needed it while it was on its way. Nothing needs a document.
                if (areNeeds || arrival.Id.Type == StreamType.Document || _needed.Add(arrival.Id))
                    await TakeAsync(arrival, cancel);
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <summary>Throws nothing itself: what goes wrong goes through the channel.</summary>
    async Task ReadAllAsync(
        IReadOnlyList<ListedStream> streams,
        ChannelWriter<Arrival> arrivals,
        CancellationToken cancel
    )
    {
        try
        {
            await Parallel.ForEachAsync(
                streams,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = options.RequestsInFlightMax,
                    CancellationToken = cancel,
                },
                async (stream, token) => await arrivals.WriteAsync(await ReadAsync(stream, token), token)
            );
            arrivals.Complete();
        }
        catch (Exception fault)
        {
            arrivals.Complete(fault);
        }
    }

    async Task<Arrival> ReadAsync(ListedStream stream, CancellationToken cancel)
    {
        try
        {
            var (log, events) = await _reading.ReadAsync(stream, cancel);
            return new(stream.Id, log, events, null);
        }
        catch (NodeFault fault)
        {
            return new(stream.Id, null, [], fault);
        }
    }

    async Task TakeAsync(Arrival arrival, CancellationToken cancel)
    {
        if (arrival.Log is not { } log)
        {
            tally.Fail(arrival.Id, arrival.Fault!);
            return;
        }

        tally.Count(arrival.Id);
        foreach (var (cid, code) in log.Refused)
            import.Tally.Refuse(code, cid);
        foreach (var cid in log.Orphans)
            import.Tally.Park(cid);
        await TakeNeedsAsync(log.Needs, cancel);
        if (await import.TakeAsync(arrival.Id.ToString(), arrival.Events, cancel) is { } full)
            throw new PullStopped(new(full.Code, full.Detail));
    }

    readonly record struct Arrival(StreamId Id, PulledLog? Log, IReadOnlyList<ArrivedEvent> Events, NodeFault? Fault);
}
