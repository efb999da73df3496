using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Cli;

/// <summary>How the server starts, stops, and says why it does not.</summary>
public sealed class ServerLifeTests : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    readonly TemporaryFolder folder = new();

    string Data => Path.Combine(folder.FullName, "data");

    string PostmasterFile => Path.Combine(Data, "postgres", "pg", "postmaster.pid");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Started_by_a_shell_that_has_it_ignore_interrupts_it_stops_on_one_all_the_same()
    {
        await using var server = await RunningServer.StartInBackgroundOfShellAsync(Data);

        Assert.Equal(0, await server.StopAsync("INT"));
        Assert.False(File.Exists(PostmasterFile));
    }

    [Fact]
    public async Task A_second_signal_ends_it_at_once_when_stopping_takes_too_long()
    {
        await using var server = await RunningServer.StartAsync(Data);
        var postgres = Postmaster() ?? 0;
        await RunningServer.SignalAsync(postgres, "STOP");
        try
        {
            await server.SignalAsync("TERM");
            await UntilAsync(() => server.Words.Any(line => line.EndsWith("Stopping", StringComparison.Ordinal)));
            await server.SignalAsync("TERM");

            Assert.Equal(128 + 15, await server.EndAsync());
        }
        finally
        {
            // The server may have died before it asked Postgres to stop.
            await RunningServer.SignalAsync(postgres, "INT");
            await RunningServer.SignalAsync(postgres, "CONT");
            await UntilAsync(() => !File.Exists(PostmasterFile));
        }
    }

    [Fact]
    public async Task When_its_database_is_lost_for_good_it_ends_with_a_failure()
    {
        await using var server = await RunningServer.StartAsync(Data);
        await RunningServer.SignalAsync(Postmaster() ?? 0, "KILL");
        await UntilAsync(() => server.Words.Count(line => line.Contains(" answers", StringComparison.Ordinal)) > 1);

        await RunningServer.SignalAsync(Postmaster() ?? 0, "KILL");

        Assert.Equal(1, await server.EndAsync());
        Assert.Contains(server.Words, line => line.StartsWith("DATABASE_LOST: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_that_is_taken_and_a_folder_in_use_are_told_with_what_to_do()
    {
        await using var server = await RunningServer.StartAsync(Data);
        var port = new Uri(server.Address).Port.ToString(CultureInfo.InvariantCulture);
        var other = Path.Combine(folder.FullName, "other");

        var taken = await Executable.RunAsync(["serve", "--data-dir", other, "--port", port]);
        var inUse = await Executable.RunAsync(["serve", "--data-dir", Data, "--port", "0"]);

        Assert.Equal((1, ""), (taken.Exit, taken.Out));
        Assert.StartsWith("ADDRESS_IN_USE: ", LastLine(taken));
        Assert.Contains($"127.0.0.1:{port}", LastLine(taken));
        Assert.EndsWith("choose another port with --port.", LastLine(taken));
        Assert.Equal((1, ""), (inUse.Exit, inUse.Out));
        Assert.StartsWith($"FOLDER_IN_USE: {Path.Combine(Data, "postgres")} is in use", LastLine(inUse));
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task A_missing_postgres_is_told_with_what_to_install()
    {
        var run = await Executable.RunAsync(["serve", "--data-dir", Data, "--postgres-bin", folder.FullName]);

        Assert.Equal((1, ""), (run.Exit, run.Out));
        Assert.StartsWith("POSTGRES_MISSING: ", LastLine(run));
        Assert.Contains("the package postgresql", run.Words);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_without_its_password()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();

        var run = await ServeWithAsync(
            string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Database=a;Password=swordfish")
        );

        Assert.Equal((1, ""), (run.Exit, run.Out));
        Assert.StartsWith("DATABASE_UNREACHABLE: ", LastLine(run));
        Assert.DoesNotContain("swordfish", run.Words);
    }

    [Theory]
    [InlineData("Host=localhost;Password=swordfish;Nonsense=1")]
    [InlineData("Host=localhost;Port=swordfish")]
    [InlineData("swordfish")]
    public async Task A_connection_string_that_cannot_be_read_is_told_without_its_values(string text)
    {
        var run = await ServeWithAsync(text);

        Assert.Equal((1, ""), (run.Exit, run.Out));
        Assert.StartsWith("DATABASE_SETTING: ", LastLine(run));
        Assert.DoesNotContain("swordfish", run.Words);
    }

    [Fact]
    public async Task A_database_that_could_lose_writes_is_refused_with_the_setting_and_the_way_to_allow_it()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();

        var run = await Executable.RunAsync([
            "serve",
            "--port",
            "0",
            "--allow-lossy-database",
            "false",
            "--database",
            database.ConnectionString,
        ]);

        Assert.Equal((1, ""), (run.Exit, run.Out));
        Assert.StartsWith("DATABASE_FSYNC_OFF: ", LastLine(run));
        Assert.Contains("--allow-lossy-database", LastLine(run));
    }

    [Theory]
    [InlineData("{ \"prot\": 1 }", "unknown key 'prot', did you mean 'port'?")]
    [InlineData("{ \"dev\": \"yes\" }", "'dev' must be true or false")]
    [InlineData("{ \"port\": 1, \"port\": 2 }", "'port' stands twice")]
    [InlineData("[]", "must hold a JSON object")]
    public async Task A_settings_file_with_a_fault_stops_the_start_with_one_line(string json, string fault)
    {
        var file = Path.Combine(folder.FullName, "settings.json");
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);

        var run = await Executable.RunAsync(["serve", "--config", file]);

        Assert.Equal(new(2, "", $"INVALID_SETTING: {file}: {fault}\n"), run);
    }

    static Task<Finished> ServeWithAsync(string database) =>
        Executable.RunAsync(["serve", "--port", "0", "--database", database]);

    static string LastLine(Finished run) => run.Words.TrimEnd('\n').Split('\n')[^1];

    /// <summary>The process of the private Postgres.</summary>
    int? Postmaster() =>
        int.TryParse(
            File.ReadLines(PostmasterFile).First(),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        while (!holds())
            await Task.Delay(20, limit.Token);
    }
}
