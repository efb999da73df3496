using System.Diagnostics;
using System.Text.Json;
using ComposeServer.Json.Schema;

namespace ComposeServer.Tests.Json;

public class SchemaLimitTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, SchemaErrorCode.TooLarge)]
    [InlineData(100_000, SchemaErrorCode.TooLarge)]
    public void A_schema_may_be_as_large_as_the_limit(int beyond, string? code)
    {
        // {"title":"…"} has twelve bytes around the text.
        var schema = $$"""{"title":"{{new string('x', 188 + beyond)}}"}""";

        Assert.Equal(code, Error(schema, new() { SizeBytesMax = 200 }));
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, SchemaErrorCode.TooLarge)]
    [InlineData(10_000, SchemaErrorCode.TooLarge)]
    public void A_schema_may_be_nested_as_deep_as_the_limit(int depth, string? code)
    {
        var schema = $"{string.Concat(Enumerable.Repeat("""{"not":""", depth - 1))}{{}}{new string('}', depth - 1)}";
        var parsed = JsonElement.Parse(schema, new() { MaxDepth = 20_000 });

        Assert.Equal(code, JsonSchema.Compile(parsed, With(new() { DepthMax = 10 })).Error?.Code);
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, SchemaErrorCode.TooLarge)]
    [InlineData(5_000, SchemaErrorCode.TooLarge)]
    public void As_many_subschemas_as_the_limit_are_compiled(int count, string? code)
    {
        var schema = $$"""{"allOf":[{{string.Join(',', Enumerable.Repeat("{}", count))}}]}""";

        Assert.Equal(code, Error(schema, new() { SubschemasMax = 10 }));
    }

    [Theory]
    [InlineData(5, 20, null)]
    [InlineData(6, 20, SchemaErrorCode.TooLarge)]
    [InlineData(5, 21, SchemaErrorCode.TooLarge)]
    [InlineData(500, 2_000, SchemaErrorCode.TooLarge)]
    public void Patterns_are_bounded_in_number_and_length(int count, int length, string? code)
    {
        var patterns = Enumerable.Range(0, count).Select(i => $$"""{"pattern":"{{$"{i}".PadRight(length, 'x')}}"}""");

        Assert.Equal(
            code,
            Error($$"""{"allOf":[{{string.Join(',', patterns)}}]}""", new() { PatternsMax = 5, PatternLengthMax = 20 })
        );
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData(
        """{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"anyOf":[{"type":"string"},{"$ref":"#/$defs/a"}]}}}"""
    )]
    [InlineData("""{"not":{"$ref":"#"}}""")]
    public void References_in_a_circle_are_refused(string schema) =>
        Assert.Equal(SchemaErrorCode.ReferenceCycle, Error(schema, new()));

    [Theory]
    [InlineData(8, null)]
    [InlineData(9, SchemaErrorCode.TooLarge)]
    [InlineData(10_000, SchemaErrorCode.TooLarge)]
    public void References_lead_on_through_as_many_subschemas_as_the_limit(int length, string? code)
    {
        // The root and the last one count as well.
        var links = Enumerable.Range(0, length).Select(i => $"\"{i}\":{{\"$ref\":\"#/$defs/{i + 1}\"}}");
        var schema = $"{{\"$ref\":\"#/$defs/0\",\"$defs\":{{{string.Join(',', links)},\"{length}\":{{}}}}}}";

        Assert.Equal(code, Error(schema, new() { EvaluationDepthMax = 10 }));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("~1~0")]
    [InlineData("\\u0061")]
    [InlineData("\\ud83d\\ude00")]
    public void A_reference_finds_its_target_among_few_and_many_however_its_name_is_spelled(string name)
    {
        var spelled = name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        foreach (var others in new[] { 0, 100 })
        {
            var definitions = Enumerable.Range(0, others).Select(i => $"\"other{i}\":{{}},");
            var text =
                $"{{\"$ref\":\"#/$defs/{name}\",\"$defs\":{{{string.Concat(definitions)}\"{spelled}\":{{\"type\":\"string\"}}}}}}";
            var schema = JsonSchema.Compile(Parse(text), SchemaOptions.Suite).Schema!;

            Assert.True(schema.Accepts(Parse("\"x\"")));
            Assert.False(schema.Accepts(Parse("1")));
        }
    }

    [Fact]
    public void A_circle_through_the_document_is_as_deep_as_the_document()
    {
        var schema = JsonSchema
            .Compile(Parse("""{"type":"array","items":{"$ref":"#"}}"""), With(new() { EvaluationDepthMax = 20 }))
            .Schema!;

        // The root is one schema deep; every further level is two: the reference and its target.
        Assert.True(schema.Accepts(Nested(10)));
        Assert.False(schema.Accepts(Nested(11)));
        Assert.Equal(SchemaErrorCode.TooCostly, schema.Validate(Nested(11)).Fault?.Code);
        Assert.Equal(SchemaErrorCode.TooCostly, schema.Validate(Nested(10_000)).Fault?.Code);
    }

    [Fact]
    public void A_dynamic_circle_ends_at_the_depth_limit()
    {
        var schema = JsonSchema
            .Compile(Parse("""{"$dynamicAnchor":"a","$dynamicRef":"#a"}"""), SchemaOptions.Suite)
            .Schema!;

        Assert.Equal(SchemaErrorCode.TooCostly, schema.Validate(Parse("1")).Fault?.Code);
    }

    [Fact]
    public void References_that_double_at_each_step_run_out_of_budget_not_of_time()
    {
        var steps = Enumerable
            .Range(0, 40)
            .Select(i => $$"""{"allOf":[{"$ref":"#/$defs/{{i + 1}}"},{"$ref":"#/$defs/{{i + 1}}"}]}""")
            .Select((step, i) => $"\"{i}\":{step}");
        var text = """{"$ref":"#/$defs/0","$defs":{@,"40":{}}}""".Replace(
            "@",
            string.Join(',', steps),
            StringComparison.Ordinal
        );
        var schema = JsonSchema.Compile(Parse(text), SchemaOptions.Model).Schema!;
        var clock = Stopwatch.StartNew();

        Assert.Equal(SchemaErrorCode.TooCostly, schema.Validate(Parse("1")).Fault?.Code);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 3_000);
    }

    [Fact]
    public void Violations_are_reported_up_to_the_limit()
    {
        var schema = JsonSchema
            .Compile(Parse("""{"type":"array","items":{"type":"string"}}"""), With(new() { ViolationsMax = 3 }))
            .Schema!;

        Assert.Equal(2, schema.Validate(Parse("[1,2]")).Violations.Count);
        Assert.Equal(3, schema.Validate(Parse("[1,2,3]")).Violations.Count);
        Assert.Equal(3, schema.Validate(Parse("[1,2,3,4]")).Violations.Count);
        Assert.False(schema.Validate(Parse($"[{string.Join(',', Enumerable.Repeat(1, 10_000))}]")).IsValid);
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("^(?:a?){30}a{30}$")]
    [InlineData("(.*)*=(.*)*!")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData("[\\\\s\\\\S]*[^a][\\\\s\\\\S]{15}$")]
    public void A_catastrophic_pattern_runs_in_linear_time(string pattern)
    {
        var schema = JsonSchema
            .Compile(Parse($$"""{"type":"string","pattern":"{{pattern}}"}"""), SchemaOptions.Model)
            .Schema!;
        var text = Parse($"\"{new string('a', 50_000)}b!\"");
        var clock = Stopwatch.StartNew();

        var verdict = schema.Validate(text);

        Assert.Null(verdict.Fault);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 2_000);
    }

    [Fact]
    public void A_catastrophic_pattern_with_look_around_runs_out_of_time()
    {
        var schema = JsonSchema
            .Compile(Parse("""{"type":"string","pattern":"^(?=(a+)+$)"}"""), SchemaOptions.Model)
            .Schema!;
        var clock = Stopwatch.StartNew();

        var verdict = schema.Validate(Parse($"\"{new string('a', 5_000)}b\""));

        Assert.Equal(SchemaErrorCode.PatternTimeout, verdict.Fault?.Code);
        Assert.False(verdict.IsValid);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 3_000);
    }

    [Theory]
    [InlineData("(?:(?:(?:a{1000}){1000}){1000})")]
    [InlineData("(?:(?:(?:){2000}){2000}){2000}")]
    [InlineData("(?:(?:(?:|a){30}){30}){30}b")]
    [InlineData("(?:){2000000000}")]
    public void A_pattern_of_enormous_repetitions_compiles_and_ends(string pattern)
    {
        var clock = Stopwatch.StartNew();
        var schema = JsonSchema
            .Compile(Parse($$"""{"type":"string","pattern":"{{pattern}}"}"""), SchemaOptions.Model)
            .Schema!;

        schema.Validate(Parse($"\"{new string('a', 2_000)}\""));

        Assert.InRange(clock.ElapsedMilliseconds, 0, 5_000);
    }

    [Fact]
    public void A_pattern_of_thousands_of_rich_sets_is_refused_quickly()
    {
        var sets = string.Concat(Enumerable.Range(0, 900).Select(i => $"[\\\\p{{L}}\\\\u{i + 0xF000:x4}]"));
        var clock = Stopwatch.StartNew();

        Assert.Equal(
            SchemaErrorCode.InvalidPattern,
            Error($$"""{"pattern":"{{sets}}"}""", new() { PatternLengthMax = 100_000 })
        );
        Assert.InRange(clock.ElapsedMilliseconds, 0, 3_000);
    }

    [Fact]
    public void Deeply_nested_groups_are_refused()
    {
        Assert.Null(Error($$"""{"pattern":"{{new string('(', 150)}}{{new string(')', 150)}}"}""", new()));
        Assert.Equal(
            SchemaErrorCode.InvalidPattern,
            Error($$"""{"pattern":"{{new string('(', 4_000)}}{{new string(')', 4_000)}}"}""", new())
        );
    }

    [Fact]
    public void A_huge_list_of_allowed_values_costs_little_per_document()
    {
        var values = string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"value{i}\""));
        var schema = JsonSchema
            .Compile(Parse($$"""{"type":"string","enum":[{{values}}]}"""), SchemaOptions.Model)
            .Schema!;
        var clock = Stopwatch.StartNew();

        for (var i = 0; i < 10_000; i++)
            Assert.True(schema.Accepts(Parse("\"value49999\"")));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 2_000);
    }

    static SchemaOptions With(SchemaLimits limits) => SchemaOptions.Suite with { Limits = limits };

    static string? Error(string schema, SchemaLimits limits) =>
        JsonSchema.Compile(Parse(schema), With(limits)).Error?.Code;

    static JsonElement Nested(int depth) =>
        JsonElement.Parse($"{new string('[', depth)}{new string(']', depth)}", new() { MaxDepth = 20_000 });

    static JsonElement Parse(string json) => JsonElement.Parse(json);
}
