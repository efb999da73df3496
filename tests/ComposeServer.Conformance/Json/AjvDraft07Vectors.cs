using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Json.Schema;

namespace ComposeServer.Conformance.Json;

/// <summary>What the JS node's validator for tiles says, letter for letter.</summary>
sealed class AjvDraft07Vectors : VectorClaims
{
    // Texts of the JavaScript engine or of its bookkeeping, where ours says what is wrong.
    static readonly Dictionary<string, string> OurTexts = new(StringComparer.Ordinal)
    {
        ["Cannot read properties of null (reading '$id')"] = "schema must be object or boolean",
        ["no schema with key or ref \"x\""] = "schema must be object or boolean",
        ["schema is invalid: data must be object,boolean"] = "schema must be object or boolean",
    };

    public AjvDraft07Vectors()
        : base("ajv-draft07.json")
    {
        Claim(A_schema_that_cannot_be_used_is_refused_with_the_same_text, one => one.Json.Has("error"));
        Claim(Documents_get_the_same_verdict_with_the_same_text, one => one.Json.Has("documents"));
    }

    static void A_schema_that_cannot_be_used_is_refused_with_the_same_text(VectorCase one)
    {
        var text = one.Json.Text("error");

        var error = Compile(one.Json.GetProperty("schema").Json).Error?.Detail;

        Assert.Equal(OurTexts.GetValueOrDefault(text, text), error);
    }

    static void Documents_get_the_same_verdict_with_the_same_text(VectorCase one)
    {
        var compilation = Compile(one.Json.GetProperty("schema").Json);
        Assert.True(compilation.IsCompiled, compilation.Error?.ToString());

        foreach (var document in one.Json.GetProperty("documents").EnumerateArray())
        {
            var verdict = compilation.Schema.Validate(document[0].Json);

            Assert.Equal(document[1].GetString(), verdict.Text);
            Assert.Equal(verdict.IsValid, compilation.Schema.Accepts(document[0].Json));
        }
    }

    static SchemaCompilation Compile(JsonElement schema) => JsonSchema.Compile(schema, SchemaOptions.Draft07);
}
