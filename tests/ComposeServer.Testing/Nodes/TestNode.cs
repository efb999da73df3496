using ComposeServer.Identity.Jose;
using ComposeServer.Server.Host;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Testing.Nodes;

/// <summary>A server as it runs in production, over a database of its own, on a free port of this machine.</summary>
public sealed class TestNode : NodeClient, IAsyncDisposable
{
    /// <summary>Of all servers of this process that do not say otherwise.</summary>
    static readonly Lazy<string> ReceiptKey = new(() => Path.Combine(TestPostgres.NewFolder(), "receipts.key"));

    readonly ComposeHost _host;
    readonly Ed25519Signer _admin;
    bool _isStopped;
    bool _isGuest;

    TestNode(ComposeHost host, TestDatabase database, Ed25519Signer admin, TimeProvider clock)
        : base(new Uri(host.Addresses[0]), admin)
    {
        _host = host;
        _admin = admin;
        Database = database;
        Clock = clock;
    }

    /// <summary>What the server stores in.</summary>
    public TestDatabase Database { get; }

    /// <summary>The time that the server goes by.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Where administration is served: an address of <c>adminUrls</c> if there are such.</summary>
    public Uri AdminAddress => new(_host.AdminAddresses[0]);

    /// <summary>Somebody who calls from another machine, through a proxy on this one.</summary>
    /// <param name="address">What the proxy saw.</param>
    /// <param name="key">An administrator's, for admin calls; it stays the caller's to dispose of.</param>
    public NodeClient From(string address, ISigner? key = null)
    {
        var client = new NodeClient(Address, key ?? _admin);
        client.Http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    /// <summary>Starts a server.</summary>
    /// <param name="clock">Default: the system's.</param>
    /// <param name="configure">Changes options; port, database and administrator are given.</param>
    public static async Task<TestNode> StartAsync(
        TimeProvider? clock = null,
        Func<ServerOptions, ServerOptions>? configure = null
    ) => await StartAsync(await TestPostgres.CreateDatabaseAsync(), clock, configure);

    /// <summary>Starts a server over a database that is there already, and becomes its owner.</summary>
    /// <inheritdoc cref="StartAsync(TimeProvider, Func{ServerOptions, ServerOptions})"/>
    public static async Task<TestNode> StartAsync(
        TestDatabase database,
        TimeProvider? clock = null,
        Func<ServerOptions, ServerOptions>? configure = null
    )
    {
        clock ??= TimeProvider.System;
        var admin = Seeds.Key("admin");
        var options = new ServerOptions
        {
            Port = 0,
            Database = database.ConnectionString,
            // Postgres of the tests syncs nothing to disk.
            AllowLossyDatabase = true,
            ReceiptKey = ReceiptKey.Value,
            AdminDids = [admin.Did.Text],
            LogLevel = "error",
        };
        try
        {
            var host = await ComposeHost.StartAsync(
                configure?.Invoke(options) ?? options,
                clock,
                CancellationToken.None
            );
            return new(host, database, admin, clock);
        }
        catch
        {
            admin.Dispose();
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a second server over the database of this one, to be disposed of first.</summary>
    /// <param name="configure">Changes options; port, database and administrator are given.</param>
    public async Task<TestNode> StartAnotherAsync(Func<ServerOptions, ServerOptions>? configure = null)
    {
        var node = await StartAsync(Database, Clock, configure);
        node._isGuest = true;
        return node;
    }

    /// <summary>What is stored: rows of the log and its position.</summary>
    public Task<Footprint> FootprintAsync() => Footprint.OfAsync(Database.DataSource);

    /// <summary>Stops the server and keeps its database.</summary>
    public async Task StopAsync()
    {
        if (!_isStopped)
            await _host.DisposeAsync();
        _isStopped = true;
    }

    /// <summary>Stops the server and drops its database.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        await StopAsync();
        if (!_isGuest)
            await Database.DisposeAsync();
        _admin.Dispose();
    }
}
