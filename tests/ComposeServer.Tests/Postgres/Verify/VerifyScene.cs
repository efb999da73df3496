using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Audit;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Log.Receipts;
using ComposeServer.Postgres;
using ComposeServer.Postgres.Verify;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;
using ComposeServer.Tests.Log.Contract;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Postgres.Verify;

/// <summary>A database with every kind of event. Positions are those of <see cref="WriteAsync"/>.</summary>
sealed class VerifyScene : IAsyncDisposable
{
    readonly TestDatabase _database;

    VerifyScene(TestDatabase database, PostgresBackend backend, LogScene scene) =>
        (_database, Backend, Scene) = (database, backend, scene);

    public PostgresBackend Backend { get; }

    public LogScene Scene { get; }

    public ModelState Model { get; private set; } = null!;

    /// <summary>The server that signs its groups.</summary>
    public static Did Signer { get; } = SignerOf();

    public string ConnectionString => _database.ConnectionString;

    public static Task<VerifyScene> StartAsync() => OnAsync(TestPostgres.CreateDatabaseAsync());

    public static async Task<VerifyScene> OnAsync(Task<TestDatabase> made)
    {
        var database = await made;
        var backend = await PostgresBackend.OpenAsync(
            database.ConnectionString,
            connectionsMax: 8,
            LogScene.Families.Stored,
            TimeProvider.System,
            NullLogger.Instance,
            default
        );
        var materialiser = new DocumentMaterialiser(backend.Catalogue);
        var ports = new IntakePorts(backend.Log, backend.Commits, backend.Parking, materialiser)
        {
            Receipts = new ReceiptKey(Seeds.Key("server")),
        };
        return new(
            database,
            backend,
            new(
                new LogStore(ports, backend.Pins, backend.Events, backend.AnchorRequests),
                new IntakeLimits { SnapshotEvery = 2 }
            )
        );
    }

    /// <summary>
    /// 1 a list model, 2 a single model; 3 a plain document; 4, 5 a changed one; 6 to 9 a forked one, whose last branch is anchored; 10, 11 a
    /// hidden one; 12, 13 a single one, claimed; 14 one written by a session. Beside them an unclaimed init event.
    /// </summary>
    public async Task WriteAsync()
    {
        Model = await Scene.ModelAsync();
        var single = await Scene.ModelAsync("single");
        await Backend.Catalogue.DeclareAsync(
            [
                new(
                    Model.Id,
                    [
                        ["text"],
                    ]
                ),
                new(single.Id, []),
            ],
            default
        );

        await Scene.TakeAsync<DocumentState>(Scene.NewDocument(Model.Id, "plain"));
        var changed = Scene.NewDocument(Model.Id);
        await Scene.TakeAsync<DocumentState>(changed);
        await Scene.TakeAsync<DocumentState>(Scene.Update(changed, changed, "changed"));
        var forked = Scene.NewDocument(Model.Id);
        var (earlier, later) = (Scene.Update(forked, forked, "earlier"), Scene.Update(forked, forked, "later"));
        await Scene.ImportAsync(forked, earlier, later, LogScene.Anchor(forked, later, 1_700_000_000));
        var hidden = Scene.NewDocument(Model.Id);
        await Scene.ImportAsync(hidden, Hide(hidden));
        var mine = DocumentEvents.SingleInit(single.Id, Scene.Signer.Did);
        await Scene.ImportAsync(mine, Scene.Update(mine, mine, "mine"));
        using var account = new Account("verified");
        using var session = account.NewSession(TimeProvider.System);
        await Scene.TakeAsync<DocumentState>(new EventAuthor(session).Create(Model.Id, new { text = "session" }));
        Assert.IsType<Outcome.Taken>(await Scene.SubmitAsync(DocumentEvents.SingleInit(single.Id, account.Did)));
    }

    public Task<AuditReport> VerifyAsync(int faultsMax = 100, IProgress<AuditProgress>? progress = null) =>
        DatabaseVerification.RunAsync(
            ConnectionString,
            Options with
            {
                FaultsMax = faultsMax,
            },
            progress,
            TestContext.Current.CancellationToken
        );

    public static VerifyOptions Options
    {
        get
        {
            var capabilities = new CapabilityOptions();
            var signatures = new EventSignatures(new CapabilityVerifier(capabilities), capabilities);
            return new(LogScene.Families.Stored, new SignatureStage(signatures), TimeProvider.System) { Workers = 3 };
        }
    }

    public async Task ExecuteAsync(string sql, params IEnumerable<object> values)
    {
        await using var command = _database.DataSource.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = _database.DataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The event at a position.</summary>
    public async Task<Cid> CidAtAsync(long position)
    {
        Assert.True(
            Cid.TryRead(await AskAsync<byte[]>($"select cid from event where position = {position}"), out var cid)
        );
        return cid;
    }

    /// <summary>The stream of the event at a position.</summary>
    public async Task<string> StreamAtAsync(long position)
    {
        var name = await AskAsync<byte[]>(
            $"select l.name from event e join log l using (log_no) where e.position = {position}"
        );
        Assert.True(StreamId.TryRead(name, out var id));
        return id.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await Scene.DisposeAsync();
        await Backend.DisposeAsync();
        await _database.DisposeAsync();
    }

    static Did SignerOf()
    {
        using var key = Seeds.Key("server");
        return key.Did;
    }

    EventBlocks Hide(EventBlocks init)
    {
        var body = (IpldMap)
            DagCborDecoder.ReadStrict(LogScene.UpdatePayload(init.Event.Cid, init.Event.Cid, "hidden").Bytes).Value!;
        return Scene.Sign(DagCborEncoder.ToBlock(body.With("header", IpldMap.Of(("shouldIndex", false)))));
    }
}
