using System.CommandLine;
using ComposeServer.Benchmarks.Children;
using ComposeServer.Server.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ComposeServer.Benchmarks.Bare;

/// <summary>Sub-command <c>bare</c>: Kestrel and Npgsql with a hand-written statement per question, and nothing between them.</summary>
static class BareCommand
{
    /// <summary>Where documents are created.</summary>
    public const string CreatePath = "/create";

    public static Command Make(TimeProvider clock)
    {
        var database = new Option<string>("--database") { Required = true };
        var author = new Option<string>("--author") { Required = true };
        var post = new Option<string>("--post") { Required = true };
        var comment = new Option<string>("--comment") { Required = true };
        var command = new Command("bare", "The endpoint to compare with; the load tool starts it.")
        {
            database,
            author,
            post,
            comment,
        };
        command.Hidden = true;
        command.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed.GetRequiredValue(database),
                    new(
                        parsed.GetRequiredValue(author),
                        parsed.GetRequiredValue(post),
                        parsed.GetRequiredValue(comment)
                    ),
                    clock,
                    cancel
                )
        );
        return command;
    }

    public static string[] Arguments(string database, BareModelIds models) =>
        ["bare", "--database", database, "--author", models.Author, "--post", models.Post, "--comment", models.Comment];

    static async Task RunAsync(
        string connectionString,
        BareModelIds models,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        await using var database = OpenPool(connectionString, statementsPrepared: 32);
        await using var unprepared = OpenPool(connectionString, statementsPrepared: 0);
        await BareTables.FillAsync(database, models, cancel);
        await using var writer = await BareWriter.OpenAsync(database, clock, cancel);
        await using var app = BuildApp();
        var answers = BareRead.All.ToDictionary(
            read => read.Path,
            read => (RequestDelegate)new BareReader(read.IsPlannedEachTime ? unprepared : database, read).AnswerAsync,
            StringComparer.Ordinal
        );
        answers.Add(CreatePath, writer.AnswerAsync);
        app.Run(http => answers[http.Request.Path.Value!](http));
        await app.StartAsync(cancel);
        await ReadyLine.ServeUntilClosedAsync(app.Urls.First(), cancel);
        await app.StopAsync(CancellationToken.None);
    }

    static WebApplication BuildApp()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        return builder.Build();
    }

    /// <summary>As many connections as the server has, statements prepared at their first use.</summary>
    static NpgsqlDataSource OpenPool(string connectionString, int statementsPrepared)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "bare",
            MaxPoolSize = new ServerOptions().DatabaseConnectionsMax,
            MaxAutoPrepare = statementsPrepared,
            AutoPrepareMinUsages = 1,
            NoResetOnClose = true,
        };
        return new NpgsqlSlimDataSourceBuilder(settings.ConnectionString).EnableArrays().Build();
    }
}
