using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Streams;

namespace ComposeServer.Sync.Export;

/// <summary>
/// Writes whole streams into one CAR v1 that imports in one pass: a model and its interfaces before the first document that uses it,
/// the events of each stream from the init event on. Memory holds a few streams at a time.
/// </summary>
/// <remarks>
/// Roots are the streams' tips where there are at most <see cref="RootsMax"/> streams, else the one block that says what the file is
/// (<c>{ by, of?, type: "ceramic-streams", version: 1 }</c>), which comes first.
/// </remarks>
/// <param name="log">Where streams are read from.</param>
/// <param name="clock">Measures the duration.</param>
public sealed class StreamExport(ILogReader log, TimeProvider clock)
{
    /// <summary>Tips that a header names; more would make it larger than readers take.</summary>
    public const int RootsMax = 1_000;

    /// <summary>Streams that are read while one is written.</summary>
    const int ReadAhead = 4;

    /// <summary>How far it is followed what streams need: schemas of schemas, which anyone could stack without end.</summary>
    const int NeedsDepthMax = 32;

    /// <summary>Writes the streams.</summary>
    /// <param name="selection">Which.</param>
    /// <param name="target">Stays open; owned by the caller.</param>
    /// <param name="progress">Hears of each stream.</param>
    /// <param name="cancel">Gives up; the file is then cut off.</param>
    /// <exception cref="ExportException">A stream that was asked for is not here; nothing was written.</exception>
    public async ValueTask<ExportReport> WriteAsync(
        ExportSelection selection,
        Stream target,
        IProgress<ExportProgress>? progress,
        CancellationToken cancel
    )
    {
        var began = clock.GetTimestamp();
        await RequireAsync(selection, cancel);
        await using var names = ListAsync(selection, cancel).GetAsyncEnumerator(cancel);
        var first = new List<LogName>();
        while (first.Count <= RootsMax && await names.MoveNextAsync())
            first.Add(names.Current);

        var isFew = first.Count is > 0 and <= RootsMax;
        var manifest = ExportManifest.Of(selection);
        using var car = new CarWriter(target, isFew ? await TipsAsync(first, cancel) : [manifest.Cid]);
        var run = new Run(log, new EventSections(car), isFew ? first.Count : null, progress);
        if (!isFew)
            await run.Sections.WriteAsync(manifest, cancel);
        var reading = new Queue<(LogName Name, Task<IReadOnlyList<StoredEvent>> Events)>();
        foreach (var name in first)
            await NextAsync(name);
        while (!isFew && await names.MoveNextAsync())
            await NextAsync(names.Current);
        while (reading.TryDequeue(out var last))
            await run.WriteAsync(last.Name, await last.Events, cancel);
        await car.FlushAsync(cancel);
        return run.Report(clock.GetElapsedTime(began));

        async ValueTask NextAsync(LogName name)
        {
            reading.Enqueue((name, log.ReadEventsAsync(name, cancel).AsTask()));
            if (reading.Count > ReadAhead && reading.TryDequeue(out var next))
                await run.WriteAsync(next.Name, await next.Events, cancel);
        }
    }

    async ValueTask RequireAsync(ExportSelection selection, CancellationToken cancel)
    {
        IReadOnlyList<StreamId> asked = selection switch
        {
            ExportSelection.Streams streams => streams.Ids,
            ExportSelection.OfModel model => [model.Model],
            _ => [],
        };
        var heads = await log.ReadHeadsAsync([.. asked.Select(id => id.Name)], cancel);
        var missing = asked.Where(id => !heads.TryGetValue(id.Name, out var head) || head.Family is null).ToList();
        if (missing.Count > 0)
            throw ExportException.NotFound(missing.Select(id => id.ToString()));
    }

    async IAsyncEnumerable<LogName> ListAsync(
        ExportSelection selection,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        if (selection is ExportSelection.Streams streams)
        {
            foreach (var id in streams.Ids.Distinct())
                yield return id.Name;
            yield break;
        }

        // A model is no document of itself; it comes first, so that a file of a model without documents holds the model.
        if (selection is ExportSelection.OfModel { Model: var model })
            yield return model.Name;
        LogFilter filter = selection switch
        {
            ExportSelection.OfModel of => new LogFilter.OfModel(of.Model.Name),
            ExportSelection.OfController of => new LogFilter.OfController(of.Controller),
            _ => new LogFilter.All(),
        };
        await foreach (var name in log.ListLogsAsync(filter, cancel))
            yield return name;
    }

    /// <summary>The winning event of each log, by its position: a head does not say its CID without its family.</summary>
    async ValueTask<IReadOnlyList<Cid>> TipsAsync(List<LogName> names, CancellationToken cancel)
    {
        var heads = await log.ReadHeadsAsync(names, cancel);
        var entries = await log.ReadEntriesAsync(names, cancel);
        return
        [
            .. from name in names
            where heads.ContainsKey(name) && entries.ContainsKey(name)
            select entries[name].Single(entry => entry.Position == heads[name].TipPosition).Cid,
        ];
    }

    /// <summary>One export at work.</summary>
    sealed class Run(ILogReader log, EventSections sections, int? total, IProgress<ExportProgress>? progress)
    {
        // One small entry for each stream that others need: models and schemas, of which there are never many.
        readonly HashSet<LogName> _needed = [];
        long _streams;

        public EventSections Sections => sections;

        public ExportReport Report(TimeSpan duration) =>
            new(_streams, sections.Events, sections.Blocks, sections.Bytes, duration);

        public ValueTask WriteAsync(LogName name, IReadOnlyList<StoredEvent> events, CancellationToken cancel) =>
            WriteAsync(name, events, depth: 0, cancel);

        async ValueTask WriteAsync(LogName name, IReadOnlyList<StoredEvent> events, int depth, CancellationToken cancel)
        {
            if (_needed.Contains(name) || events.Count == 0)
                return;
            if (depth < NeedsDepthMax && PayloadOf(events[0].Blocks) is { } init)
                await WriteNeedsAsync(name, init, depth + 1, cancel);
            foreach (var stored in events)
                await sections.WriteAsync(stored.Blocks, cancel);
            _streams++;
            progress?.Report(new(_streams, total, sections.Events, sections.Bytes));
        }

        /// <summary>Writes what a stream needs before the stream itself.</summary>
        async ValueTask WriteNeedsAsync(LogName name, IpldMap init, int depth, CancellationToken cancel)
        {
            if (ModelLinks.IsModel(init))
            {
                _needed.Add(name);
                foreach (var id in ModelLinks.InterfacesOf(init))
                    await WriteNeededAsync(id.Name, depth, cancel);
            }
            else if (ModelLinks.TryModelOf(init, out var needed) || ModelLinks.TrySchemaOf(init, out needed))
            {
                await WriteNeededAsync(needed.Name, depth, cancel);
            }
        }

        async ValueTask WriteNeededAsync(LogName name, int depth, CancellationToken cancel)
        {
            if (_needed.Contains(name))
                return;
            await WriteAsync(name, await log.ReadEventsAsync(name, cancel), depth, cancel);
            _needed.Add(name);
        }

        static IpldMap? PayloadOf(EventBlocks init) =>
            DagCborDecoder.ReadAsReference((init.Linked ?? init.Event).Bytes).Value as IpldMap;
    }
}
