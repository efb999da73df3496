using System.CommandLine;
using ComposeServer.Server.Host;

namespace ComposeServer.Benchmarks.Children;

/// <summary>Sub-command <c>serve</c>: the server as it is in production, on a database that is given.</summary>
static class ServeCommand
{
    public static Command Make(TimeProvider clock)
    {
        var database = new Option<string>("--database") { Required = true };
        var admin = new Option<string>("--admin-did") { Required = true };
        var command = new Command("serve", "The measured server; the load tool starts it.") { database, admin };
        command.Hidden = true;
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var host = await ComposeHost.StartAsync(
                    new()
                    {
                        Port = 0,
                        Database = parsed.GetRequiredValue(database),
                        AdminDids = [parsed.GetRequiredValue(admin)],
                        Explorer = "none",
                        LogLevel = "warning",
                    },
                    clock,
                    cancel
                );
                await ReadyLine.ServeUntilClosedAsync(host.Addresses[0], cancel);
            }
        );
        return command;
    }

    public static string[] Arguments(string database, string adminDid) =>
        ["serve", "--database", database, "--admin-did", adminDid];
}
