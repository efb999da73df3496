using ComposeServer.GraphQL.Execution;
using ComposeServer.Identity;
using ComposeServer.Identity.Admin;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Ipld;
using ComposeServer.Log.Feed;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Log.Receipts;
using ComposeServer.Postgres;
using ComposeServer.Postgres.Suitability;
using ComposeServer.Query.Resolvers;
using ComposeServer.Query.Schema;
using ComposeServer.Query.Subscriptions.Hub;
using ComposeServer.Query.Subscriptions.Live;
using ComposeServer.Server.CeramicApi;
using ComposeServer.Server.GraphQLEndpoint;
using ComposeServer.Server.GraphQLEndpoint.Documents;
using ComposeServer.Server.GraphQLEndpoint.Sockets;
using ComposeServer.Server.GraphQLEndpoint.Subscriptions;
using ComposeServer.Server.GraphQLEndpoint.Watching;
using ComposeServer.Server.Health;
using ComposeServer.Server.Operations;
using ComposeServer.Server.Operations.Exposition;
using ComposeServer.Server.RateLimits;
using ComposeServer.Streams.Models;
using ComposeServer.Sync.Import.Rehearsal;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Host;

/// <summary>The parts of a server over one database, joined. This is the only place that knows them all.</summary>
sealed partial class HostParts : IAsyncDisposable
{
    /// <summary>Live queries that are answered at the same time; those that wait are as fresh when their turn comes.</summary>
    const int LiveReadingsPerCore = 4;

    readonly AdminCodes _codes;
    readonly TrustedDocumentSet _trusted;
    readonly PersistedDocuments _documents;
    readonly ExecutionGate _gate;
    readonly Func<RehearsalLog, EventIntake> _rehearse;
    readonly SharedSubscriptions _shared = new();
    readonly OpenThings _open;
    readonly WriteLimits _limits;
    readonly Executions _executions;
    readonly HostMeasures _measures;
    readonly ReceiptKey? _receipts;
    SchemaFollower? _follower;

    HostParts(
        PostgresBackend backend,
        CompiledFamilies families,
        ReceiptKey? receipts,
        ServerOptions options,
        bool isDurable,
        TimeProvider clock,
        ILoggerFactory logs
    )
    {
        Backend = backend;
        Clock = clock;
        _receipts = receipts;
        Collector = new Collector(
            backend.Pins,
            TimeSpan.FromHours(options.UnpinnedKeepHours),
            clock,
            logs.CreateLogger<Collector>()
        );
        Anchors = new AnchorVerification(options, clock);
        States = new LogStates(backend.Log, families.Intake.Stored);
        Materialiser = new DocumentMaterialiser(backend.Catalogue);
        var capabilities = new CapabilityOptions
        {
            ForbidWildcard = options.ForbidWildcardCapabilities,
            Revoked = options.RevokedCapabilities.Select(Cid.Parse).ToHashSet(),
        };
        Capabilities = new CapabilityVerifier(capabilities);
        Viewers = new ViewerReader(Capabilities, options.AllowRemoteSessions, clock);
        var signatures = new EventSignatures(
            Capabilities,
            capabilities,
            new CapabilityAudit(logs.CreateLogger<CapabilityAudit>())
        );
        Feed = new LogFeed(backend.Feed, logs.CreateLogger<LogFeed>());
        Changes = new ChangeHub(Feed, States, clock);
        Live = new LiveReading(Changes, clock, LiveReadingsPerCore * Environment.ProcessorCount);
        Action<int>? onAnchorAsked = InMemoryAnchoring.IsWanted(options) ? count => Anchoring!.Wake(count) : null;
        var commits = options.CommitsThrough?.Invoke(backend.Commits) ?? backend.Commits;
        Intake = IntakeOver(
            new(backend.Log, commits, backend.Parking, Materialiser) { Receipts = receipts },
            Feed.Wake,
            onAnchorAsked
        );
        Anchoring = onAnchorAsked is null ? null : new(backend.AnchorRequests, Intake, clock, logs);
        _rehearse = log => IntakeOver(new(log, log, new NoParking(), Materialiser), null, null);
        _codes = new AdminCodes(clock);
        _limits = new WriteLimits(options, clock);
        _gate = new ExecutionGate(options.ConcurrentRequestsMax, options.WaitingRequestsMax);
        _trusted = new TrustedDocumentSet(TrustedDocuments.Load(options.TrustedDocuments), backend.TrustedDocuments);
        _documents = new PersistedDocuments(_trusted, options.TrustedDocumentsOnly, options.PersistedQueries);
        _executions = new Executions(
            backend,
            new ExplainDoor(options.Explain),
            new SlowOperations(options.SlowOperationMs, clock, logs.CreateLogger<SlowOperations>())
        );
        _open = new OpenThings(() => _shared.Runs);
        Door = new AdminDoor(options.AdminDids.Select(Did.Parse).ToHashSet(), _codes, new AdminTries(clock));
        Indexing = new ModelIndexing(backend.Catalogue, Materialiser);
        Resumption = new IndexResumption(Indexing, clock, logs.CreateLogger<IndexResumption>());
        Schemas = new SchemaHost(
            backend.Deployments,
            new SchemaBuild(
                new QueryPorts(States, backend.Index, Materialiser, Intake, clock)
                {
                    Changes = options.Subscriptions ? Changes : null,
                    Live = options.Subscriptions ? Live : null,
                    PageSizeMax = options.PageSizeMax,
                    Trees = options.QueryPlans ? backend.Trees : null,
                    Database = backend.Database,
                },
                ExecutionOf(options, logs.CreateLogger("ComposeServer.GraphQL")),
                new SchemaAdditions { Incremental = options.Incremental, Types = options.TypeExtensions },
                clock,
                logs.CreateLogger<SchemaBuild>()
            ),
            Materialiser.ReloadAsync,
            new SchemaWarmth(() => _trusted.Current.All, logs.CreateLogger<SchemaWarmth>()),
            logs.CreateLogger<SchemaHost>()
        );
        Readiness = new Readiness(backend, Schemas, Feed, Changes, clock)
        {
            IsDurable = isDurable,
            DataFolder = options.Database is null ? options.DataDir : null,
        };
        _measures = new HostMeasures(this, _gate, _open, Caches(families), options.Metrics);

        EventIntake IntakeOver(IntakePorts ports, Action? onCommitted, Action<int>? onAnchorAsked) =>
            new(ports, families.Intake, new SignatureStage(signatures), new IntakeLimits(), clock, logs)
            {
                OnCommitted = onCommitted,
                OnAnchorAsked = onAnchorAsked,
            };
    }

    public PostgresBackend Backend { get; }

    /// <summary>Whether a write that was answered is there after a loss of power.</summary>
    public bool IsDurable => Readiness.IsDurable;

    /// <summary>Whether it can serve.</summary>
    public Readiness Readiness { get; }

    public TimeProvider Clock { get; }

    public Collector Collector { get; }

    public AnchorVerification Anchors { get; }

    public LogStates States { get; }

    public CapabilityVerifier Capabilities { get; }

    public ViewerReader Viewers { get; }

    public DocumentMaterialiser Materialiser { get; }

    public EventIntake Intake { get; }

    /// <summary>Null where nobody anchors.</summary>
    public InMemoryAnchoring? Anchoring { get; }

    public LogFeed Feed { get; }

    public ChangeHub Changes { get; }

    public LiveReading Live { get; }

    public AdminDoor Door { get; }

    public ModelIndexing Indexing { get; }

    public IndexResumption Resumption { get; }

    public SchemaHost Schemas { get; }

    /// <summary>What is measured; null when that is not served.</summary>
    public MetricBook? Metrics => _measures.Book;

    /// <summary>Joins the parts and loads catalogue and schemas.</summary>
    /// <param name="connectionString">Where the database is.</param>
    /// <param name="options">Settings.</param>
    /// <param name="receipts">Signs what is committed; disposed of with the parts. Null where nobody signs.</param>
    /// <param name="clock">Time.</param>
    /// <param name="logs">Where parts report.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<HostParts> OpenAsync(
        string connectionString,
        ServerOptions options,
        ReceiptKey? receipts,
        TimeProvider clock,
        ILoggerFactory logs,
        CancellationToken cancel
    )
    {
        // Settings that contradict each other are told of before anything is opened.
        _ = InMemoryAnchoring.IsWanted(options);
        var families = new CompiledFamilies(options.ModelVersions ? ModelUpdates.Taken : ModelUpdates.Refused);
        var database = await DatabaseTerms.CheckAsync(connectionString, options.AllowLossyDatabase, cancel);
        var log = logs.CreateLogger("ComposeServer.Postgres");
        if (!database.IsDurable)
            HostLog.LossyDatabase(log, database.Name);
        var backend = await PostgresBackend.OpenAsync(
            connectionString,
            options.DatabaseConnectionsMax,
            families.Intake.Stored,
            clock,
            log,
            cancel
        );
        var parts = new HostParts(backend, families, receipts, options, database.IsDurable, clock, logs);
        await parts.Materialiser.ReloadAsync(cancel);
        await parts._trusted.FollowAsync(cancel);
        await parts.LoadSchemasAsync(cancel);
        parts.Follow(logs);
        if (parts.Materialiser.Catalogue.HasUnfinished)
            parts.Resumption.Start();
        return parts;
    }

    /// <summary>An intake that judges as this one does and writes nothing. The caller disposes of it.</summary>
    public EventIntake Rehearse(RehearsalLog log) => _rehearse(log);

    /// <summary>The GraphQL endpoint.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="stopping">Fires when the server stops; whoever listens is sent away then.</param>
    public GraphQLEndpoints GraphQL(ServerOptions options, CancellationToken stopping)
    {
        var shows = new SchemaDisclosure(options);
        var subscriptions = new SubscriptionService(
            _shared,
            options.Subscriptions ? Live : null,
            _open.Subscriptions,
            _executions
        );
        return new(
            new GraphQLHttp(
                Schemas,
                Viewers,
                _documents,
                _gate,
                new PositionWait(Backend.Log, Clock),
                _executions,
                subscriptions,
                _limits,
                options.BatchMax,
                AnswerTypes.DefaultOf(options.AcceptDefault),
                shows,
                Clock,
                stopping
            ),
            new SocketEndpoint(
                Schemas,
                Viewers,
                new(_documents, _gate, _executions, subscriptions, options.SocketOperationsMax, options.BodyBytesMax)
                {
                    Open = _open.Sockets,
                    Shows = shows,
                },
                _limits,
                Clock,
                stopping
            )
        );
    }

    /// <summary>All calls of the node API.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="askToStop">Asks whoever runs the server to stop it.</param>
    public IEnumerable<IApiEndpoint> Endpoints(ServerOptions options, Action askToStop)
    {
        var streams = new StreamReads(Backend.Log, States, showsRequests: Anchoring is not null);
        var writes = new EventWrites(Intake, streams, _limits);
        var collections = new CollectionRequests(Materialiser, States);
        return
        [
            new GetHealthcheck(),
            new GetChains(options.Network),
            new PostStreams(writes, Backend.Pins, Clock),
            new GetStream(streams),
            new GetStreamContent(streams),
            new PostAnchor(streams, Anchoring, Clock),
            new GetCommits(Backend.Log),
            new GetReceipt(Backend.Receipts),
            new PostCommits(writes),
            new PostMultiqueries(streams, writes),
            new PostCollection(new(Backend.Index, Backend.Models), collections, States, streams),
            new PostCollectionCount(new(Backend.Index, Backend.Models), collections),
            new GetAdminCode(Door),
            new GetModelData(Door, Materialiser),
            new StartIndexing(ModelDataBody.Route, ModelDataBody.TryRead, Door, Indexing),
            new StopIndexing(ModelDataBody.Route, ModelDataBody.TryRead, Door, Indexing),
            new Deprecated(new GetModels(Door, Materialiser), ModelsBody.DeprecatedSince),
            new Deprecated(
                new StartIndexing(ModelsBody.Route, ModelsBody.TryRead, Door, Indexing),
                ModelsBody.DeprecatedSince
            ),
            new Deprecated(
                new StopIndexing(ModelsBody.Route, ModelsBody.TryRead, Door, Indexing),
                ModelsBody.DeprecatedSince
            ),
            new GetComposites(Door, Schemas),
            new PostComposite(Door, Schemas),
            new DeleteComposite(Door, Schemas),
            new GetDocuments(Door, _trusted),
            new PostDocuments(Door, _trusted),
            new DeleteDocuments(Door, _trusted),
            new GetAdminStatus(Door, Materialiser, options.Network, Clock),
            new GetDocumentFeed(Feed, States, Clock),
            new FormerPinRead("pins", HttpMethods.Get),
            new FormerPinRead("pins/{id}", HttpMethods.Get),
            new FormerPinRead("pins/{id}", HttpMethods.Delete),
            new FormerPinWrite(),
            new GetPins(Door, Backend.Pins),
            new GetPin(Door, Backend.Pins),
            new PostPin(Door, Backend.Pins),
            new DeletePin(Door, Backend.Pins, States, Clock),
            .. options.AdminUrls.Count > 0 ? (IEnumerable<IApiEndpoint>)[new PostShutdown(Door, askToStop)] : [],
        ];
    }

    public async ValueTask DisposeAsync()
    {
        if (_follower is not null)
            await _follower.DisposeAsync();
        _measures.Dispose();
        Schemas.Dispose();
        _documents.Dispose();
        await _gate.DisposeAsync();
        await Collector.DisposeAsync();
        await Resumption.DisposeAsync();
        if (Anchoring is not null)
            await Anchoring.DisposeAsync();
        await Intake.DisposeAsync();
        _receipts?.Dispose();
        Live.Dispose();
        await Changes.DisposeAsync();
        // Not before the intake, which tells it of its last commits.
        await Feed.DisposeAsync();
        await Backend.DisposeAsync();
        Anchors.Dispose();
        _codes.Dispose();
    }

    async Task LoadSchemasAsync(CancellationToken cancel)
    {
        try
        {
            await Schemas.LoadAsync(cancel);
            // What a host added shows its faults now, not to the first caller.
            _ = Schemas.Default;
        }
        catch (DeploymentException refused)
        {
            throw new StartException(refused.Code, refused.Message);
        }
    }

    /// <summary>Every cache that is bounded in bytes and belongs to this server alone.</summary>
    Dictionary<string, Func<long>> Caches(CompiledFamilies families) =>
        new(StringComparer.Ordinal)
        {
            ["documents"] = () => Schemas.All.Sum(served => served.Executor.Documents.SizeBytes),
            ["refused_documents"] = () => Schemas.All.Sum(served => served.Executor.Refusals.SizeBytes),
            ["registered_documents"] = () => _documents.SizeBytes,
            ["capabilities"] = () => Capabilities.CacheSizeBytes,
            ["models"] = () => families.Models.SizeBytes,
            ["tile_schemas"] = () => families.TileSchemas.SizeBytes,
            ["principals"] = () => Backend.PrincipalsSizeBytes,
        };

    /// <summary>Begins once everything is loaded.</summary>
    void Follow(ILoggerFactory logs) =>
        _follower = new SchemaFollower(Schemas, _trusted, Clock, logs.CreateLogger<SchemaFollower>());

    static ExecutionOptions ExecutionOf(ServerOptions options, ILogger log) =>
        new()
        {
            AllowsIntrospection = options.Introspection,
            // Refusals are kept for all callers, so where some may not see the schema none is told what a name might have been.
            HasSuggestions = options.Introspection && options.AllowIntrospection is null,
            ShowsFaults = options.ShowErrorDetails,
            Costs = new() { ObjectsMax = options.CostObjectsMax, BytesMax = options.CostBytesMax },
            Execution = new() { Timeout = TimeSpan.FromMilliseconds(options.RequestTimeoutMs) },
            Rounds = new ExplainedRounds(new ConcurrentRounds(new ExecutionLimits().ConcurrentBatchesMax)),
            OnFault = (fault, trace) => HostLog.ResolverFault(log, fault, trace),
            Explain = fault => DatabaseAway.Explain(fault, log),
        };
}
