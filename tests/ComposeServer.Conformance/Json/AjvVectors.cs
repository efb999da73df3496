using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Json.Schema;

namespace ComposeServer.Conformance.Json;

/// <summary>What the JS node's validator says of values of formats.</summary>
sealed class AjvFormatVectors : VectorClaims
{
    public AjvFormatVectors()
        : base("ajv-formats.json") => Claim(A_value_of_a_format_gets_the_same_verdict);

    static void A_value_of_a_format_gets_the_same_verdict(VectorCase one)
    {
        var (format, value, expected) = (one.Json[0].Json, one.Json[1].Json, one.Json[2].GetBoolean());
        var type = value.ValueKind == JsonValueKind.String ? "string" : "number";
        var schema = Compile(JsonElement.Parse($$"""{"type":"{{type}}","format":{{format.GetRawText()}}}"""));

        var accepted = schema.Schema!.Accepts(value);

        Assert.True(accepted == expected, $"{format} {value.GetRawText()} gave {accepted}");
    }

    public static SchemaCompilation Compile(JsonElement schema) =>
        JsonSchema.Compile(schema, SchemaOptions.Model with { BaseId = "KEY" });
}

/// <summary>What the JS node's validator says of schemas, documents and patterns, letter for letter.</summary>
sealed class AjvErrorVectors : VectorClaims
{
    // Texts of the JavaScript engine or of its bookkeeping, where ours says what is wrong.
    static readonly Dictionary<string, string> OurTexts = new(StringComparer.Ordinal)
    {
        ["Maximum call stack size exceeded"] = "references lead back to themselves",
        ["Cannot read properties of null (reading '$id')"] = "schema must be object or boolean",
        ["schema with key or id \"https://example.com/a\" already exists"] =
            "reference \"https://example.com/a\" resolves to more than one schema",
    };

    public AjvErrorVectors()
        : base("ajv-errors.json")
    {
        Claim(A_compile_error_has_the_same_text, one => one.Json.Has("error"));
        Claim(Violations_come_in_the_same_order_with_the_same_text, one => one.Json.Has("documents"));
        Claim(The_meta_schema_says_the_same, one => IsIn(one, "meta"));
        Claim(A_pattern_matches_what_javascript_matches, one => IsIn(one, "patterns"));
    }

    public override CaseShape Shape => new CaseShape.Lists("cases", "meta", "patterns");

    static bool IsIn(VectorCase one, string list) => one.Name.StartsWith(list, StringComparison.Ordinal);

    static void A_compile_error_has_the_same_text(VectorCase one)
    {
        var text = one.Json.Text("error");

        var error = AjvFormatVectors.Compile(one.Json.GetProperty("schema").Json).Error?.Detail;

        Assert.Equal(OurTexts.GetValueOrDefault(text, text), error);
    }

    static void Violations_come_in_the_same_order_with_the_same_text(VectorCase one)
    {
        var compilation = AjvFormatVectors.Compile(one.Json.GetProperty("schema").Json);
        Assert.True(compilation.IsCompiled, compilation.Error?.ToString());

        foreach (var document in one.Json.GetProperty("documents").EnumerateArray())
        {
            var verdict = compilation.Schema.Validate(document[0].Json);

            Assert.Equal(document[1].GetString(), verdict.Text);
            Assert.Equal(verdict.IsValid, compilation.Schema.Accepts(document[0].Json));
        }
    }

    static void The_meta_schema_says_the_same(VectorCase one)
    {
        var schema = one.Json[0].ValueKind == JsonValueKind.Null ? JsonElement.Parse("{}"u8) : one.Json[0].Json;

        Assert.Equal(one.Json[1].GetString(), JsonSchema.MetaValidate(schema).Text);
    }

    static void A_pattern_matches_what_javascript_matches(VectorCase one)
    {
        var pattern = one.Json[0].GetRawText();
        var compilation = AjvFormatVectors.Compile(JsonElement.Parse($$"""{"type":"string","pattern":{{pattern}}}"""));
        if (!compilation.IsCompiled || one.Json[1].ValueKind == JsonValueKind.String)
        {
            Assert.Equal(one.Json[1].GetString(), compilation.Error?.Detail);
            return;
        }

        Assert.Equal(JsonValueKind.Null, one.Json[1].ValueKind);
        var texts = one.File.GetProperty("texts").EnumerateArray();
        var matches = texts.Select(text => compilation.Schema.Accepts(text.Json) ? '1' : '0');
        Assert.Equal(one.Json[2].GetString(), string.Concat(matches));
    }
}
