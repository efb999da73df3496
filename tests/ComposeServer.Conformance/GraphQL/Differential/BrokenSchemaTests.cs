using ComposeServer.Conformance.Differential;
using ComposeServer.Conformance.GraphQL.Differential.Generation;
using ComposeServer.Conformance.GraphQL.Differential.Mutations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL.Differential;

/// <summary>Schemas that break rules of schema documents or of the type system: the same errors at the same places in the same order.</summary>
public class BrokenSchemaTests(ReferenceEngine reference) : IClassFixture<ReferenceEngine>
{
    readonly Buckets buckets = new();

    [Fact]
    public async Task A_broken_schema_gets_the_errors_of_the_reference_implementation_at_its_places()
    {
        var cases = CaseCount.Share("broken schemas", percent: 10);
        var faults = new List<string>();

        for (var number = 0; number < cases; number++)
        {
            var chance = Chance.ForCase(5_000_000 + number);
            var schema = SchemaGenerator.Make(chance);
            var all = SchemaMutation.All;
            for (var next = number; !all[next % all.Count].Apply(schema, chance); next++) { }
            while (chance.OneIn(4))
                chance.Of(all).Apply(schema, chance);
            var sdl = $"{schema}";
            var theirs = await reference.AskAsync(sdl, describes: false, []);
            buckets.Count(Kinds(theirs));
            if (Compare(sdl, theirs) is { } fault)
                faults.Add($"case {number}, {all[number % all.Count].Name}: {fault}\n{sdl}");
        }

        CaseCount.AssertNone(faults);
        buckets.AssertFilled(least: 20, "broken document", "broken schema", "not broken");
    }

    static IEnumerable<string> Kinds(SchemaAnswer answer)
    {
        if (answer.Sdl is { Length: > 0 })
            yield return "broken document";
        if (answer.Build is not null)
            yield return "not built";
        if (answer.Problems is { Length: > 0 })
            yield return "broken schema";
        if (answer.Parsed!.Ok is not null && answer.Faults.Length == 0)
            yield return "not broken";
    }

    static string? Compare(string sdl, SchemaAnswer theirs)
    {
        var (ok, error, _) = OwnEngine.Parse(sdl);
        if (Difference.Between("print", new(theirs.Parsed!.Ok, theirs.Parsed.Error), new(ok, error)) is { } fault)
            return fault;
        if (ok is null)
            return null;
        var result = SchemaFromSdl.Build(sdl);
        string[] ours =
        [
            .. (result.IsValid ? SchemaValidator.Validate(result.Schema) : result.Errors).Select(OwnEngine.Shown),
        ];
        // An exception that the reference did not mean to throw.
        if (theirs.Stranger)
            return ours.Length == 0 ? $"ours takes what the reference stumbles over: {theirs.Build![0]}" : null;
        // Type classes cannot express roots, interfaces and members of the wrong kind, so ours refuses these before anything else is
        // asked, and only they are told; the reference tells them last, and not at all where it could not build the schema.
        if (!result.IsValid && ours.All(one => one.Contains("it cannot", StringComparison.Ordinal)))
        {
            var strange = theirs.Build is null ? ours.Except(theirs.Faults).FirstOrDefault() : null;
            return strange is null ? null : $"ours alone says: {strange}";
        }

        return Difference.Between(
            "verdict",
            new(string.Join('\n', theirs.Faults), null),
            new(string.Join('\n', ours), null)
        );
    }
}
