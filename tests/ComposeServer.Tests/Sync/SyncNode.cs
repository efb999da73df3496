using ComposeServer.Anchoring.Verification;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;
using ComposeServer.Log.InMemory;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Log.Materialise;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Sync.Export;
using ComposeServer.Sync.Import;
using ComposeServer.Sync.Import.Rehearsal;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Sync;

/// <summary>A node in memory that streams are exported from and imported into: the intake of production without a database.</summary>
sealed class SyncNode : IAsyncDisposable
{
    static readonly CapabilityOptions Capabilities = new();

    readonly FamilyRegistry _families = StreamFamilies.Make().History;

    public SyncNode()
    {
        Intake = IntakeOver(new(Log, Log, Log, new NoRows()));
        Door = new IntakeHistoryDoor(Intake, Log);
    }

    public InMemoryLog Log { get; } = new();

    public EventIntake Intake { get; }

    /// <summary>Where imports hand over; a test may put another before it.</summary>
    public IHistoryDoor Door { get; set; }

    /// <summary>Who judges proofs; no chain can be asked unless a test says so.</summary>
    public ITimeVerifier Times { get; set; } = Asking();

    /// <summary>A verifier that can ask these chains.</summary>
    public static ITimeVerifier Asking(params IEnumerable<IAnchorChain> chains) =>
        new TimeProofVerifier(new AnchorChains(), chains, new TimeProofOptions());

    /// <summary>An intake that judges as this node's does and writes nothing.</summary>
    public EventIntake Rehearse(RehearsalLog log) => IntakeOver(new(log, log, new NoParking(), new NoRows()));

    /// <summary>Takes events that were made here.</summary>
    public async Task TakeAsync(params IEnumerable<EventBlocks> events)
    {
        foreach (var blocks in events)
            Assert.IsType<Outcome.Taken>(await Intake.SubmitAsync(blocks, null, CancellationToken.None));
    }

    public async Task<byte[]> ExportAsync(ExportSelection selection) => (await ReportExportAsync(selection)).File;

    public async Task<(byte[] File, ExportReport Report)> ReportExportAsync(ExportSelection selection)
    {
        using var file = new MemoryStream();
        var export = new StreamExport(Log, TimeProvider.System);
        var report = await export.WriteAsync(selection, file, null, CancellationToken.None);
        return (file.ToArray(), report);
    }

    public Task<ImportReport> ImportAsync(byte[] file, ImportOptions? options = null) => ImportAsync([file], options);

    public Task<ImportReport> ImportAsync(IEnumerable<byte[]> files, ImportOptions? options = null) =>
        new StreamImport(Door, Times, options ?? new(), TimeProvider.System).RunAsync(
            [.. files.Select((file, at) => new ImportSource($"{at}.car", () => new MemoryStream(file), file.Length))],
            null,
            CancellationToken.None
        );

    /// <summary>Imports blocks in this order.</summary>
    public Task<ImportReport> ImportAsync(IEnumerable<Block> blocks, ImportOptions? options = null) =>
        ImportAsync(new CarFile([], [.. blocks]).ToBytes(), options);

    /// <summary>Tip and content of every stream here.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StatesAsync()
    {
        var names = await Log.ListLogsAsync(new LogFilter.All(), CancellationToken.None).ToListAsync();
        var states = await new LogStates(Log, _families).FindAsync(names, CancellationToken.None);
        return states
            .Values.Cast<StreamState>()
            .ToDictionary(
                state => state.Id.ToString(),
                state => $"{state.Tip} {state.Height} {state.Content}",
                StringComparer.Ordinal
            );
    }

    public ValueTask DisposeAsync() => Intake.DisposeAsync();

    /// <summary>A file of events in this order.</summary>
    public static byte[] FileOf(IEnumerable<EventBlocks> events) =>
        new CarFile([], [.. events.SelectMany(BlocksOf)]).ToBytes();

    /// <summary>The blocks of an event, in the order of an export.</summary>
    public static IEnumerable<Block> BlocksOf(EventBlocks one) =>
        new[] { one.Capability, one.Linked, one.Event }.OfType<Block>().Concat(one.Evidence?.Blocks ?? []);

    /// <summary>The blocks of a file.</summary>
    public static IReadOnlyList<Block> BlocksOf(byte[] file)
    {
        Assert.True(CarFile.TryRead(file, CarLimits.Default, out var car, out var error), error.ToString());
        return car.Blocks;
    }

    EventIntake IntakeOver(IntakePorts ports) =>
        new(
            ports,
            new IntakeFamilies(_families),
            new SignatureStage(new EventSignatures(new CapabilityVerifier(Capabilities), Capabilities)),
            new IntakeLimits(),
            TimeProvider.System,
            NullLoggerFactory.Instance
        );

    sealed class NoRows : IMaterialise
    {
        public long CatalogueVersion => 1;

        public ValueTask ReloadAsync(CancellationToken cancel) => ValueTask.CompletedTask;

        public MaterialisedRow? Materialise(LogState after, DateTimeOffset at) => null;
    }
}
