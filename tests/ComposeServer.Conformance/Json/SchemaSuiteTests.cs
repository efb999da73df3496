using System.Text.Json;
using ComposeServer.Conformance.Suites;
using ComposeServer.Json.Schema;

namespace ComposeServer.Conformance.Json;

/// <summary>The public JSON Schema suite, draft 2020-12: the required part whole, the optional part but for a list.</summary>
public class SchemaSuiteTests
{
    const string RemoteBase = "http://localhost:1234/";

    static readonly SuiteFolder Suite = new("json-schema-2020-12");

    static readonly SchemaOptions Options = SchemaOptions.Suite with { Documents = ReadRemotes() };

    public static TheoryData<string> Files =>
        [.. Suite.Files.Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && !IsOptional(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_required_case_gets_the_verdict_of_the_suite(string file)
    {
        var cases = Run(file).ToArray();

        Assert.NotEmpty(cases);
        Assert.DoesNotContain(cases, one => one.Fault is not null);
    }

    [Fact]
    public void All_1299_required_cases_are_there() => Assert.Equal(1_299, Files.Sum(row => Run(row.Data).Count()));

    /// <summary>A schema decides about formats as the JS node does, which is not always as the suite says.</summary>
    [Fact]
    public void Every_optional_case_gets_the_verdict_of_the_suite_or_is_listed_with_a_reason()
    {
        var failed = Suite.Files.Where(IsOptional).SelectMany(Run).Where(one => one.Fault is not null);

        var unexpected = failed.Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        unexpected.SymmetricExceptWith(Suite.LeftOut());

        Assert.True(unexpected.Count == 0, string.Join('\n', unexpected.Order(StringComparer.Ordinal)));
    }

    static IEnumerable<(string Name, string? Fault)> Run(string file)
    {
        var options = Options with
        {
            AssertFormats = file.StartsWith("tests/optional/format/", StringComparison.Ordinal),
        };
        foreach (var group in Parse(Suite.PathOf(file)).EnumerateArray())
        {
            var compilation = JsonSchema.Compile(group.GetProperty("schema"), options);
            foreach (var item in group.GetProperty("tests").EnumerateArray())
            {
                var name = $"{file} / {group.GetProperty("description")} / {item.GetProperty("description")}";
                yield return (name, FaultOf(compilation, item));
            }
        }
    }

    static string? FaultOf(SchemaCompilation compilation, JsonElement item)
    {
        if (!compilation.IsCompiled)
            return $"{compilation.Error}";
        var data = item.GetProperty("data");
        var expected = item.GetProperty("valid").GetBoolean();
        var verdict = compilation.Schema.Validate(data);
        return verdict.IsValid != expected || compilation.Schema.Accepts(data) != expected ? $"got {verdict}"
            : verdict.Fault is { } fault ? $"{fault}"
            : null;
    }

    static bool IsOptional(string file) => file.StartsWith("tests/optional/", StringComparison.Ordinal);

    static JsonElement Parse(string file) => JsonElement.Parse(File.ReadAllBytes(file));

    static Dictionary<string, JsonElement> ReadRemotes()
    {
        var folder = Suite.PathOf("remotes");
        return Directory
            .EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .ToDictionary(
                file => RemoteBase + Path.GetRelativePath(folder, file).Replace('\\', '/'),
                Parse,
                StringComparer.Ordinal
            );
    }
}
