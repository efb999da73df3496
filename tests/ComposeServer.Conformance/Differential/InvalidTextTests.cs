using ComposeServer.Composites;
using ComposeServer.Composites.Format;
using ComposeServer.Conformance.Composites;
using ComposeServer.Conformance.Differential.Generation;
using ComposeServer.Conformance.Differential.Mutations;
using ComposeServer.Conformance.Vectors;

namespace ComposeServer.Conformance.Differential;

/// <summary>Spoiled texts: taken or refused as by the original tools, and refused in the same words.</summary>
public class InvalidTextTests(ReferenceTools reference) : IClassFixture<ReferenceTools>
{
    const int RefusalsWanted = 400;
    const int CasesMax = 1_500;
    const int FaultsShown = 12;

    [Fact]
    public async Task A_spoiled_text_is_refused_in_the_words_of_the_original_tools_or_taken_as_they_take_it()
    {
        StandardOutput.WriteLine(
            $"differential, invalid: {Chance.Variable}={Chance.RunSeed}, {RefusalsWanted} refusals"
        );
        using var ours = new OwnTools();
        var (faults, refused, taken) = (new List<string>(), 0, 0);
        var messages = new HashSet<string>(StringComparer.Ordinal);

        for (var number = 0; refused < RefusalsWanted && number < CasesMax; number++)
        {
            var chance = Chance.ForCase(100_000 + number);
            if (Spoil(chance, Mutation.All[number % Mutation.All.Count]) is not { } spoiled)
                continue;
            var answer = await reference.AskAsync(spoiled.Sdl);
            _ = answer.Refusal is null ? taken++ : refused++;
            if (answer.Refusal is { } refusal)
                messages.Add(SpoiledText.Pattern(refusal));
            var made = await ours.CompileUncheckedAsync(spoiled.Sdl, TestContext.Current.CancellationToken);
            if (Compare(answer, made) is { } fault)
                faults.Add($"case {number} of seed {Chance.RunSeed}, {spoiled.What}: {fault}\n{spoiled.Sdl}");
            else if (made.Error is { At: null } placeless)
                faults.Add(
                    $"case {number} of seed {Chance.RunSeed}, {spoiled.What}: no place for {placeless.Message}\n{spoiled.Sdl}"
                );
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults\n{string.Join("\n----\n", faults.Take(FaultsShown))}");
        Assert.Equal(RefusalsWanted, refused);
        Assert.InRange(taken, 1, CasesMax);
        Assert.InRange(messages.Count, 60, CasesMax);
    }

    static SpoiledText? Spoil(Chance chance, Mutation mutation)
    {
        var text = CompositeGenerator.Make(chance);
        if (chance.OneIn(8))
            return new("damage", SyntaxDamage.Apply(text.ToString(), chance));
        return mutation.Apply(text, chance) ? new(mutation.Name, text.ToString()) : null;
    }

    static string? Compare(ReferenceAnswer answer, CompositeResult<Composite> made)
    {
        if (SpoiledText.IsOursToImprove(answer.Refusal, made.Error))
            return null;
        var ours = new Made(made.IsOk ? JsonText.Of(made.Value.ToUtf8()) : null, made.Error?.Message);
        return answer.Refusal is { } refusal
            ? Difference.Between("refusal", new(null, refusal), ours)
            : Difference.Between(
                "composite",
                CompositeJson.InOrderOfIds(answer.Composite),
                CompositeJson.InOrderOfIds(ours)
            )
                ?? Difference.Between(
                    "runtime definition",
                    answer.Created?.Runtime,
                    OwnTools.Serve(made.OrThrow().ToRuntime(), print: false).Runtime
                );
    }
}
