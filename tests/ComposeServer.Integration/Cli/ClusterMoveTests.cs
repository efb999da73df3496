using System.Diagnostics;
using System.Runtime.Versioning;
using ComposeServer.Postgres.Cluster;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Cli;

/// <summary>A data folder of another version of Postgres than the installed one.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ClusterMoveTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    string Data => Path.Combine(folder.FullName, "data");

    string Pg => Path.Combine(Data, "postgres", "pg");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Data_of_another_version_is_refused_with_the_two_commands_that_move_it_and_left_alone()
    {
        Assert.Equal(0, (await Executable.RunAsync(["migrate", "--data-dir", Data])).Exit);
        await File.WriteAllTextAsync(Path.Combine(Pg, "PG_VERSION"), "13\n", TestContext.Current.CancellationToken);

        var run = await Executable.RunAsync(["serve", "--data-dir", Data, "--port", "0"]);

        var lines = run.Words.TrimEnd('\n').Split('\n');
        Assert.Equal(1, run.Exit);
        Assert.StartsWith("POSTGRES_VERSION: the data was made by PostgreSQL 13, found ", lines[^3]);
        Assert.Contains($"/usr/lib/postgresql/13/bin/pg_dump -h {Data}/postgres/s -U postgres -Fc", lines[^2]);
        Assert.EndsWith($"mv {Pg} {Pg}-13", lines[^2]);
        Assert.StartsWith($"  composeserver migrate --data-dir {Data} --postgres-bin ", lines[^1]);
        Assert.False(File.Exists(Path.Combine(Pg, "postmaster.pid")));
    }

    [Fact]
    public async Task The_two_commands_do_move_it()
    {
        await using (var server = await RunningServer.StartAsync(Data, "--dev"))
            Assert.Equal(0, await server.StopAsync());
        // With one version installed, the way from it to itself shows that the words are right.
        var binaries = await PostgresBinaries.FindAsync(new() { Folder = Data }, null, CancellationToken.None);
        var account = await ServiceAccount.ChooseAsync(null, CancellationToken.None);
        var move = ClusterMove.Of(new(Path.Combine(Data, "postgres")), account, binaries, binaries);

        await ShellAsync(move.Dump);
        await ShellAsync(move.Restore);

        Assert.True(Directory.Exists($"{Pg}-{binaries.Major}"));
        await using var moved = await RunningServer.StartAsync(Data);
        using var http = new HttpClient();
        Assert.Contains(
            "type Post implements Node",
            await http.GetStringAsync(new Uri($"{moved.Address}/graphql?sdl"), TestContext.Current.CancellationToken)
        );
        Assert.Equal(0, await moved.StopAsync());
    }

    static async Task ShellAsync(string line)
    {
        var program = $$"""composeserver() { dotnet '{{AppContext.BaseDirectory}}composeserver.dll' "$@"; }""";
        using var shell = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", $"{program}\n{line}"])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var words = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, words);
    }
}
