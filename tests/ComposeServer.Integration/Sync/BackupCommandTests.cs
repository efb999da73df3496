using System.Runtime.Versioning;
using System.Text.Json;
using ComposeServer.Integration.Cli;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Sync;

/// <summary><c>verify</c>, <c>backup</c> and <c>restore</c> through the executable.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class BackupCommandTests(TransferScene scene) : IClassFixture<TransferScene>, IDisposable
{
    /// <summary>Held, an index table cannot be filled: the lock of those who change the catalogue.</summary>
    const long CatalogueLock = 0x436f6d70_43617401;

    readonly TemporaryFolder folder = new();

    string File => Path.Combine(folder.FullName, "composeserver.backup");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_running_server_with_a_private_database_is_verified_and_backed_up_and_served_from_the_restored_one()
    {
        var (data, other) = (Path.Combine(folder.FullName, "data"), Path.Combine(folder.FullName, "other"));
        JsonElement verified,
            backup;
        await using (var server = await RunningServer.StartAsync(data, "--dev"))
        {
            verified = Report(await Executable.RunAsync(["verify", "--data-dir", data, "--json"]));
            // Meanwhile the server anchors what it deployed.
            backup = Report(await Executable.RunAsync(["backup", File, "--data-dir", data, "--json"]));
            await server.StopAsync();
        }

        var restored = Report(await Executable.RunAsync(["restore", File, "--data-dir", other, "--json"]));
        var stopped = Report(await Executable.RunAsync(["verify", "--data-dir", other, "--json"]));
        await using (var server = await RunningServer.StartAsync(other))
            await server.StopAsync();

        Assert.True(verified.Flag("clean"));
        Assert.True(restored.Flag("verified.clean"));
        Assert.True(verified.Number("events") > 0);
        Assert.InRange(backup.Number("position"), verified.Number("position"), long.MaxValue);
        Assert.Equal(backup.Text("receiptHash"), restored.Text("receiptHash"));
        Assert.Equal(backup.Text("receiptHash"), stopped.Text("receiptHash"));
        Assert.Equal(backup.Number("position"), stopped.Number("position"));
        Assert.Equal(verified.At("rows").GetRawText(), stopped.At("rows").GetRawText());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task A_restored_node_answers_as_the_other_did_and_goes_on_from_its_cursors()
    {
        const string Page = """
            query ($after: String) {
              noteIndex(first: 4, after: $after, sorting: { text: ASC }) {
                pageInfo { endCursor } edges { cursor node { id version text } }
              }
            }
            """;
        // The node that is started on it drops it.
        var target = await TestPostgres.CreateEmptyDatabaseAsync();
        await using var former = await TestNode.StartAsync();
        await former.DeployAsync(TransferScene.Schema);
        using var account = new Account("reader");
        using var session = account.NewSession(TimeProvider.System);
        for (var i = 0; i < 9; i++)
            _ = (await former.With(session).AskAsync(CreateNote, new { text = $"note {i}" })).Data;
        var first = (await former.Anonymous.AskAsync(Page, new { after = (string?)null })).Data;
        var after = first.Text("noteIndex.pageInfo.endCursor");
        var expected = (await former.Anonymous.AskAsync(Page, new { after })).Data;

        Report(await RunAsync("backup", former.Database, File, "--json"));
        Report(await RunAsync("restore", target, File, "--json"));

        await using var node = await TestNode.StartAsync(target);
        var page = (await node.Anonymous.AskAsync(Page, new { after })).Data;
        Assert.Equal(expected.GetRawText(), page.GetRawText());
        Assert.Equal(4, page.Items("noteIndex.edges").Count);
    }

    [Fact]
    public async Task A_restore_that_was_killed_is_told_to_whoever_starts_a_server_and_begins_anew()
    {
        await using var target = await TestPostgres.CreateEmptyDatabaseAsync();
        Report(await RunAsync("backup", scene.Database, File, "--json"));
        await using (var held = await target.DataSource.OpenConnectionAsync())
        {
            await using var take = new Npgsql.NpgsqlCommand($"select pg_advisory_lock({CatalogueLock})", held);
            await take.ExecuteNonQueryAsync();
            using var restore = Executable.Start(["restore", File, "--database", target.ConnectionString]);
            while (!await IsThereAsync(target, "composeserver_restore.doc_1"))
                Assert.False(restore.HasExited);
            restore.Kill();
            await restore.WaitForExitAsync(TestContext.Current.CancellationToken);
            await using var release = new Npgsql.NpgsqlCommand($"select pg_advisory_unlock({CatalogueLock})", held);
            await release.ExecuteNonQueryAsync();
        }

        var served = await RunAsync("serve", target, "--port", "0");
        var verified = await RunAsync("verify", target);
        var restored = Report(await RunAsync("restore", target, File, "--json"));

        Assert.Equal((1, 1), (served.Exit, verified.Exit));
        Assert.Contains("RESTORE_UNFINISHED", served.Words);
        Assert.Contains("RESTORE_UNFINISHED", verified.Words);
        Assert.True(restored.Flag("verified.clean"));
        Assert.False(await IsThereAsync(target, "composeserver_restore.doc_1"));
        Assert.True(await IsThereAsync(target, "public.doc_1"));
    }

    [Theory]
    [InlineData(-1, "BACKUP_DAMAGED")]
    [InlineData(1, "BACKUP_TRUNCATED")]
    public async Task A_broken_file_is_refused_before_a_database_is_made(int cut, string code)
    {
        var data = Path.Combine(folder.FullName, "data");
        Report(await RunAsync("backup", scene.Database, File, "--json"));
        var bytes = await System.IO.File.ReadAllBytesAsync(File);
        if (cut > 0)
            bytes = bytes[..^cut];
        else
            bytes[bytes.Length / 2] ^= 1;
        await System.IO.File.WriteAllBytesAsync(File, bytes);

        var run = await Executable.RunAsync(["restore", File, "--data-dir", data]);

        Assert.Equal(1, run.Exit);
        Assert.StartsWith(code, run.Words);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task A_database_in_use_is_refused_by_name()
    {
        Report(await RunAsync("backup", scene.Database, File, "--json"));

        var run = await RunAsync("restore", scene.Database, File);

        Assert.Equal(1, run.Exit);
        Assert.Contains("DATABASE_NOT_EMPTY", run.Words);
        Assert.Contains(scene.Database.Name, run.Words);
    }

    [Fact]
    public async Task Faults_are_named_one_a_line_and_end_with_exit_code_1()
    {
        await using var target = await TestPostgres.CreateEmptyDatabaseAsync();
        Report(await RunAsync("backup", scene.Database, File, "--json"));
        var restored = await RunAsync("restore", target, File, "--no-verify");
        await using (var damage = target.DataSource.CreateCommand("update event set author_no = 0 where kind = 1"))
            await damage.ExecuteNonQueryAsync();

        var run = await RunAsync("verify", target, "--faults", "2");
        var json = JsonElement.Parse((await RunAsync("verify", target, "--faults", "1", "--json")).Out);

        Assert.Equal((0, 1), (restored.Exit, run.Exit));
        Assert.DoesNotContain("Verifying", restored.Words);
        var lines = run
            .Out.Split('\n')
            .Where(line => line.StartsWith("EVENT_COLUMNS", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Matches("^EVENT_COLUMNS stream k\\w+ cid bagc\\w+ position [0-9]+: ", line));
        Assert.Contains("… and 3 more", run.Out);
        Assert.Equal((5, 1), (json.Number("counts.EVENT_COLUMNS"), json.Items("faults").Count));
        Assert.False(json.Flag("clean"));
    }

    const string CreateNote = """
        mutation ($text: String!) { createNote(input: { content: { text: $text } }) { document { id } } }
        """;

    static Task<Finished> RunAsync(string command, TestDatabase database, params string[] args) =>
        Executable.RunAsync([command, .. args, "--database", database.ConnectionString]);

    static async Task<bool> IsThereAsync(TestDatabase database, string table)
    {
        await using var command = database.DataSource.CreateCommand("select to_regclass($1) is not null");
        command.Parameters.Add(new() { Value = table });
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    static JsonElement Report(Finished run)
    {
        Assert.True(run.Exit == 0, run.Words + run.Out);
        return JsonElement.Parse(run.Out);
    }
}
