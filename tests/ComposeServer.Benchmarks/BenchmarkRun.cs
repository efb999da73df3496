using System.Security.Cryptography;
using ComposeServer.Benchmarks.Bare;
using ComposeServer.Benchmarks.Children;
using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Benchmarks.Load;
using ComposeServer.Benchmarks.Measuring;
using ComposeServer.Benchmarks.Operations;
using ComposeServer.Benchmarks.Report;
using ComposeServer.Identity.Jose;
using ComposeServer.Postgres.Cluster;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ComposeServer.Benchmarks;

/// <summary>One run: corpus, database, server, documents, bare endpoint, measurements, report; everything it began has ended when it returns.</summary>
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
        var creates = options.Includes(OperationSet.Create) ? Comparison.CreatesFor(options) : 0;
        var corpus = BoardCorpus.Make(models, new BoardSize(options.Documents, creates), options.Seed);
        Say($"signed {corpus.Size.Stored + creates} documents");

        await using var cluster = await StartPostgresAsync(folder, cancel);
        await using var server = await ChildServer.StartAsync(
            ServeCommand.Arguments(cluster.ConnectionString, admin.Did.Text),
            cancel
        );
        using (var deployment = new Deployment(server.Address, admin))
            await deployment.RunAsync(models, cancel);
        Say("server started, models deployed");
        await new Seeding(server.Address, clock).RunAsync(corpus, cancel);
        Say($"stored {corpus.Size.Stored} documents");
        await using var bare = await ChildServer.StartAsync(
            BareCommand.Arguments(
                cluster.ConnectionString,
                new($"{models.Author}", $"{models.Post}", $"{models.Comment}")
            ),
            cancel
        );

        var comparison = new Comparison(server, bare, cluster.ProcessId, options, clock);
        var operations = OperationSet
            .Of(corpus, options.Seed)
            .Where(operation => options.Includes(operation.Name))
            .ToArray();
        await comparison.PrepareAsync(operations, cancel);
        Say("bare endpoint started, answers compared, both warm");
        var figures = new List<OperationFigures>();
        foreach (var operation in operations)
        {
            figures.Add(await comparison.RunAsync(operation, cancel));
            Say($"measured {operation.Name}");
        }

        await using var database = NpgsqlDataSource.Create(cluster.ConnectionString);
        var report = new RunReport(
            options,
            await MachineFacts.ReadAsync(database, folder, loadBefore, cancel),
            corpus.Size,
            figures,
            MachineFacts.Load(),
            ProcessFacts.ResidentPeakBytes(server.ProcessId),
            ProcessFacts.ResidentPeakBytes(bare.ProcessId)
        );
        ReportTable.Write(Console.Out, report);
        if (options.Json is { } file)
            await File.WriteAllBytesAsync(file, ReportJson.ToUtf8(report), cancel);
        return report.Errors == 0 ? 0 : 1;
    }

    /// <summary>Durable, with the settings of a private cluster in production, and sessions for both servers.</summary>
    Task<PrivateCluster> StartPostgresAsync(string folder, CancellationToken cancel) =>
        PrivateCluster.StartAsync(
            new() { Folder = Path.Combine(folder, "postgres") },
            NullLogger.Instance,
            clock,
            cancel
        );

    void Say(string text) => Console.Error.WriteLine($"{clock.GetElapsedTime(_began).TotalSeconds, 6:0.0} s  {text}");
}
