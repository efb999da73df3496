using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Json.Schema;
using ComposeServer.Streams.Models;

namespace ComposeServer.Tests.Security;

/// <summary>Attack 22: models whose schemas cost the server dearly, when they come or with each document.</summary>
public class Sec22_SchemaBombTests
{
    const int MemoryMax = 64 * Effort.Mebibyte;
    const int TimeMaxMs = 1_000;

    static readonly Dictionary<string, (string Schema, string Code)> Bombs = new(StringComparer.Ordinal)
    {
        ["a circle"] = ("""{"$ref":"#"}""", SchemaErrorCode.ReferenceCycle),
        ["a circle of three"] = (
            """{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/c"},"c":{"$ref":"#/$defs/a"}}}""",
            SchemaErrorCode.ReferenceCycle
        ),
        ["a reference to elsewhere"] = ("""{"$ref":"http://example.org/schema"}""", ""),
        ["a chain of references"] = (Chain(2_000), SchemaErrorCode.TooLarge),
        ["a chain that would take all of the stack"] = (Chain(9_000), SchemaErrorCode.TooLarge),
        ["thousands of references into one object"] = (References(9_000, i => i, "{}"), ""),
        ["thousands of references to one large schema"] = (
            References(15_000, _ => 0, $$"""{"enum":[{{Repeated("1,", 200_000)}}1]}"""),
            ""
        ),
        ["as many required as there are members"] = (Required(15_000), ""),
        ["a long name above thousands"] = (
            $$"""{"properties":{"{{new string('x', 300_000)}}":{{Required(15_000)}} } }""",
            SchemaErrorCode.TooLarge
        ),
        ["hundreds of thousands of subschemas"] = (
            $$"""{"allOf":[{{Repeated("{},", 300_000)}}{}]}""",
            SchemaErrorCode.TooLarge
        ),
        ["beyond a megabyte"] = ($$"""{"title":"{{new string('x', 1_000_000)}}"}""", SchemaErrorCode.TooLarge),
        ["nested"] = ($"{Repeated("""{"not":""", 10_000)}true{new string('}', 10_000)}", SchemaErrorCode.TooLarge),
        ["a huge enum"] = ($$"""{"enum":[{{string.Join(',', Enumerable.Range(0, 100_000))}}]}""", ""),
        ["an enum of one value"] = ($$"""{"enum":[{{Repeated("1,", 400_000)}}1]}""", ""),
        ["a pattern too long"] = (Pattern(new string('a', 10_001)), SchemaErrorCode.TooLarge),
        ["groups without end"] = (Pattern(new string('(', 5_000)), SchemaErrorCode.InvalidPattern),
        ["repeated repeats"] = (Pattern("(((a{1000}){1000}){1000}){1000}"), ""),
        ["every letter again and again"] = (Pattern(Repeated("[^\\\\p{L}]*", 500)), ""),
    };

    /// <summary>Their names alone: a name of a megabyte would be in every list of tests.</summary>
    public static TheoryData<string> Names => [.. Bombs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schema_of_a_megabyte_is_compiled_or_refused_soon(string what)
    {
        var (schema, code) = Bombs[what];
        var json = JsonElement.Parse(schema, new() { MaxDepth = 20_000 });
        SchemaCompilation? compiled = null;

        Effort.Within(TimeMaxMs, MemoryMax, () => compiled = JsonSchema.Compile(json, SchemaOptions.Model));

        Assert.True(code.Length == 0 || code == compiled!.Error?.Code, $"{what}: {compiled!.Error}");
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("(.*)*=(.*)*!")]
    [InlineData("(x+x+)+y")]
    [InlineData("^(?=(a+)+$)")]
    [InlineData("^(?!(a+)+$)")]
    [InlineData("^(a+)+\\\\1$")]
    [InlineData("\\\\b(a+)+\\\\b$")]
    public void A_catastrophic_pattern_is_answered_before_a_second_is_over(string pattern)
    {
        var schema = JsonSchema.Compile(JsonElement.Parse(Pattern(pattern)), SchemaOptions.Model).Schema!;
        var document = JsonElement.Parse($"\"{new string('a', 50_000)}!\"");

        Effort.Within(TimeMaxMs, MemoryMax, () => _ = schema.Validate(document));
    }

    [Fact]
    public void A_hundred_catastrophic_patterns_have_one_budget_together()
    {
        var patterns = Enumerable.Range(0, 100).Select(i => $"\"a{i}\":{Pattern($"^(?=(a+)+{i}$)")}");
        var schema = JsonSchema
            .Compile(
                JsonElement.Parse($$$"""{"type":"object","properties":{{{{string.Join(',', patterns)}}}}}"""),
                SchemaOptions.Model
            )
            .Schema!;
        var members = Enumerable.Range(0, 100).Select(i => $"\"a{i}\":\"{new string('a', 2_000)}!\"");
        var document = JsonElement.Parse($"{{{string.Join(',', members)}}}");

        Effort.Within(TimeMaxMs, MemoryMax, () => _ = schema.Validate(document));

        Assert.Equal(SchemaErrorCode.PatternTimeout, schema.Validate(document).Fault?.Code);
    }

    [Theory]
    [InlineData("""{"type":"string","pattern":1}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"object"}},"additionalProperties":false}""")]
    public void A_model_with_a_schema_that_is_none_or_open_is_refused(string field)
    {
        var definition = Model($$"""{"text":{{field}}}""");

        Assert.IsType<ModelVerdict.Refused>(ModelRules.Check(definition, _ => null));
    }

    [Fact]
    public void A_model_nested_as_deep_as_a_block_can_hold_is_judged()
    {
        var depth = 55;
        var field =
            $"{Repeated("""{"type":"array","items":""", depth)}{"{\"type\":\"string\"}"}{new string('}', depth)}";
        var definition = Model($$"""{"text":{{field}}}""");

        Effort.Within(TimeMaxMs, MemoryMax, () => _ = ModelRules.Check(definition, _ => null));
    }

    [Fact]
    public void A_name_of_a_hundred_kilobytes_is_not_repeated_with_each_violation_below_it()
    {
        var name = new string('x', 100_000);
        var schema = JsonSchema
            .Compile(
                JsonElement.Parse(
                    $$"""{"type":"object","properties":{"{{name}}":{"type":"array","items":{"type":"string"} } } }"""
                ),
                SchemaOptions.Model
            )
            .Schema!;
        var document = JsonElement.Parse($$"""{"{{name}}":[{{Repeated("1,", 10_000)}}1]}""");

        Effort.Within(TimeMaxMs, MemoryMax, () => Assert.Equal(1_000, schema.Validate(document).Violations.Count));
    }

    static string References(int count, Func<int, int> target, string definition)
    {
        var references = Enumerable.Range(0, count).Select(i => $"{{\"$ref\":\"#/$defs/{target(i)}\"}}");
        var definitions = Enumerable.Range(0, target(count - 1) + 1).Select(i => $"\"{i}\":{definition}");
        return $"{{\"allOf\":[{string.Join(',', references)}],\"$defs\":{{{string.Join(',', definitions)}}}}}";
    }

    static string Required(int count)
    {
        var names = Enumerable.Range(0, count).Select(i => $"\"m{i}\"").ToArray();
        var members = names.Select(name => $"{name}:{{}}");
        return $"{{\"type\":\"object\",\"properties\":{{{string.Join(',', members)}}},\"required\":[{string.Join(',', names)}]}}";
    }

    static IpldValue Model(string properties) =>
        PlainJson.FromDocument(
            JsonElement.Parse(
                $$$"""
                {"version":"2.0","name":"Bomb","accountRelation":{"type":"list"},"interface":false,"implements":[],"views":{},
                 "schema":{"type":"object","properties":{{{properties}}},"additionalProperties":false}}
                """,
                new() { MaxDepth = 512 }
            )
        );

    static string Chain(int length)
    {
        var links = Enumerable.Range(0, length).Select(i => $"\"{i}\":{{\"$ref\":\"#/$defs/{i + 1}\"}}");
        return """{"$ref":"#/$defs/0","$defs":{"""
            + string.Join(',', links)
            + $",\"{length}\":{{\"type\":\"string\"}}}}}}";
    }

    static string Pattern(string pattern) => $$"""{"type":"string","pattern":"{{pattern}}"}""";

    static string Repeated(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
