using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ComposeServer.Benchmarks.Children;

namespace ComposeServer.Benchmarks.Sides.Former;

/// <summary>What the former node consists of.</summary>
/// <param name="Store">Stands in for the process that keeps its blocks; in memory, and checking nothing but hashes.</param>
/// <param name="Daemon">The node.</param>
/// <param name="GraphQL">The server of the models.</param>
sealed record FormerNodeProcesses(ChildServer Store, ChildServer Daemon, ChildServer GraphQL) : IAsyncDisposable
{
    const string Packages = "former-node";

    public static async Task<FormerNodeProcesses> StartAsync(
        SideStart start,
        FormerNodeDatabase database,
        CancellationToken cancel
    )
    {
        var packages = await NpmPackages.InstallAsync(Packages, cancel);
        var folder = Directory.CreateDirectory(Path.Combine(start.Folder, "former-node")).FullName;
        var definition = Path.Combine(start.Folder, "definition.json");
        await File.WriteAllBytesAsync(
            definition,
            start.Models.Composite.ToRuntime().OrThrow().Definition.ToUtf8(),
            cancel
        );
        var started = new Stack<ChildServer>();
        try
        {
            var store = await StartAsync("store.mjs");
            var daemon = await StartAsync([
                .. (string[])["daemon.mjs", "--port", FreePort(), "--store", Address(store)],
                .. (string[])["--database", database.Url, "--admin-did", start.Admin.Did.Text, "--folder", folder],
            ]);
            using (var deployment = new Deployment(daemon.Address, start.Admin))
                await deployment.IndexAsync(start.Models, cancel);
            return new(
                store,
                daemon,
                await StartAsync("graphql.mjs", "--node", Address(daemon), "--definition", definition)
            );
        }
        catch
        {
            while (started.TryPop(out var process))
                await process.DisposeAsync();
            throw;
        }

        async Task<ChildServer> StartAsync(params string[] arguments)
        {
            var process = await ChildServer.StartAsync(packages.Script("node", arguments), cancel);
            started.Push(process);
            return process;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await GraphQL.DisposeAsync();
        await Daemon.DisposeAsync();
        await Store.DisposeAsync();
    }

    static string Address(ChildServer server) => server.Address.GetLeftPart(UriPartial.Authority);

    /// <summary>It cannot say which port the system gave it.</summary>
    static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
