using System.CommandLine;
using System.Globalization;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Benchmarks.Parts;

/// <summary>Sub-command <c>parts</c>: what single steps take, beside the npm packages that do the same.</summary>
static class PartsCommand
{
    public static Command Make(TimeProvider clock)
    {
        var milliseconds = new Option<int>("--milliseconds")
        {
            Description = "Length of a round, of which nine are made.",
            DefaultValueFactory = _ => 300,
        };
        var npm = new Option<bool>("--npm") { Description = "Measure the npm packages beside, in the same run." };
        var events = new Option<int>("--events")
        {
            Description = "Events of the CAR that is imported into a fresh Postgres; 0 leaves that out.",
            DefaultValueFactory = _ => 100_000,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Where all random values come from.",
            DefaultValueFactory = _ => 1,
        };
        var only = new Option<string>("--only")
        {
            Description = "Only the parts whose name contains this; the import is called import.",
        };
        var command = new Command("parts", "Measures single steps on one thread, and the import of a CAR.")
        {
            milliseconds,
            npm,
            events,
            seed,
            only,
        };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var round = TimeSpan.FromMilliseconds(parsed.GetValue(milliseconds));
                using var signer = new Ed25519Signer(new byte[32]);
                await using var scene = await EngineScene.MakeAsync(signer, parsed.GetValue(seed), cancel);
                var others = parsed.GetValue(npm) ? await NpmParts.MeasureAsync(round, scene, cancel) : null;
                await Console.Out.WriteLineAsync(
                    "| part | us | per second and core | bytes allocated | goal us | npm us | ratio |"
                );
                await Console.Out.WriteLineAsync("|---|---|---|---|---|---|---|");
                var wanted = parsed.GetValue(only) ?? "";
                var parts = new PartSet(parsed.GetValue(seed)).All().Concat(new EngineParts(scene).All());
                foreach (var part in parts.Where(part => part.Name.Contains(wanted, StringComparison.Ordinal)))
                    await Console.Out.WriteLineAsync(Row(part, PartMeasure.Run(part, round), others));
                if ("import".Contains(wanted, StringComparison.Ordinal) && parsed.GetValue(events) is > 0 and var count)
                    await Console.Out.WriteLineAsync(
                        await ImportPart.RunAsync(count, parsed.GetValue(seed), clock, cancel)
                    );
                return 0;
            }
        );
        return command;
    }

    static string Row(Part part, PartFigures figures, IReadOnlyDictionary<string, double>? others)
    {
        var other = others?.TryGetValue(part.Name, out var found) == true ? found : (double?)null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {part.Name} | {figures.Microseconds:F2} | {1e6 / figures.Microseconds:N0} | {figures.Bytes:N0} | {part.GoalMicroseconds} | {other:F1} | {other / figures.Microseconds:F1} |"
        );
    }
}
