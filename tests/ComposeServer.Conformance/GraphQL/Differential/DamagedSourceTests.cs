using ComposeServer.Conformance.Differential;
using ComposeServer.Conformance.GraphQL.Differential.Generation;
using ComposeServer.Conformance.GraphQL.Differential.Mutations;

namespace ComposeServer.Conformance.GraphQL.Differential;

/// <summary>Documents and schema documents with damage that knows nothing of their parts.</summary>
public class DamagedSourceTests(ReferenceEngine reference) : IClassFixture<ReferenceEngine>
{
    readonly Buckets buckets = new();

    [Fact]
    public async Task A_damaged_source_is_refused_in_the_same_words_at_the_same_place_or_prints_the_same()
    {
        var cases = CaseCount.Share("damaged sources", percent: 10);
        var faults = new List<string>();

        for (var number = 0; number < cases; number++)
        {
            var chance = Chance.ForCase(3_000_000 + number);
            var schema = SchemaGenerator.Make(chance);
            var source = chance.OneIn(2) ? $"{schema}" : $"{DocumentGenerator.Make(schema, chance).Text}";
            for (var times = chance.From(1, 2); times > 0; times--)
                source = SourceDamage.Apply(source, chance);
            var theirs = await reference.ParseAsync(source);
            buckets.Count(theirs.Ok is null ? "refused" : "taken");
            buckets.Count(Kind(theirs.Error));
            var (ok, error, _) = OwnEngine.Parse(source);
            if (Difference.Between("syntax", new(theirs.Ok, theirs.Error), new(ok, error)) is { } fault)
                faults.Add($"case {number}: {fault}\n{source}");
        }

        CaseCount.AssertNone(faults);
        buckets.AssertFilled(least: 5, "refused", "taken", "Expected", "Unexpected", "Unterminated", "Invalid");
    }

    /// <summary>The first word of a syntax error.</summary>
    static IEnumerable<string> Kind(string? error) => error is null ? [] : [error.Split(' ')[2].TrimEnd(':')];
}
