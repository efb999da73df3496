using ComposeServer.Composites.Format;
using ComposeServer.Conformance.Composites;
using ComposeServer.Conformance.Differential.Generation;
using ComposeServer.Conformance.Vectors;

namespace ComposeServer.Conformance.Differential;

/// <summary>Generated composites: what we make of them, byte for byte against what the original tools make of them.</summary>
public class ValidCompositeTests(ReferenceTools reference) : IClassFixture<ReferenceTools>
{
    const int Cases = 400;
    const int FaultsShown = 8;

    [Fact]
    public async Task A_generated_text_becomes_what_the_original_tools_make_of_it()
    {
        StandardOutput.WriteLine($"differential, valid: {Chance.Variable}={Chance.RunSeed}, {Cases} cases");
        using var ours = new OwnTools();
        var (faults, tally) = (new List<string>(), new Tally());

        for (var number = 0; number < Cases; number++)
        {
            var (text, known) = await MakeAsync(ours, Chance.ForCase(number));
            var sdl = text.ToString();
            // Without a node the tools do not find what is loaded, so no schema comes of it.
            var print = number % 2 == 0 && text.Library is null ? Print.Mock : Print.Created;
            var answer = await reference.AskAsync(sdl, text.Library, print);
            tally.Count(sdl, answer);
            faults.AddRange(
                (await CompareAsync(ours, sdl, known, answer, print)).Select(fault =>
                    $"case {number} of seed {Chance.RunSeed}: {fault}\n{sdl}"
                )
            );
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults\n{string.Join("\n----\n", faults.Take(FaultsShown))}");
        Assert.Empty(tally.NeverMet());
    }

    static async Task<(GeneratedText, IReadOnlyList<CompositeModel>)> MakeAsync(OwnTools ours, Chance chance)
    {
        if (!chance.OneIn(6))
            return (CompositeGenerator.Make(chance), []);
        var library = CompositeGenerator.Make(chance);
        var models = await ours.ModelsAsync(library.ToString(), TestContext.Current.CancellationToken);
        return (
            CompositeGenerator.Loading(
                chance,
                library,
                [.. models.Select(model => (model.Id.ToString(), model.Definition.IsInterface))]
            ),
            models
        );
    }

    static async Task<IEnumerable<string>> CompareAsync(
        OwnTools ours,
        string sdl,
        IReadOnlyList<CompositeModel> known,
        ReferenceAnswer answer,
        Print print
    )
    {
        var read = OwnTools.Parse(sdl);
        var made = await ours.CompileAsync(sdl, known, TestContext.Current.CancellationToken);
        string?[] faults =
        [
            Difference.Between("abstract composite", answer.Abstract, Of(read.Value?.ToUtf8(), read.Error?.Message)),
            Difference.Between(
                "composite",
                CompositeJson.InOrderOfIds(answer.Composite),
                CompositeJson.InOrderOfIds(Of(made.Value?.ToUtf8(), made.Error?.Message))
            ),
            .. Compare("without a node", answer.Mock, OwnTools.ServeMock(sdl, known, print is Print.Mock)),
            .. made.IsOk
                ? Compare("stored", answer.Created, OwnTools.Serve(made.Value.ToRuntime(), print is Print.Created))
                : [],
        ];
        return faults.OfType<string>();
    }

    static IEnumerable<string?> Compare(string how, Served? theirs, Served ours)
    {
        yield return Difference.Between($"runtime definition, {how}", theirs?.Runtime, ours.Runtime);
        yield return CompareSchema($"schema, {how}", theirs?.Schema, ours.Schema);
        yield return CompareSchema($"read-only schema, {how}", theirs?.ReadOnly, ours.ReadOnly);
    }

    /// <summary>Where the JS runtime fails for no good reason, ours may only fail for a good one.</summary>
    static string? CompareSchema(string what, Made? theirs, Made? ours) =>
        SchemaFaults.AreMended(theirs?.Error) && (ours?.Text is not null || SchemaFaults.IsDeserved(ours?.Error))
            ? null
            : Difference.Between(what, theirs, ours);

    static Made Of(byte[]? utf8, string? error) => new(utf8 is null ? null : JsonText.Of(utf8), error);
}
