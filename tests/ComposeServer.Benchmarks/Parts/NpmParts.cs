using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ComposeServer.Benchmarks.Parts;

/// <summary>The npm packages of the original, doing the same on the same machine: <c>parts.mjs</c>, run by Node.</summary>
static class NpmParts
{
    /// <summary>Pinned: figures of other versions are other figures.</summary>
    static readonly string[] Packages =
    [
        "dids@5.0.3",
        "key-did-resolver@4.0.0",
        "key-did-provider-ed25519@4.0.2",
        "@ipld/dag-cbor@9.2.1",
        "multiformats@13.2.2",
        "ajv@8.17.1",
        "ajv-formats@3.0.1",
        "fast-json-patch@3.1.1",
        "graphql@16.15.0",
    ];

    /// <summary>Microseconds of each part, by its name.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(
        TimeSpan round,
        EngineScene scene,
        CancellationToken cancel
    )
    {
        var folder = Directory.CreateTempSubdirectory("composeserver-parts-").FullName;
        try
        {
            await using (var script = typeof(NpmParts).Assembly.GetManifestResourceStream("parts.mjs")!)
            await using (var file = File.Create(Path.Combine(folder, "parts.mjs")))
                await script.CopyToAsync(file, cancel);
            await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"type":"module"}""", cancel);
            var engine = new JsonObject
            {
                ["sdl"] = scene.Sdl,
                ["nested"] = EngineScene.NestedQuery,
                ["byId"] = EngineScene.ByIdQuery,
            };
            await File.WriteAllTextAsync(Path.Combine(folder, "engine.json"), engine.ToJsonString(), cancel);
            await RunAsync(folder, "npm", ["install", "--silent", "--no-audit", "--no-fund", .. Packages], cancel);
            var output = await RunAsync(
                folder,
                "node",
                ["parts.mjs", ((int)round.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)],
                cancel
            );
            return JsonSerializer.Deserialize<Dictionary<string, double>>(output)!;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<string> RunAsync(string folder, string program, string[] arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0
            ? output
            : throw new BenchmarkException($"{program} {arguments[0]} ended with {process.ExitCode}");
    }
}
