using System.Security.Cryptography;
using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Benchmarks.Measuring;
using ComposeServer.Benchmarks.Operations;
using ComposeServer.Benchmarks.Report;
using ComposeServer.Benchmarks.Sides;
using ComposeServer.Identity.Jose;
using ComposeServer.Postgres.Cluster;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ComposeServer.Benchmarks;

/// <summary>One run: corpus, database, sides, documents, measurements, report; everything it began has ended when it returns.</summary>
sealed class BenchmarkRun(BenchmarkOptions options, TimeProvider clock)
{
    readonly long _began = clock.GetTimestamp();

    /// <returns>Exit code.</returns>
    public static async Task<int> RunAsync(BenchmarkOptions options, TimeProvider clock, CancellationToken cancel)
    {
        if (!OperatingSystem.IsLinux())
            throw new BenchmarkException("CPU time and memory are read from /proc, which only Linux has");
        var folder = Directory.CreateDirectory(
            Path.Combine(options.Folder ?? Path.GetTempPath(), $"composeserver-bench-{Guid.NewGuid():n}")
        );
        try
        {
            return await new BenchmarkRun(options, clock).RunAsync(folder.FullName, cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    async Task<int> RunAsync(string folder, CancellationToken cancel)
    {
        var loadBefore = MachineFacts.Load();
        Say($"seed {options.Seed}");
        using var admin = new Ed25519Signer(SHA256.HashData(BitConverter.GetBytes(options.Seed)));
        var models = await BoardModels.CompileAsync(admin, cancel);
        var shares = new CreateShares(options);
        var creates = options.Includes(OperationSet.Create) ? shares.Total : 0;
        var corpus = BoardCorpus.Make(models, new BoardSize(options.Documents, creates), options.Seed);
        Say($"signed {corpus.Size.Stored + creates} documents");

        await using var cluster = await StartPostgresAsync(folder, cancel);
        await using var sides = await SideSet.StartAsync(
            new(options, folder, cluster, admin, models, corpus, clock),
            Say,
            cancel
        );
        corpus = corpus.WithoutStoredBodies();
        var comparison = new Comparison(sides.All, cluster.ProcessId, shares, options, clock);
        var operations = OperationSet
            .Of(corpus, options.Seed)
            .Where(operation => options.Includes(operation.Group))
            .ToArray();
        await comparison.PrepareAsync(operations, cancel);
        Say("answers compared, all warm");
        var figures = new List<OperationFigures>();
        foreach (var operation in operations)
        {
            figures.AddRange(await comparison.RunAsync(operation, cancel));
            Say($"measured {operation.Name}");
        }

        await using var database = NpgsqlDataSource.Create(cluster.ConnectionString);
        var facts = new List<SideFacts>();
        foreach (var side in sides.All)
            facts.Add(await FactsAsync(side, comparison, cancel));
        var machine = await MachineFacts.ReadAsync(database, folder, loadBefore, cancel);
        var report = new RunReport(options, machine, corpus.Size, figures, facts, MachineFacts.Load());
        await WriteAsync(report, cancel);
        return report.Errors == 0 ? 0 : 1;
    }

    static async Task<SideFacts> FactsAsync(ISide side, Comparison comparison, CancellationToken cancel) =>
        new(
            side.Name,
            side.Processes.Sum(ProcessFacts.ResidentPeakBytes),
            await side.CountPostsAsync(cancel),
            comparison.PostsExpected(side)
        );

    async Task WriteAsync(RunReport report, CancellationToken cancel)
    {
        ReportTable.Write(Console.Out, report);
        if (options.Json is { } json)
            await File.WriteAllBytesAsync(json, ReportJson.ToUtf8(report), cancel);
        if (options.Markdown is { } markdown)
            await File.WriteAllTextAsync(markdown, ReportMarkdown.Write(report), cancel);
        if (options.Chart is { } chart)
            await File.WriteAllTextAsync(chart, RateChart.Draw(report), cancel);
    }

    /// <summary>Durable, with the settings of a private cluster in production, and sessions for all sides.</summary>
    Task<PrivateCluster> StartPostgresAsync(string folder, CancellationToken cancel) =>
        PrivateCluster.StartAsync(
            new() { Folder = Path.Combine(folder, "postgres"), ConnectionsMax = 64 + (32 * options.With.Count) },
            NullLogger.Instance,
            clock,
            cancel
        );

    void Say(string text) => Console.Error.WriteLine($"{clock.GetElapsedTime(_began).TotalSeconds, 6:0.0} s  {text}");
}
