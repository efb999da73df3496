using System.Text.Json;
using ComposeServer.Json.Schema;

namespace ComposeServer.Conformance.Json;

/// <summary>What the JS node's validator says, letter for letter.</summary>
public class AjvTests
{
    // Texts of the JavaScript engine or of its bookkeeping, where ours says what is wrong.
    static readonly Dictionary<string, string> OurTexts = new(StringComparer.Ordinal)
    {
        ["Maximum call stack size exceeded"] = "references lead back to themselves",
        ["Cannot read properties of null (reading '$id')"] = "schema must be object or boolean",
        ["schema with key or id \"https://example.com/a\" already exists"] =
            "reference \"https://example.com/a\" resolves to more than one schema",
    };

    [Fact]
    public void Formats_get_the_same_verdict()
    {
        var differences = new List<string>();
        var cases = VectorFile.Read("ajv-formats.json").GetProperty("cases");
        foreach (var recorded in cases.EnumerateArray())
        {
            var type = recorded[1].ValueKind == JsonValueKind.String ? "string" : "number";
            var schema = Compile(JsonElement.Parse($$"""{"type":"{{type}}","format":{{recorded[0].GetRawText()}}}"""));

            var accepted = schema.Schema!.Accepts(recorded[1]);

            if (accepted != recorded[2].GetBoolean())
                differences.Add($"{recorded.GetRawText()} gave {accepted}");
        }
        AssertNone(differences);
        Assert.True(cases.GetArrayLength() > 1_000);
    }

    [Fact]
    public void Compile_errors_have_the_same_text()
    {
        var differences = new List<string>();
        var count = 0;
        foreach (var recorded in Cases().Where(item => item.TryGetProperty("error", out _)))
        {
            var text = recorded.GetProperty("error").GetString()!;

            var error = Compile(recorded.GetProperty("schema")).Error?.Detail;

            if (error != OurTexts.GetValueOrDefault(text, text))
                differences.Add($"{recorded.GetRawText()} gave {error ?? "no error"}");
            count++;
        }
        AssertNone(differences);
        Assert.True(count > 100);
    }

    [Fact]
    public void Violations_come_in_the_same_order_with_the_same_text()
    {
        var differences = new List<string>();
        var count = 0;
        foreach (var recorded in Cases().Where(item => item.TryGetProperty("documents", out _)))
        {
            var compilation = Compile(recorded.GetProperty("schema"));
            if (!compilation.IsCompiled)
            {
                differences.Add($"{recorded.GetProperty("schema").GetRawText()} gave {compilation.Error}");
                continue;
            }
            foreach (var document in recorded.GetProperty("documents").EnumerateArray())
            {
                var verdict = compilation.Schema.Validate(document[0]);

                if (
                    verdict.Text != document[1].GetString()
                    || compilation.Schema.Accepts(document[0]) != verdict.IsValid
                )
                    differences.Add(
                        $"{recorded.GetProperty("schema").GetRawText()}\n  {document.GetRawText()}\n  gave {verdict.Text}"
                    );
                count++;
            }
        }
        AssertNone(differences);
        Assert.True(count > 2_000);
    }

    [Fact]
    public void The_meta_schema_says_the_same_about_schemas()
    {
        var differences = new List<string>();
        foreach (var recorded in VectorFile.Read("ajv-errors.json").GetProperty("meta").EnumerateArray())
        {
            var verdict = JsonSchema.MetaValidate(
                recorded[0].ValueKind == JsonValueKind.Null ? JsonElement.Parse("{}") : recorded[0]
            );

            if (verdict.Text != recorded[1].GetString())
                differences.Add($"{recorded.GetRawText()} gave {verdict.Text}");
        }
        AssertNone(differences);
    }

    [Fact]
    public void Patterns_match_what_javascript_matches()
    {
        var recorded = VectorFile.Read("ajv-errors.json");
        var texts = recorded.GetProperty("texts");
        var differences = new List<string>();
        foreach (var item in recorded.GetProperty("patterns").EnumerateArray())
        {
            var compilation = Compile(JsonElement.Parse($$"""{"type":"string","pattern":{{item[0].GetRawText()}}}"""));
            if (!compilation.IsCompiled || item[1].ValueKind == JsonValueKind.String)
            {
                if (compilation.Error?.Detail != item[1].GetString())
                    differences.Add($"{item.GetRawText()} gave {compilation.Error?.Detail ?? "no error"}");
                continue;
            }
            for (var i = 0; i < texts.GetArrayLength(); i++)
            {
                var matches = compilation.Schema.Accepts(texts[i]);
                if (matches != (item[2].GetString()![i] == '1'))
                    differences.Add($"{item[0]} on {texts[i].GetRawText()} gave {matches}");
            }
        }
        AssertNone(differences);
    }

    static IEnumerable<JsonElement> Cases() => VectorFile.Read("ajv-errors.json").GetProperty("cases").EnumerateArray();

    static SchemaCompilation Compile(JsonElement schema) =>
        JsonSchema.Compile(schema, SchemaOptions.Model with { BaseId = "KEY" });

    static void AssertNone(List<string> differences) =>
        Assert.True(differences.Count == 0, $"{differences.Count}\n{string.Join('\n', differences.Take(40))}");
}
