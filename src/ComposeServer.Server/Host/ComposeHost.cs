using ComposeServer.Identity.Interop;
using ComposeServer.Postgres.Cluster;
using ComposeServer.Server.Calls;
using ComposeServer.Server.Explorer;
using ComposeServer.Server.GraphQLEndpoint;
using ComposeServer.Server.Health;
using ComposeServer.Server.Operations;
using ComposeServer.Server.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Host;

/// <summary>A whole server: database, parts, HTTP. Started, it listens; disposed of, everything it began has ended.</summary>
public sealed class ComposeHost : IAsyncDisposable
{
    readonly PrivateCluster? _cluster;
    readonly HostParts _parts;
    readonly WebApplication _app;
    readonly ILogger _log;
    readonly int _publicAddresses;
    readonly TimeSpan _drain;

    ComposeHost(
        PrivateCluster? cluster,
        HostParts parts,
        WebApplication app,
        ServerOptions options,
        ILogger log,
        Task stopAsked
    )
    {
        _drain = TimeSpan.FromSeconds(options.DrainSeconds);
        StopAsked = stopAsked;
        _publicAddresses = Listening.PublicOf(options).Count;
        _cluster = cluster;
        _parts = parts;
        _app = app;
        _log = log;
    }

    /// <summary>Addresses that it listens on for everybody, with the port that it got.</summary>
    public IReadOnlyList<string> Addresses => [.. AllAddresses.Take(_publicAddresses)];

    /// <summary>Addresses that administration and measurements are served at: those of <c>adminUrls</c>, else <see cref="Addresses"/>.</summary>
    public IReadOnlyList<string> AdminAddresses =>
        [.. AllAddresses.Skip(AllAddresses.Count > _publicAddresses ? _publicAddresses : 0)];

    IReadOnlyList<string> AllAddresses =>
        [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    /// <summary>Completes when the private Postgres is lost for good; never for a given database.</summary>
    public Task DatabaseLost => _cluster?.Ended ?? Task.Delay(Timeout.Infinite);

    /// <summary>Completes when an administrator has asked by <c>POST admin/shutdown</c> that it be stopped. Whoever started it decides.</summary>
    public Task StopAsked { get; }

    /// <summary>Starts a server.</summary>
    /// <exception cref="StartException">Something that it needs is missing; the message says what to do.</exception>
    public static async Task<ComposeHost> StartAsync(
        ServerOptions options,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var missing = NativeLibraries.Check();
        if (missing.Count > 0)
            throw new StartException("NATIVE_LIBRARY_MISSING", string.Join(" ", missing));

        var app = BuildApp(options, clock);
        var logs = app.Services.GetRequiredService<ILoggerFactory>();
        PrivateCluster? cluster = null;
        HostParts? parts = null;
        try
        {
            cluster = options.Database is null ? await StartClusterAsync(options, clock, logs, cancel) : null;
            parts = await HostParts.OpenAsync(
                options.Database ?? cluster!.ConnectionString,
                options,
                ReceiptKeyFile.Open(options),
                clock,
                logs,
                cancel
            );
            var stopAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Map(app, parts, options, clock, logs, () => stopAsked.TrySetResult());
            await app.StartAsync(cancel);
            parts.Anchoring?.Start();
            var log = logs.CreateLogger("ComposeServer");
            var host = new ComposeHost(cluster, parts, app, options, log, stopAsked.Task);
            foreach (var address in host.AllAddresses)
                HostLog.Listening(host._log, address);
            return host;
        }
        catch
        {
            await app.DisposeAsync();
            if (parts is not null)
                await parts.DisposeAsync();
            if (cluster is not null)
                await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Says at <c>/readyz</c> that the server is stopping, and serves on for <see cref="ServerOptions.DrainSeconds"/>, so that whoever shares out
    /// requests finds another server first.
    /// </summary>
    public async Task DrainAsync()
    {
        if (_drain <= TimeSpan.Zero)
            return;
        HostLog.Draining(_log, _drain.TotalSeconds);
        _parts.Readiness.IsStopping = true;
        await Task.Delay(_drain, _parts.Clock);
    }

    /// <summary>Stops taking requests, commits what waits, closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        HostLog.Stopping(_log);
        await _app.StopAsync();
        await _parts.DisposeAsync();
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Where the private database of a data folder lies.</summary>
    internal static string ClusterFolderOf(ServerOptions options) => Path.Combine(options.DataDir, "postgres");

    internal static Task<PrivateCluster> StartClusterAsync(
        ServerOptions options,
        TimeProvider clock,
        ILoggerFactory logs,
        CancellationToken cancel
    )
    {
        DataFolder.Make(options.DataDir);
        return PrivateCluster.StartAsync(
            new()
            {
                Folder = ClusterFolderOf(options),
                BinariesFolder = options.PostgresBin,
                ConnectionsMax = options.DatabaseConnectionsMax + 4,
            },
            logs.CreateLogger("ComposeServer.Postgres.Cluster"),
            clock,
            cancel
        );
    }

    static WebApplication BuildApp(ServerOptions options, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = "composeserver", ContentRootPath = AppContext.BaseDirectory }
        );
        // Container images of .NET set ports in the environment; settings of ours name the addresses, and Kestrel shall not warn of it.
        builder.WebHost.UseSetting(WebHostDefaults.HttpPortsKey, "").UseSetting(WebHostDefaults.HttpsPortsKey, "");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Listening.Configure(kestrel, options, kestrel.ApplicationServices.GetService<RenewedCertificate>());
            kestrel.AddServerHeader = false;
            ConnectionLimits.Set(kestrel.Limits, options.BodyBytesMax);
        });
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(Enum.Parse<LogLevel>(options.LogLevel, ignoreCase: true));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting", LogLevel.Warning);
        // Standard output is for data; words go to standard error.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (options.LogFormat == "json")
            builder.Logging.AddJsonConsole();
        else
            builder.Logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            });
        // Handed out by a factory, so that the container disposes of it.
        if (ServerCertificate.Of(options, clock.GetUtcNow()) is { } certificate)
            builder.Services.AddSingleton(services => new RenewedCertificate(
                certificate,
                options,
                clock,
                services.GetRequiredService<ILogger<RenewedCertificate>>()
            ));
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.Services.AddCors();
        builder.Services.AddRouting();
        Compression.Add(builder.Services);
        EndpointPolicies.Add(builder.Services, options);
        return builder.Build();
    }

    static void Map(
        WebApplication app,
        HostParts parts,
        ServerOptions options,
        TimeProvider clock,
        ILoggerFactory logs,
        Action askToStop
    )
    {
        if (options.Compression)
            app.UseResponseCompression();
        app.UseCors(policy => Cors.Apply(policy, options.CorsOrigins));
        app.UseWebSockets(Sockets.OptionsOf(options.CorsOrigins));
        app.UseRouting();
        EndpointPolicies.Use(app, parts.Viewers);
        NoRoute.Use(app);
        AdminPort.Use(app, options);
        var guard = new CallGuard(TimeSpan.FromMilliseconds(options.ApiTimeoutMs), logs.CreateLogger<CallGuard>());
        new CeramicApi.CeramicApi(parts.Endpoints(options, askToStop), guard).Map(app);
        new EventApi.EventApi(parts.EventEndpoints(options), guard).Map(app);
        HealthEndpoints.Map(app, parts.Readiness);
        if (parts.Metrics is { } metrics)
            MetricsEndpoint.Map(app, metrics, isPublic: options.MetricsFrom == "anywhere");
        app.MapExplorer(
            "/graphql",
            new ExplorerOptions
            {
                Kind = Enum.Parse<ExplorerKind>(options.Explorer, ignoreCase: true),
                HasSchema = name => parts.Schemas.TryGet(name, out _),
            }
        );
        var graphql = parts.GraphQL(options, app.Lifetime.ApplicationStopping);
        var shows = new SchemaDisclosure(options);
        var methods = (string[])[HttpMethods.Get, HttpMethods.Post];
        var endpoints = app.MapGroup("");
        EndpointPolicies.Apply(endpoints, options);
        endpoints.MapMethods("/graphql", methods, http => graphql.HandleAsync(http, ""));
        endpoints.MapGet(
            "/graphql/schema.graphql",
            http => SdlAnswer.WriteAsync(http, parts.Schemas.Default, shows.Allows(http))
        );
        endpoints.MapMethods(
            "/graphql/{name:regex(^[a-z][a-z0-9-]{{0,62}}$)}",
            methods,
            http => graphql.HandleAsync(http, (string)http.Request.RouteValues["name"]!)
        );
    }
}
