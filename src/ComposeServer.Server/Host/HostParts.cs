using ComposeServer.GraphQL.Execution;
using ComposeServer.Identity;
using ComposeServer.Identity.Admin;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Ipld;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Postgres;
using ComposeServer.Query.Resolvers;
using ComposeServer.Server.CeramicApi;
using ComposeServer.Server.GraphQLEndpoint;
using ComposeServer.Streams;
using ComposeServer.Sync.Import.Rehearsal;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Host;

/// <summary>The parts of a server over one database, joined. This is the only place that knows them all.</summary>
sealed class HostParts : IAsyncDisposable
{
    readonly AdminCodes _codes;
    readonly Func<RehearsalLog, EventIntake> _rehearse;

    HostParts(
        PostgresBackend backend,
        IntakeFamilies families,
        ServerOptions options,
        TimeProvider clock,
        ILoggerFactory logs
    )
    {
        Backend = backend;
        Clock = clock;
        Collector = new Collector(
            backend.Pins,
            TimeSpan.FromHours(options.UnpinnedKeepHours),
            clock,
            logs.CreateLogger<Collector>()
        );
        Anchors = new AnchorVerification(options, clock);
        States = new LogStates(backend.Log, families.History);
        Materialiser = new DocumentMaterialiser(backend.Catalogue);
        var capabilities = new CapabilityOptions
        {
            ForbidWildcard = options.ForbidWildcardCapabilities,
            Revoked = options.RevokedCapabilities.Select(Cid.Parse).ToHashSet(),
        };
        Capabilities = new CapabilityVerifier(capabilities);
        var signatures = new EventSignatures(
            Capabilities,
            capabilities,
            new CapabilityAudit(logs.CreateLogger<CapabilityAudit>())
        );
        Intake = IntakeOver(new(backend.Log, backend.Commits, backend.Parking, Materialiser));
        _rehearse = log => IntakeOver(new(log, log, new NoParking(), Materialiser));
        _codes = new AdminCodes(clock);
        Door = new AdminDoor(options.AdminDids.Select(Did.Parse).ToHashSet(), _codes);
        Indexing = new ModelIndexing(backend.Catalogue, Materialiser);
        Resumption = new IndexResumption(Indexing, clock, logs.CreateLogger<IndexResumption>());
        Schemas = new SchemaHost(
            backend.Deployments,
            new QueryPorts(States, backend.Index, Materialiser, Intake, clock),
            ExecutionOf(options, logs.CreateLogger("ComposeServer.GraphQL")),
            clock,
            logs.CreateLogger<SchemaHost>()
        );

        EventIntake IntakeOver(IntakePorts ports) =>
            new(ports, families, new SignatureStage(signatures), new IntakeLimits(), clock, logs);
    }

    public PostgresBackend Backend { get; }

    public TimeProvider Clock { get; }

    public Collector Collector { get; }

    public AnchorVerification Anchors { get; }

    public LogStates States { get; }

    public CapabilityVerifier Capabilities { get; }

    public DocumentMaterialiser Materialiser { get; }

    public EventIntake Intake { get; }

    public AdminDoor Door { get; }

    public ModelIndexing Indexing { get; }

    public IndexResumption Resumption { get; }

    public SchemaHost Schemas { get; }

    /// <summary>Joins the parts and loads catalogue and schemas.</summary>
    public static async Task<HostParts> OpenAsync(
        string connectionString,
        ServerOptions options,
        TimeProvider clock,
        ILoggerFactory logs,
        CancellationToken cancel
    )
    {
        var families = StreamFamilies.Make();
        var backend = await PostgresBackend.OpenAsync(
            connectionString,
            options.DatabaseConnectionsMax,
            families.History,
            clock,
            logs.CreateLogger("ComposeServer.Postgres"),
            cancel
        );
        var parts = new HostParts(backend, families, options, clock, logs);
        await parts.Materialiser.ReloadAsync(cancel);
        await parts.Schemas.LoadAsync(cancel);
        if (parts.Materialiser.Catalogue.HasUnfinished)
            parts.Resumption.Start();
        return parts;
    }

    /// <summary>An intake that judges as this one does and writes nothing. The caller disposes of it.</summary>
    public EventIntake Rehearse(RehearsalLog log) => _rehearse(log);

    /// <summary>All calls of the node API.</summary>
    public IEnumerable<IApiEndpoint> Endpoints(ServerOptions options)
    {
        var streams = new StreamReads(Backend.Log, States);
        var writes = new EventWrites(Intake, streams);
        var collections = new CollectionRequests(Materialiser, States);
        return
        [
            new GetHealthcheck(),
            new GetChains(options.Network),
            new PostStreams(writes, Backend.Pins, Clock),
            new GetStream(streams),
            new GetStreamContent(streams),
            new GetCommits(Backend.Log),
            new PostCommits(writes),
            new PostMultiqueries(streams, writes),
            new PostCollection(Backend.Index, collections, States, streams),
            new PostCollectionCount(Backend.Index, collections),
            new GetAdminCode(Door),
            new GetModelData(Door, Materialiser),
            new PostModelData(Door, Indexing),
            new DeleteModelData(Door, Indexing),
            new PostComposite(Door, Schemas),
            new GetPins(Door, Backend.Pins),
            new GetPin(Door, Backend.Pins),
            new PostPin(Door, Backend.Pins),
            new DeletePin(Door, Backend.Pins, Clock),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await Collector.DisposeAsync();
        await Resumption.DisposeAsync();
        await Intake.DisposeAsync();
        await Backend.DisposeAsync();
        Anchors.Dispose();
        _codes.Dispose();
    }

    static ExecutionOptions ExecutionOf(ServerOptions options, ILogger log) =>
        new()
        {
            AllowsIntrospection = options.Introspection,
            HasSuggestions = options.Introspection,
            ShowsFaults = options.ShowErrorDetails,
            Execution = new() { Timeout = TimeSpan.FromMilliseconds(options.RequestTimeoutMs) },
            OnFault = (fault, trace) => HostLog.ResolverFault(log, fault, trace),
        };
}
