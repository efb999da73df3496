using System.Text.Json;
using ComposeServer.Json.Schema;

namespace ComposeServer.Conformance.Json;

/// <summary>The required part of the public JSON Schema suite, draft 2020-12.</summary>
public class SchemaSuiteTests
{
    const string RemoteBase = "http://localhost:1234/";

    static readonly string Suite = Path.Combine(VectorFile.RepositoryRoot!, "tests", "suites", "json-schema-2020-12");

    static readonly SchemaOptions Options = SchemaOptions.Suite with { Documents = ReadRemotes() };

    public static TheoryData<string> Files =>
        new(
            Directory
                .EnumerateFiles(Path.Combine(Suite, "tests"), "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Order()
        );

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_required_case_gets_the_verdict_of_the_suite(string file)
    {
        var faults = new List<string>();
        var cases = 0;
        foreach (var group in Parse(Path.Combine(Suite, "tests", $"{file}.json")).EnumerateArray())
        {
            var compilation = JsonSchema.Compile(group.GetProperty("schema"), Options);
            foreach (var item in group.GetProperty("tests").EnumerateArray())
            {
                cases++;
                var name = $"{group.GetProperty("description")} / {item.GetProperty("description")}";
                if (!compilation.IsCompiled)
                {
                    faults.Add($"{name}: {compilation.Error}");
                    continue;
                }
                var data = item.GetProperty("data");
                var expected = item.GetProperty("valid").GetBoolean();
                var verdict = compilation.Schema.Validate(data);
                if (verdict.IsValid != expected || compilation.Schema.Accepts(data) != expected)
                    faults.Add($"{name}: expected {expected}, got {verdict}");
                if (verdict.Fault is not null)
                    faults.Add($"{name}: {verdict.Fault}");
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(cases > 0);
    }

    [Fact]
    public void All_1299_cases_are_there()
    {
        var count = Directory
            .EnumerateFiles(Path.Combine(Suite, "tests"), "*.json")
            .SelectMany(file => Parse(file).EnumerateArray())
            .Sum(group => group.GetProperty("tests").GetArrayLength());

        Assert.Equal(1_299, count);
    }

    static JsonElement Parse(string file) => JsonElement.Parse(File.ReadAllBytes(file));

    static Dictionary<string, JsonElement> ReadRemotes()
    {
        var folder = Path.Combine(Suite, "remotes");
        return Directory
            .EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .ToDictionary(
                file => RemoteBase + Path.GetRelativePath(folder, file).Replace('\\', '/'),
                Parse,
                StringComparer.Ordinal
            );
    }
}
