using ComposeServer.Conformance.Differential;
using ComposeServer.Conformance.GraphQL.Differential.Generation;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL.Differential;

/// <summary>Generated schemas: what they print and what they say of themselves.</summary>
public class SchemaTests(ReferenceEngine reference) : IClassFixture<ReferenceEngine>
{
    static readonly string[] Wanted =
    [
        "scalar",
        "enum",
        "input",
        "interface",
        "type",
        "union",
        "directive",
        "schema",
        "extend type",
        "extend enum",
        "extend input",
        "extend union",
        "@oneOf",
        "@specifiedBy",
        "@deprecated",
        "repeatable",
        "interface of interface",
        "description",
        "default",
        "list of lists",
        "list of what is not null",
    ];

    readonly Buckets buckets = new();

    [Fact]
    public async Task A_schema_prints_and_describes_itself_as_in_the_reference_implementation()
    {
        var cases = CaseCount.Share("schemas", percent: 8);
        var faults = new List<string>();

        for (var number = 0; number < cases; number++)
        {
            var text = SchemaGenerator.Make(Chance.ForCase(2_000_000 + number));
            Count(text);
            if (await CompareAsync($"{text}") is { } fault)
                faults.Add($"case {number}: {fault}\n{text}");
        }

        CaseCount.AssertNone(faults);
        buckets.AssertFilled(least: 20, Wanted);
    }

    async Task<string?> CompareAsync(string sdl)
    {
        var theirs = await reference.AskAsync(sdl, describes: true, []);
        var (ok, error, _) = OwnEngine.Parse(sdl);
        if (Difference.Between("print", new(theirs.Parsed!.Ok, theirs.Parsed.Error), new(ok, error)) is { } fault)
            return fault;
        if (theirs.Faults is [var problem, ..])
            return $"the generator made a faulty schema: {problem}";
        var result = SchemaFromSdl.Build(sdl);
        if (!result.IsValid)
            return $"ours has no schema: {result.Errors[0]}";
        if (SchemaValidator.Validate(result.Schema) is [var own, ..])
            return $"ours has a faulty schema: {own}";
        var request = OwnEngine.Request(theirs.IntrospectionQuery!, operation: null, variables: null, "");
        return Differ(
                "types",
                string.Join(' ', theirs.Types!),
                string.Join(' ', result.Schema.Types.Select(type => type.Name))
            )
            ?? Differ("printed schema", theirs.Printed!, SchemaPrinter.Print(result.Schema))
            ?? Differ("introspection", theirs.Introspection!, await OwnEngine.ExecuteAsync(result.Schema, request));
    }

    static string? Differ(string what, string theirs, string ours) =>
        Difference.Between(what, new(theirs, null), new(ours, null));

    void Count(SchemaText text)
    {
        var sdl = $"{text}";
        foreach (var part in text.Definitions)
        {
            buckets.Count(part.IsExtension ? $"extend {part.Keyword}" : part.Keyword);
            if (part is { Keyword: "interface", Interfaces.Count: > 0 })
                buckets.Count("interface of interface");
            if (
                part.Members.Exists(one =>
                    one.Default is not null || one.Arguments.Exists(inner => inner.Default is not null)
                )
            )
                buckets.Count("default");
        }

        buckets.Count(new[] { "@oneOf", "@specifiedBy", "@deprecated", "repeatable" }.Where(sdl.Contains));
        foreach (
            var (bucket, written) in new[]
            {
                ("description", "\"\"\""),
                ("list of lists", ": [["),
                ("list of what is not null", "!]"),
            }
        )
        {
            if (sdl.Contains(written, StringComparison.Ordinal))
                buckets.Count(bucket);
        }
    }
}
