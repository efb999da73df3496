using System.Globalization;
using ComposeServer.Anchoring.Verification;
using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Benchmarks.Measuring;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Jose;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Ipld.Car;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Postgres;
using ComposeServer.Postgres.Cluster;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Sync.Import;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Benchmarks.Parts;

/// <summary>The import of a CAR of signed documents into a fresh, durable Postgres, every signature verified, every row indexed.</summary>
static class ImportPart
{
    /// <summary>Of so many documents one is changed once.</summary>
    const int ChangedEvery = 10;

    /// <returns>A line for people.</returns>
    public static async Task<string> RunAsync(int events, int seed, TimeProvider clock, CancellationToken cancel)
    {
        var folder = Directory
            .CreateDirectory(Path.Combine(Path.GetTempPath(), $"composeserver-import-{Guid.NewGuid():n}"))
            .FullName;
        try
        {
            var signer = new Ed25519Signer(SeedOf(seed));
            var models = await BoardModels.CompileAsync(signer, cancel);
            var file = Path.Combine(folder, "events.car");
            var written = await WriteAsync(file, models, signer, events, seed, cancel);
            await using var cluster = await PrivateCluster.StartAsync(
                new() { Folder = Path.Combine(folder, "postgres") },
                NullLogger.Instance,
                clock,
                cancel
            );
            return await ImportAsync(cluster, models, file, written, clock, cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<string> ImportAsync(
        PrivateCluster cluster,
        BoardModels models,
        string file,
        int written,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var families = StreamFamilies.Make();
        await using var backend = await PostgresBackend.OpenAsync(
            cluster.ConnectionString,
            8,
            families.History,
            clock,
            NullLogger.Instance,
            cancel
        );
        var materialiser = new DocumentMaterialiser(backend.Catalogue);
        var options = new CapabilityOptions();
        await using var intake = new EventIntake(
            new(backend.Log, backend.Commits, backend.Parking, materialiser),
            families,
            new SignatureStage(new EventSignatures(new CapabilityVerifier(options), options)),
            new IntakeLimits(),
            clock,
            NullLoggerFactory.Instance
        );
        foreach (var model in models.Composite.Models.Values)
        {
            var init = model.Commits[0];
            await intake.SubmitAsync(new(init.Jws.ToBlock(), init.Linked, init.Capability), null, cancel);
        }

        await backend.Catalogue.DeclareAsync(
            [
                new(
                    models.Post,
                    [
                        ["topic", "rank"],
                    ]
                ),
            ],
            cancel
        );
        await materialiser.ReloadAsync(cancel);
        var before = CpuSample.Take([Environment.ProcessId], [], cluster.ProcessId);
        var report = await new StreamImport(
            new IntakeHistoryDoor(intake, backend.Log),
            new TimeProofVerifier(new AnchorChains(), [], new TimeProofOptions()),
            new ImportOptions(),
            clock
        ).RunAsync([ImportSource.OfFile(file)], null, cancel);
        var cpu = CpuSample.Take([Environment.ProcessId], [], cluster.ProcessId) - before;
        if (report.Taken != written || !report.IsComplete)
            throw new BenchmarkException($"imported {report.Taken} of {written} events");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\nCAR import: {report.Taken:N0} events, {report.Bytes / 1e6:F0} MB in {report.Duration.TotalSeconds:F1} s = {report.Taken / report.Duration.TotalSeconds:N0} events/s (goal 10,000), every signature verified, durable, one index and one relation; CPU of each event {cpu.Server.TotalMicroseconds / report.Taken:F0} us + Postgres {cpu.Postgres.TotalMicroseconds / report.Taken:F0} us, of the machine meanwhile others {(cpu.Machine - cpu.Server - cpu.Postgres) / cpu.Machine:P0}"
        );
    }

    static async Task<int> WriteAsync(
        string file,
        BoardModels models,
        Ed25519Signer signer,
        int events,
        int seed,
        CancellationToken cancel
    )
    {
        var chains = new EventBlocks[events * ChangedEvery / (ChangedEvery + 1)][];
        Parallel.For(0, chains.Length, i => chains[i] = Chain(models, signer, seed, i));
        await using var stream = File.Create(file);
        using var car = new CarWriter(stream, [chains[0][0].Event.Cid]);
        foreach (var blocks in chains.SelectMany(chain => chain))
        {
            await car.WriteAsync(blocks.Linked!.Value, cancel);
            await car.WriteAsync(blocks.Event, cancel);
        }

        await car.FlushAsync(cancel);
        return chains.Sum(chain => chain.Length);
    }

    static EventBlocks[] Chain(BoardModels models, Ed25519Signer signer, int seed, int number)
    {
        var chance = new Random(HashCode.Combine(seed, number));
        var content = PartCorpus.Content(chance, number);
        var init = EventSigner.Sign(
            signer,
            DocumentEvents.ListInit(models.Post, signer.Did, content, chance.NextBytes)
        );
        if (number % ChangedEvery != 0)
            return [init];
        var (before, after) = (Json(content), Json(content.With("rank", -number)));
        var patch = ComposeServer.Json.Patch.JsonPatch.Diff(before, after);
        return [init, EventSigner.Sign(signer, DocumentEvents.Data(init.Event.Cid, init.Event.Cid, patch))];
    }

    static System.Text.Json.JsonElement Json(Ipld.IpldMap content) =>
        System.Text.Json.JsonElement.Parse(Ipld.PlainJson.ToUtf8(content));

    static byte[] SeedOf(int seed) => System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(seed));
}
