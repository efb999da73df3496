using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams;

public class InterfaceTests
{
    static readonly StreamId Interface = StreamId.Parse(
        "kjzl6hvfrbw6c6ofgjagr114wrmhbrt82rgpdv9digiy6h1wkay9gw1ro6ja1yl"
    );

    [Theory]
    [InlineData("""{"type":"string"}""", """{"type":"string"}""", true)]
    [InlineData("""{"type":"string"}""", """{"type":"integer"}""", false)]
    [InlineData("""{"type":"string"}""", "{}", false)]
    [InlineData("""{"type":"null"}""", """{"type":"null"}""", true)]
    [InlineData("""{"const":1}""", """{"const":1}""", false)]
    [InlineData("""{"type":"string","title":"A"}""", """{"type":"string","title":"A"}""", true)]
    [InlineData("""{"type":"string","title":"A"}""", """{"type":"string"}""", false)]
    [InlineData("""{"type":"string"}""", """{"type":"string","title":"A"}""", true)]
    [InlineData("""{"type":"boolean","const":true}""", """{"type":"boolean"}""", false)]
    [InlineData("""{"type":"boolean","const":true}""", """{"type":"boolean","const":true}""", true)]
    public void Types_titles_and_constants_agree(string expected, string actual, bool matches) =>
        Check(expected, actual, matches);

    [Theory]
    [InlineData("""{"maxLength":10}""", """{"maxLength":10}""", true)]
    [InlineData("""{"maxLength":10}""", """{"maxLength":9}""", true)]
    [InlineData("""{"maxLength":10}""", """{"maxLength":11}""", false)]
    [InlineData("""{"maxLength":10}""", "{}", false)]
    [InlineData("""{"maxLength":10}""", """{"const":"short"}""", true)]
    [InlineData("""{"maxLength":4}""", """{"const":"short"}""", false)]
    [InlineData("""{"minLength":2}""", """{"minLength":3}""", true)]
    [InlineData("""{"minLength":2}""", """{"minLength":1}""", false)]
    [InlineData("""{"minLength":2}""", "{}", false)]
    [InlineData("""{"pattern":"^a"}""", """{"pattern":"^a"}""", true)]
    [InlineData("""{"pattern":"^a"}""", """{"pattern":"^ab"}""", false)]
    [InlineData("""{"enum":["A","B"]}""", """{"enum":["A"]}""", true)]
    [InlineData("""{"enum":["A","B"]}""", """{"enum":["A","C"]}""", false)]
    [InlineData("""{"enum":["A","B"]}""", """{"enum":[]}""", false)]
    [InlineData("""{"enum":["A","B"]}""", "{}", false)]
    [InlineData("""{"enum":["A","B"]}""", """{"const":"B"}""", true)]
    [InlineData("""{"enum":["A","B"]}""", """{"const":"C"}""", false)]
    [InlineData("""{"const":"A"}""", """{"const":"B"}""", false)]
    public void A_string_may_be_narrower_but_not_wider(string expected, string actual, bool matches) =>
        Check(With("string", expected), With("string", actual), matches);

    [Theory]
    [InlineData("integer", """{"maximum":10}""", """{"maximum":10}""", true)]
    [InlineData("integer", """{"maximum":10}""", """{"maximum":11}""", false)]
    [InlineData("number", """{"minimum":0.5}""", """{"minimum":0.75}""", true)]
    [InlineData("number", """{"minimum":0.5}""", """{"minimum":0.25}""", false)]
    [InlineData("number", """{"minimum":0.5}""", "{}", false)]
    [InlineData("number", """{"minimum":0.5,"maximum":1}""", """{"const":1}""", true)]
    [InlineData("number", """{"minimum":0.5,"maximum":1}""", """{"const":2}""", false)]
    [InlineData("number", """{"exclusiveMaximum":1}""", """{"exclusiveMaximum":1}""", true)]
    [InlineData("number", """{"exclusiveMaximum":1}""", """{"const":1}""", false)]
    [InlineData("number", """{"exclusiveMaximum":1}""", """{"const":0.9}""", true)]
    [InlineData("number", """{"exclusiveMinimum":1}""", """{"exclusiveMinimum":0}""", false)]
    [InlineData("integer", """{"const":1}""", """{"const":1}""", true)]
    public void A_number_may_be_narrower_but_not_wider(string type, string expected, string actual, bool matches) =>
        Check(With(type, expected), With(type, actual), matches);

    [Theory]
    [InlineData("""{"maxItems":3,"items":{"type":"string"}}""", """{"maxItems":2,"items":{"type":"string"}}""", true)]
    [InlineData("""{"maxItems":3,"items":{"type":"string"}}""", """{"items":{"type":"string"}}""", false)]
    [InlineData("""{"minItems":1,"items":{"type":"string"}}""", """{"minItems":0,"items":{"type":"string"}}""", false)]
    [InlineData("""{"items":{"type":"string"}}""", """{"items":{"type":"integer"}}""", false)]
    [InlineData("""{"items":{"type":"string"}}""", "{}", false)]
    [InlineData("{}", "{}", false)]
    public void A_list_matches_by_its_bounds_and_items(string expected, string actual, bool matches) =>
        Check(With("array", expected), With("array", actual), matches);

    [Theory]
    [InlineData(
        """{"properties":{"a":{"type":"string"}}}""",
        """{"properties":{"a":{"type":"string"},"b":{"type":"string"}}}""",
        true
    )]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"properties":{"b":{"type":"string"}}}""", false)]
    [InlineData("""{"required":["a"],"properties":{}}""", """{"required":["b","a"],"properties":{}}""", true)]
    [InlineData("""{"required":["a"],"properties":{}}""", """{"properties":{}}""", false)]
    public void An_object_may_have_more_but_not_less(string expected, string actual, bool matches) =>
        Check(With("object", expected), With("object", actual), matches);

    [Theory]
    [InlineData(
        "allOf",
        """[{"type":"string"},{"type":"integer"}]""",
        """[{"type":"integer"},{"type":"string"}]""",
        true
    )]
    [InlineData("allOf", """[{"type":"string"},{"type":"integer"}]""", """[{"type":"string"}]""", false)]
    [InlineData("oneOf", """[{"type":"string"}]""", """[{"type":"integer"}]""", false)]
    [InlineData("anyOf", """[{"type":"string"},{"type":"integer"}]""", """[{"type":"integer"}]""", true)]
    [InlineData("anyOf", """[{"type":"string"}]""", """[{"type":"integer"}]""", false)]
    public void Alternatives_find_their_partners(string keyword, string expected, string actual, bool matches) =>
        Check($$"""{"{{keyword}}":{{expected}}}""", $$"""{"{{keyword}}":{{actual}}}""", matches);

    [Fact]
    public void A_single_schema_may_stand_for_one_of_several_alternatives()
    {
        Check("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", """{"type":"integer"}""", true);
        Check("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", """{"type":"boolean"}""", false);
    }

    [Fact]
    public void References_are_resolved_on_each_side_and_may_be_recursive()
    {
        const string Tree =
            """{"Tree":{"type":"object","additionalProperties":false,"properties":{"next":{"$ref":"#/$defs/Tree"}}}}""";
        var expected = ModelSample.Definition("""{"a":{"$ref":"#/$defs/Tree"}}""", model => Define(model, Tree));
        var renamed = ModelSample.Definition(
            """{"a":{"$ref":"#/$defs/Other"}}""",
            model => Define(model, Tree.Replace("Tree", "Other", StringComparison.Ordinal))
        );
        var broken = ModelSample.Definition("""{"a":{"$ref":"#/$defs/Gone"}}""");

        Assert.IsType<ModelVerdict.Accepted>(Check(renamed, expected));
        Assert.IsType<ModelVerdict.Refused>(Check(broken, expected));

        static void Define(JsonObject model, string defs) => model["schema"]!["$defs"] = JsonNode.Parse(defs);
    }

    [Theory]
    [InlineData(
        "relations",
        """{"a":{"type":"account"}}""",
        """{"a":{"type":"account"},"b":{"type":"account"}}""",
        true
    )]
    [InlineData("relations", """{"a":{"type":"account"}}""", "{}", false)]
    [InlineData("views", """{"a":{"type":"documentAccount"}}""", """{"a":{"type":"documentVersion"}}""", false)]
    [InlineData("immutableFields", """["text"]""", """["other","text"]""", true)]
    [InlineData("immutableFields", """["text"]""", """["other"]""", false)]
    public void Relations_views_and_immutable_fields_are_all_there(
        string member,
        string expected,
        string actual,
        bool matches
    )
    {
        var wanted = ModelSample.Definition(change: model => model[member] = JsonNode.Parse(expected));
        var model = ModelSample.Definition(change: json => json[member] = JsonNode.Parse(actual));

        Assert.Equal(matches, Check(model, wanted) is ModelVerdict.Accepted);
    }

    [Fact]
    public void The_chain_of_faults_leads_from_the_model_to_the_property()
    {
        var expected = ModelSample.Definition("""{"text":{"type":"string","maxLength":5}}""");

        var refused = Assert.IsType<ModelVerdict.Refused>(Check(ModelSample.Definition(), expected));

        Assert.Equal(
            "Interfaces validation failed for model Note: "
                + $"Invalid implementation of interface {Interface}: "
                + $"Invalid schema implementation of interface {Interface}: "
                + "Invalid value for property maxLength of schema.text: expected 5 but got 10",
            refused.Fault.Explained
        );
    }

    [Fact]
    public void An_interface_that_is_not_here_is_missed_by_name()
    {
        var missing = Assert.IsType<ModelVerdict.Missing>(Check(ModelSample.Definition(), null));

        Assert.Equal([Interface], missing.Interfaces);
    }

    [Fact]
    public void Alternatives_within_alternatives_cost_no_more_than_a_limit()
    {
        var nested = """{"type":"string"}""";
        for (var depth = 0; depth < 11; depth++)
            nested = $$"""{"anyOf":[{{nested}},{{nested}}]}""";
        var other = nested.Replace("string", "integer", StringComparison.Ordinal);

        Check(nested, other, matches: false);
    }

    static void Check(string expected, string actual, bool matches)
    {
        var verdict = Check(
            ModelSample.Definition($$"""{"a":{{actual}}}"""),
            ModelSample.Definition($$"""{"a":{{expected}}}""")
        );

        if (matches)
            Assert.Empty((verdict as ModelVerdict.Refused)?.Fault.Explained ?? "");
        else
            Assert.Equal(
                "Interfaces validation failed for model Note",
                Assert.IsType<ModelVerdict.Refused>(verdict).Fault.Message
            );
    }

    static ModelVerdict Check(ModelDefinition model, ModelDefinition? expected)
    {
        var value = model.Value.With("implements", IpldList.Of(Interface.ToString()));
        return ModelRules.Check(Closed(value), _ => expected);
    }

    /// <summary>These schemas are about matching, not about being closed.</summary>
    static IpldValue Closed(IpldValue value)
    {
        if (value is IpldList list)
            return new IpldList([.. list.Items.Select(Closed)]);
        if (value is not IpldMap map)
            return value;
        var closed = IpldMap.From(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Closed(entry.Value))));
        return closed.TryGet<IpldString>("type", out var type) && type.Value == "object"
            ? closed.With("additionalProperties", false)
            : closed;
    }

    static string With(string type, string members)
    {
        var schema = JsonNode.Parse(members)!.AsObject();
        schema["type"] = type;
        return JsonSerializer.Serialize(schema);
    }
}
