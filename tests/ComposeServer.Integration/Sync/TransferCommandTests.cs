using System.Runtime.Versioning;
using System.Text.Json;
using ComposeServer.Integration.Cli;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Sync;

/// <summary><c>export</c> and <c>import</c> through the executable.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class TransferCommandTests(TransferScene scene) : IClassFixture<TransferScene>, IDisposable
{
    readonly TemporaryFolder folder = new();

    string File => Path.Combine(folder.FullName, "streams.car");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Streams_go_from_one_database_into_another()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();

        var exported = await RunAsync("export", scene.Database, "--model", scene.Note.ToString(), "--output", File);
        var rehearsed = await RunAsync("import", database, File, "--dry-run");
        var imported = await RunAsync("import", database, File);
        var again = await RunAsync("import", database, File);

        Assert.Equal((11, 16), (exported.Number("streams"), exported.Number("events")));
        Assert.Equal(new FileInfo(File).Length, imported.Number("bytes"));
        Assert.Equal((16, 0), (rehearsed.Number("taken"), rehearsed.Number("known")));
        Assert.Equal((16, 0), (imported.Number("taken"), imported.Number("known")));
        Assert.Equal((0, 16), (again.Number("taken"), again.Number("known")));
        Assert.Equal(16, (await Footprint.OfAsync(database.DataSource)).Events);
    }

    [Fact]
    public async Task A_file_that_is_cut_off_is_told_with_its_place_and_the_report()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        await RunAsync("export", scene.Database, "--all", "--output", File);
        var bytes = await System.IO.File.ReadAllBytesAsync(File);
        await System.IO.File.WriteAllBytesAsync(File, bytes[..^10]);

        var run = await Executable.RunAsync(["import", File, "--database", database.ConnectionString]);

        Assert.Equal(1, run.Exit);
        Assert.Contains("CAR_TRUNCATED", run.Words);
        Assert.Contains("events taken", run.Out);
    }

    [Fact]
    public async Task A_private_database_is_exported_and_imported_while_no_server_runs_and_only_then()
    {
        var data = Path.Combine(folder.FullName, "data");
        var other = Path.Combine(folder.FullName, "other");
        string[] export = ["export", "--all", "--data-dir", data, "--output", File, "--json"];
        await using (var server = await RunningServer.StartAsync(data, "--dev"))
        {
            var refused = await Executable.RunAsync(export);
            Assert.Equal(1, refused.Exit);
            Assert.StartsWith("FOLDER_IN_USE", refused.Words);
            await server.StopAsync();
        }

        var exported = Report(await Executable.RunAsync(export));
        var imported = Report(await Executable.RunAsync(["import", File, "--data-dir", other, "--json"]));

        var rebuilt = await Executable.RunAsync(["rebuild", "--data-dir", other]);
        Assert.Contains($"{imported.Number("streams")} streams applied again", rebuilt.Out);
        Assert.Contains("0 streams mended", rebuilt.Out);
        Assert.True(exported.Number("events") > 0);
        Assert.Equal(exported.Number("events"), imported.Number("taken"));
        Assert.Equal(exported.Number("streams"), imported.Number("streams"));
    }

    static async Task<JsonElement> RunAsync(string command, TestDatabase database, params string[] args) =>
        Report(await Executable.RunAsync([command, .. args, "--database", database.ConnectionString, "--json"]));

    static JsonElement Report(Finished run)
    {
        Assert.True(run.Exit == 0, run.Words);
        return JsonElement.Parse(run.Out);
    }
}
