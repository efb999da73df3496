using ComposeServer.Faults;
using ComposeServer.Server.Host;

// A server like the real one, with one bug: <bug> <data folder> <admin DID> [connection string of a database]
if (args is not [var bug, var folder, var admin, .. { Length: <= 1 } database])
{
    await Console.Error.WriteLineAsync("usage: <bug> <data folder> <admin DID> [database]");
    return 2;
}

var options = new ServerOptions
{
    Port = 0,
    DataDir = folder,
    AdminDids = [admin],
    Database = database is [var given] ? given : null,
    AllowLossyDatabase = true,
    CommitsThrough = store => PlantedBug.Plant(bug, store),
};
await using var host = await ComposeHost.StartAsync(options, TimeProvider.System, CancellationToken.None);
foreach (var address in host.Addresses)
    Console.WriteLine($"{address}/graphql");
await host.DatabaseLost;
return 1;
