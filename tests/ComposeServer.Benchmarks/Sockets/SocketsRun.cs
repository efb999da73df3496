using System.Globalization;
using System.Security.Cryptography;
using ComposeServer.Benchmarks.Children;
using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Benchmarks.Measuring;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Postgres.Cluster;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Benchmarks.Sockets;

/// <summary>Two rounds on one server: each socket follows one author, then all follow everything. Every socket's documents are checked.</summary>
sealed class SocketsRun(SocketsOptions options, TimeProvider clock)
{
    const int Opening = 32;

    /// <summary>Documents that come before anybody listens.</summary>
    const int WarmUps = 200;

    /// <summary>Seconds at full rate before it is measured: the runtime compiles for that long what it has seen to be hot.</summary>
    const int WarmUpSeconds = 25;

    static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    readonly Random _chance = new(1);

    /// <returns>Exit code: 1 when a socket missed a document, got one twice or in another order.</returns>
    public static async Task<int> RunAsync(SocketsOptions options, TimeProvider clock, CancellationToken cancel)
    {
        // Not a folder for this account alone: Postgres may run under another.
        var folder = Directory.CreateDirectory(
            Path.Combine(Path.GetTempPath(), $"composeserver-sockets-{Guid.NewGuid():n}")
        );
        try
        {
            return await new SocketsRun(options, clock).RunAsync(folder.FullName, cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    async Task<int> RunAsync(string folder, CancellationToken cancel)
    {
        using var admin = new Ed25519Signer(SHA256.HashData(BitConverter.GetBytes(1)));
        var models = await BoardModels.CompileAsync(admin, cancel);
        var authors = Enumerable.Range(0, options.Authors).Select(Author).ToArray();
        await using var cluster = await PrivateCluster.StartAsync(
            new() { Folder = Path.Combine(folder, "postgres") },
            NullLogger.Instance,
            clock,
            cancel
        );
        await using var server = await ChildServer.StartAsync(
            ServeCommand.Arguments(cluster.ConnectionString, admin.Did.Text),
            cancel
        );
        using (var deployment = new Deployment(server.Address, admin))
            await deployment.RunAsync(models, cancel);
        await new PacedWriter(server.Address, clock).RunAsync(
            Documents(models, authors, WarmUps, out _),
            WarmUps,
            cancel
        );

        await Console.Out.WriteLineAsync(
            "| round | sockets | documents | told | p50 ms | p99 ms | max ms | wrong | server KB a socket | server CPU | client CPU |"
        );
        await Console.Out.WriteLineAsync("|---|---|---|---|---|---|---|---|---|---|---|");
        var wrong = 0;
        foreach (var isBroadcast in (bool[])[false, true])
            wrong += await RoundAsync(server, models, authors, isBroadcast, cancel);
        foreach (var author in authors)
            author.Dispose();
        return wrong == 0 ? 0 : 1;
    }

    async Task<int> RoundAsync(
        ChildServer server,
        BoardModels models,
        Ed25519Signer[] authors,
        bool isBroadcast,
        CancellationToken cancel
    )
    {
        var rate = isBroadcast ? options.Broadcasts : options.Writes;
        var warmUps = rate * (isBroadcast ? 0 : WarmUpSeconds);
        var documents = Documents(models, authors, warmUps + (rate * options.Seconds), out var authorOf);
        var measured = documents.Skip(warmUps).Select(Subscriber.NameOf).ToHashSet();
        var before = ProcessFacts.ResidentBytes(server.ProcessId);
        var subscribers = await OpenAsync(server.Address, authors, isBroadcast, cancel);
        var perSocket = (ProcessFacts.ResidentBytes(server.ProcessId) - before) / 1024.0 / options.Sockets;
        var writer = new PacedWriter(server.Address, clock);
        var serverCpu = ProcessFacts.Cpu(server.ProcessId);
        var clientCpu = ProcessFacts.Cpu(Environment.ProcessId);
        await writer.RunAsync(documents, rate, cancel);
        await Task.Delay(Settling, clock, cancel);
        serverCpu = ProcessFacts.Cpu(server.ProcessId) - serverCpu;
        clientCpu = ProcessFacts.Cpu(Environment.ProcessId) - clientCpu;
        foreach (var subscriber in subscribers)
            await subscriber.DisposeAsync();

        var late = new List<double>();
        var wrong = 0;
        UInt128[]? first = null;
        for (var i = 0; i < subscribers.Length; i++)
        {
            var told = subscribers[i].Told;
            var expected = isBroadcast
                ? documents.Select(Subscriber.NameOf)
                : documents.Where((_, at) => authorOf[at] == i % authors.Length).Select(Subscriber.NameOf);
            if (!told.Select(entry => entry.Name).Order().SequenceEqual(expected.Order()))
                wrong++;
            // All who listen to everything are told in one order.
            first ??= [.. told.Select(entry => entry.Name)];
            if (isBroadcast && !told.Select(entry => entry.Name).SequenceEqual(first))
                wrong++;
            foreach (var (name, time) in told)
                if (measured.Contains(name) && writer.Sent.TryGetValue(name, out var sent))
                    late.Add(clock.GetElapsedTime(sent, time).TotalMilliseconds);
        }

        late.Sort();
        await Console.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {(isBroadcast ? "everything" : "one author")} | {options.Sockets:N0} | {measured.Count:N0} at {rate}/s | {late.Count:N0} | {At(late, 0.5):F1} | {At(late, 0.99):F1} | {At(late, 1):F1} | {wrong} | {perSocket:F1} | {serverCpu.TotalSeconds:F1} s | {clientCpu.TotalSeconds:F1} s |"
            )
        );
        return wrong;
    }

    async Task<Subscriber[]> OpenAsync(Uri server, Ed25519Signer[] authors, bool isBroadcast, CancellationToken cancel)
    {
        var subscribers = new Subscriber[options.Sockets];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, options.Sockets),
            new ParallelOptions { MaxDegreeOfParallelism = Opening, CancellationToken = cancel },
            async (i, stop) =>
            {
                var query = isBroadcast
                    ? "subscription { authorChanged { id } }"
                    : $"subscription {{ authorChanged(account: \"{authors[i % authors.Length].Did.Text}\") {{ id }} }}";
                subscribers[i] = await Subscriber.OpenAsync(server, query, clock, stop);
            }
        );
        // The first look at the log of each has been made when nothing has happened for a moment.
        await Task.Delay(Settling, clock, cancel);
        return subscribers;
    }

    SignedDocument[] Documents(BoardModels models, Ed25519Signer[] authors, int count, out int[] authorOf)
    {
        var by = Enumerable.Range(0, count).Select(_ => _chance.Next(authors.Length)).ToArray();
        authorOf = by;
        return DocumentDraft.SignAll([
            .. by.Select(author => DocumentDraft.Of(models.Author, authors[author], Content(author), _chance)),
        ]);

        static IpldMap Content(int author) => IpldMap.Of(("name", $"Author number {author}"), ("number", author));
    }

    static Ed25519Signer Author(int number) => new(SHA256.HashData(BitConverter.GetBytes(1_000_000 + number)));

    static double At(List<double> sorted, double share) =>
        sorted.Count == 0 ? double.NaN : sorted[int.Min(sorted.Count - 1, (int)(share * sorted.Count))];
}
