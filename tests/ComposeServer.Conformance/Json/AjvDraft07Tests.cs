using System.Text.Json;
using ComposeServer.Json.Schema;

namespace ComposeServer.Conformance.Json;

/// <summary>What the JS node's validator for tiles says, letter for letter.</summary>
public class AjvDraft07Tests
{
    // Texts of the JavaScript engine or of its bookkeeping, where ours says what is wrong.
    static readonly Dictionary<string, string> OurTexts = new(StringComparer.Ordinal)
    {
        ["Cannot read properties of null (reading '$id')"] = "schema must be object or boolean",
        ["no schema with key or ref \"x\""] = "schema must be object or boolean",
        ["schema is invalid: data must be object,boolean"] = "schema must be object or boolean",
    };

    [Fact]
    public void Schemas_that_cannot_be_used_are_refused_with_the_same_text()
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
        Assert.True(count > 60);
    }

    [Fact]
    public void Documents_get_the_same_verdict_with_the_same_text()
    {
        var differences = new List<string>();
        var count = 0;
        foreach (var recorded in Cases().Where(item => item.TryGetProperty("documents", out _)))
        {
            var schema = recorded.GetProperty("schema");
            var compilation = Compile(schema);
            foreach (var document in recorded.GetProperty("documents").EnumerateArray())
            {
                count++;
                var verdict = compilation.Schema?.Validate(document[0]);
                if (
                    verdict?.Text != document[1].GetString()
                    || compilation.Schema!.Accepts(document[0]) != verdict!.IsValid
                )
                    differences.Add(
                        $"{schema.GetRawText()}\n  {document.GetRawText()}\n  gave {verdict?.Text ?? compilation.Error!.Detail}"
                    );
            }
        }

        AssertNone(differences);
        Assert.True(count > 500);
    }

    static IEnumerable<JsonElement> Cases() => VectorFile.Cases("ajv-draft07.json");

    static SchemaCompilation Compile(JsonElement schema) => JsonSchema.Compile(schema, SchemaOptions.Draft07);

    static void AssertNone(List<string> differences) =>
        Assert.True(differences.Count == 0, $"{differences.Count}\n{string.Join('\n', differences.Take(40))}");
}
