using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Log.Intake;
using ComposeServer.Sync.Import.Blocks;
using ComposeServer.Sync.Import.Order;

namespace ComposeServer.Sync.Import;

/// <summary>One import at work. While a batch is handed over the next one is read; only one is on its way at a time.</summary>
sealed partial class ImportRun
{
    readonly IHistoryDoor _door;
    readonly ChainSubmission _submission;
    readonly ImportOptions _options;
    readonly long? _bytesTotal;
    readonly IProgress<ImportProgress>? _progress;
    readonly EventAssembler _assembler;
    readonly LogSorter _order = new();
    readonly HeldChains _held = new();
    readonly List<ArrivedEvent> _batch = [];
    readonly HashSet<Cid> _storedLately = [];
    Task<IReadOnlyList<(Chain, IReadOnlyList<HandedOver>)>> _onItsWay = Nothing;
    long _batchBytes;
    string _file = "";

    public ImportRun(
        IHistoryDoor door,
        ChainSubmission submission,
        ImportOptions options,
        long? bytesTotal,
        IProgress<ImportProgress>? progress
    )
    {
        _door = door;
        _submission = submission;
        _options = options;
        _bytesTotal = bytesTotal;
        _progress = progress;
        _assembler = new(options, Tally);
    }

    public ImportTally Tally { get; } = new();

    static Task<IReadOnlyList<(Chain, IReadOnlyList<HandedOver>)>> Nothing =>
        Task.FromResult<IReadOnlyList<(Chain, IReadOnlyList<HandedOver>)>>([]);

    long WaitingBytes => _assembler.WaitingBytes + _order.WaitingBytes + _held.Bytes;

    /// <summary>Reads a file to its end.</summary>
    /// <returns>Why it was not read to its end.</returns>
    public async Task<ImportFault?> ReadAsync(ImportSource file, CancellationToken cancel)
    {
        await using var stream = file.Open();
        var car = await CarReader.OpenAsync(stream, _options.Car, cancel);
        Tally.Files++;
        _file = file.Name;
        _assembler.Begin(car.Roots);
        long counted = 0;
        while (await car.ReadAsync(cancel))
        {
            Tally.Blocks++;
            Tally.Bytes += car.Offset - counted;
            counted = car.Offset;
            Take(car.Current);
            if (_batch.Count >= _options.BatchEventsMax || _batchBytes >= _options.BatchBytesMax)
                await FlushAsync(cancel);
            if (WaitingBytes > _options.WindowBytes && !await RelieveAsync(cancel))
                return ImportFault.OfWindow(
                    file.Name,
                    _options.WindowBytes,
                    [.. _assembler.Missing, .. _order.Missing, .. _held.Missing],
                    _assembler.Loose
                );
        }

        Tally.Bytes += car.Offset - counted;
        return car.Error is { } error ? ImportFault.OfCar(file.Name, error) : null;
    }

    /// <summary>Hands over what waited in vain, and counts what is left.</summary>
    public async Task EndAsync(CancellationToken cancel)
    {
        await FlushAsync(cancel);
        await SettleAsync();
        var incomplete = _assembler.End(_batch);
        await FlushAsync(cancel);
        await SettleAsync();
        // With whatever still waits for them, a time event perhaps.
        _batch.AddRange(_held.TakeExpired().Select(one => one.Event));
        await FlushAsync(cancel);
        await SettleAsync();
        await SubmitAsync(_order.TakeRest(), cancel);

        // What one chain was parked for may have come with the last ones.
        for (var before = -1L; _held.HasParked && Tally.Taken > before; )
        {
            before = Tally.Taken;
            await SubmitAsync(Chain.Merge(_held.TakeParked()), cancel);
        }

        GiveUpHeld();
        foreach (var some in incomplete.Chunk(_options.BatchEventsMax))
        {
            var known = await _door.KnownAsync([.. some.Select(one => one.Event)], cancel);
            foreach (var (cid, missing) in some)
                if (known.Contains(cid))
                    Tally.Know();
                else
                    Tally.Lack(cid, missing);
        }
    }

    void Take(Block block)
    {
        var before = _batch.Count;
        _assembler.Take(block, _batch);
        for (var at = before; at < _batch.Count; at++)
            _batchBytes += _batch[at].SizeBytes;
    }

    /// <summary>Puts the batch on its way once the one before has arrived.</summary>
    async Task FlushAsync(CancellationToken cancel)
    {
        await SettleAsync();
        foreach (var one in _batch.ToList())
        {
            if ((one.Links.Init ?? one.Prev) is { } init)
                _assembler.Promote(init, _batch);
            _batch.AddRange(_held.TakeExpired(one.Links.Init ?? one.Cid));
        }

        var batch = _batch.DistinctBy(one => one.Cid).Where(one => !_order.Waits(one.Cid)).ToList();
        _batch.Clear();
        _batchBytes = 0;
        // Without new events too: what was stored lately may be what others wait for.
        IEnumerable<ArrivedEvent[]> parts =
            batch.Count > 0
                ? batch.Chunk(_options.BatchEventsMax)
                :
                [
                    [],
                ];
        foreach (var some in parts)
        {
            await SettleAsync();
            var chains = await SortAsync(some, cancel);
            if (chains.Count > 0)
                _onItsWay = Task.Run(() => _submission.SubmitAsync(chains, cancel), cancel);
        }
    }

    /// <summary>Leaves out what is stored, and adds what waited for what is.</summary>
    async Task<IReadOnlyList<Chain>> SortAsync(IReadOnlyList<ArrivedEvent> events, CancellationToken cancel)
    {
        var stored = await AskAsync(events, cancel);
        var fresh = new List<ArrivedEvent>(events.Count);
        foreach (var one in events)
            if (stored.Contains(one.Cid))
                Know(one);
            else
                fresh.Add(one);
        stored.UnionWith(_storedLately);
        _storedLately.Clear();
        return Chain.Merge([.. stored.SelectMany(_held.Release), .. _order.Sort(fresh, stored)]);
    }

    /// <summary>Which of some events, and of those that they build on, are stored.</summary>
    async Task<HashSet<Cid>> AskAsync(IReadOnlyList<ArrivedEvent> events, CancellationToken cancel)
    {
        if (events.Count == 0)
            return [];
        var asked = events.Select(one => one.Cid).ToHashSet();
        foreach (var one in events)
            if (one.Prev is { } prev)
                asked.Add(prev);
        return [.. await _door.KnownAsync(asked, cancel)];
    }

    async Task SubmitAsync(IReadOnlyList<Chain> chains, CancellationToken cancel)
    {
        _onItsWay = _submission.SubmitAsync(chains, cancel);
        await SettleAsync();
    }

    /// <summary>Waits for the batch that is on its way and counts what became of it.</summary>
    async Task SettleAsync()
    {
        var onItsWay = _onItsWay;
        _onItsWay = Nothing;
        foreach (var (chain, handed) in await onItsWay)
        foreach (var one in _held.Keep(chain.Log, handed))
            Settle(one);
        _progress?.Report(new(_file, Tally.Bytes, _bytesTotal, Tally.Settled));
    }

    void Settle(HandedOver handed)
    {
        switch (handed.Outcome)
        {
            case Outcome.AlreadyKnown:
                Know(handed.Event);
                break;
            case Outcome.Taken:
                _held.Forget(handed.Event.Cid);
                Tally.Count(handed);
                break;
            default:
                Tally.Count(handed);
                return;
        }

        _storedLately.Add(handed.Event.Cid);
    }

    /// <summary>Makes room in a full window.</summary>
    /// <returns>False when what fills it waits for blocks that may never come.</returns>
    async Task<bool> RelieveAsync(CancellationToken cancel)
    {
        await FlushAsync(cancel);
        // What that stored may be what others wait for.
        await FlushAsync(cancel);
        await SettleAsync();
        if (WaitingBytes <= _options.WindowBytes)
            return true;
        _assembler.PromoteAll(_batch);
        await FlushAsync(cancel);
        await SettleAsync();
        if (WaitingBytes > _options.WindowBytes)
            GiveUpHeld();
        return WaitingBytes <= _options.WindowBytes;
    }

    /// <summary>An event is stored and this run did not store it: it was there before, or the intake took it out of what is parked.</summary>
    void Know(ArrivedEvent one)
    {
        if (_held.Forget(one.Cid))
            Tally.TakeLate(one);
        else
            Tally.Know();
    }

    void GiveUpHeld()
    {
        foreach (var chain in _held.TakeParked())
        foreach (var one in chain.Events)
            Tally.Park(one.Cid);
        foreach (var one in _held.TakeExpired())
            if (one.Outcome is Outcome.Parked)
                Tally.Park(one.Event.Cid);
            else
                Tally.Count(one);
    }
}
