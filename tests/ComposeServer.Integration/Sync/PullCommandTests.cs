using System.Runtime.Versioning;
using System.Text.Json;
using ComposeServer.Integration.Cli;
using ComposeServer.Integration.NodeApi.Recorded;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Integration.Sync;

/// <summary><c>import --from</c> through the executable.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PullCommandTests(PullScene scene) : IClassFixture<PullScene>, IDisposable
{
    const string RecordedModel = "kjzl6hvfrbw6c8xgao22dllt0v23q8er5sef192rsi25p34y44jsttut3sb84et";

    readonly TemporaryFolder folder = new();

    string Data => Path.Combine(folder.FullName, "data");

    static string AdminKey => Convert.ToHexStringLower(Seeds.Of("key of admin"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_node_moves_into_another_database_and_its_pages_are_answered_there()
    {
        var database = await TestPostgres.CreateDatabaseAsync();
        string[] all =
        [
            "import",
            "--from",
            scene.Node.Address.ToString(),
            "--network",
            "mainnet",
            "--database",
            database.ConnectionString,
            "-k",
            AdminKey,
            "--json",
        ];

        var rehearsed = Report(await Executable.RunAsync([.. all, "--dry-run", "--index"]));
        var before = await Footprint.OfAsync(database.DataSource);
        var imported = Report(await Executable.RunAsync([.. all, "--index"]));
        var again = Report(await Executable.RunAsync([.. all, "--index", "--parallel", "1"]));

        Assert.Equal(0, before.Events);
        Assert.Equal(rehearsed.Number("taken"), imported.Number("taken"));
        Assert.Equal((4, 1), (imported.Number("models"), imported.Number("timesUnverified")));
        Assert.Equal(0, again.Number("taken"));
        await using var node = await TestNode.StartAsync(database, configure: PullScene.OptionsOf);
        var question = new { models = new[] { scene.Note.ToString() }, first = 100 };
        var here = (await node.Api.PostAsync("collection", question)).Ok.Items("edges");
        var there = (await scene.Node.Api.PostAsync("collection", question)).Ok.Items("edges");
        Assert.Equal(there.Select(IdOf).Order(), here.Select(IdOf).Order());
        Assert.Equal(5, here.Count);
    }

    [Fact]
    public async Task Into_a_private_database_a_model_comes_and_the_report_says_so()
    {
        var run = await Executable.RunAsync([
            "import",
            "--from",
            scene.Node.Address.ToString(),
            "--model",
            scene.Note.ToString(),
            "--network",
            "mainnet",
            "--data-dir",
            Data,
        ]);

        Assert.True(run.Exit == 0, run.Words);
        Assert.Contains("times unverified  1", run.Out);
        Assert.Contains($"Importing from {scene.Node.Address.GetLeftPart(UriPartial.Authority)}... Done!", run.Words);
        Assert.False(File.Exists(Path.Combine(Data, "import-bookmarks.json")));
    }

    [Fact]
    public async Task What_the_JS_node_answered_is_taken_event_for_event()
    {
        await using var node = await StartAsync(http =>
        {
            var recorded = Exchange.All.Values.FirstOrDefault(one =>
                one.Method == "GET" && one.Path == http.Request.Path && one.Status == 200
            );
            http.Response.StatusCode = recorded is null ? 404 : 200;
            http.Response.ContentType = "application/json; charset=utf-8";
            return http.Response.WriteAsync(recorded?.Body.GetRawText() ?? "");
        });

        var report = Report(await RunAsync(node, "--stream", RecordedModel));

        Assert.Equal((1, 1), (report.Number("taken"), report.Number("models")));
    }

    [Fact]
    public async Task What_was_refused_or_did_not_come_is_told_and_the_exit_code_says_so()
    {
        await using var node = await StartAsync(http =>
        {
            http.Response.StatusCode = 404;
            return http.Response.WriteAsync("<h1>\u001b[31mnothing here</h1>");
        });

        var run = await RunAsync(node, "--stream", RecordedModel);

        Assert.Equal(1, run.Exit);
        Assert.Equal(1, JsonElement.Parse(run.Out).Number("failed.NODE_REFUSED.count"));
    }

    [Fact]
    public async Task The_first_Ctrl_C_ends_an_import_with_its_report()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var node = await StartAsync(async http =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        await using var database = await TestPostgres.CreateDatabaseAsync();
        using var process = Executable.Start([
            "import",
            "--from",
            node.Urls.Single(),
            "--stream",
            RecordedModel,
            "--database",
            database.ConnectionString,
        ]);
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await RunningServer.SignalAsync(process.Id, "INT");

        var words = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(1, process.ExitCode);
        Assert.EndsWith("Interrupted. Run the same again to go on.\n", words);
        Assert.Contains("streams", await process.StandardOutput.ReadToEndAsync());
    }

    [Theory]
    [InlineData("NODE_UNREACHABLE", 1, "--from", "http://127.0.0.1:9", "--stream", RecordedModel)]
    [InlineData("USAGE", 2, "--from", "ftp://node", "--stream", RecordedModel)]
    [InlineData("USAGE", 2, "--from", "http://node", "file.car")]
    [InlineData("USAGE", 2, "--from", "http://node", "--author", "Ada")]
    [InlineData("USAGE", 2, "--from", "http://node", "--parallel", "0")]
    [InlineData("USAGE", 2, "--from", "http://node", "--parallel", "65")]
    [InlineData("INVALID_STREAM_ID", 2, "--from", "http://node", "--model", "kjunk")]
    [InlineData("NOT_AUTHENTICATED", 2, "--from", "http://node", "--index")]
    public async Task What_cannot_be_done_has_a_code(string code, int exit, params string[] words)
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();

        var run = await Executable.RunAsync(["import", .. words, "--database", database.ConnectionString]);

        Assert.Equal(exit, run.Exit);
        Assert.Contains(code, run.Words);
    }

    [Fact]
    public async Task A_file_of_bookmarks_that_is_none_is_named()
    {
        var file = Path.Combine(folder.FullName, "marks.json");
        await File.WriteAllTextAsync(file, "[]");
        await using var database = await TestPostgres.CreateDatabaseAsync();

        var run = await Executable.RunAsync([
            "import",
            "--from",
            scene.Node.Address.ToString(),
            "--model",
            scene.Note.ToString(),
            "--resume-file",
            file,
            "--database",
            database.ConnectionString,
        ]);

        Assert.Equal(1, run.Exit);
        Assert.Contains($"FILE_UNREADABLE: {file}", run.Words);
    }

    static async Task<Finished> RunAsync(WebApplication node, params string[] words)
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        return await Executable.RunAsync([
            "import",
            "--from",
            node.Urls.Single(),
            "--database",
            database.ConnectionString,
            "--json",
            .. words,
        ]);
    }

    static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var node = builder.Build();
        node.Run(answer);
        await node.StartAsync();
        return node;
    }

    static string IdOf(JsonElement edge) => edge.Text("node.log.0.cid")!;

    static JsonElement Report(Finished run)
    {
        Assert.True(run.Exit == 0, run.Words + run.Out);
        return JsonElement.Parse(run.Out);
    }
}
