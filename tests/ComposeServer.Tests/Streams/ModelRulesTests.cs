using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Ipld;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams;

public class ModelRulesTests
{
    [Fact]
    public void A_plain_model_is_accepted()
    {
        Assert.IsType<ModelVerdict.Accepted>(Check(ModelSample.Json()));
    }

    [Theory]
    [InlineData("extra", "1", "Unexpected key 'extra' found in content for Model Stream")]
    [InlineData("version", "\"2\"", "Unsupported version format: 2")]
    [InlineData("version", "\"v2.0\"", "Unsupported version format: v2.0")]
    [InlineData("name", "1", "Invalid model definition: name must be a string")]
    [InlineData("implements", "[\"no id\"]", "Invalid model definition: implements must be an array of StreamIDs")]
    [InlineData("interface", "null", "Invalid model definition: interface must be true or false")]
    [InlineData("immutableFields", "[1]", "Invalid model definition: immutableFields must be an array of strings")]
    [InlineData(
        "relations",
        "{\"a\":{\"type\":\"x\"}}",
        "Invalid model definition: relations.a.type must be one of account, document"
    )]
    [InlineData(
        "relations",
        "{\"a\":{\"type\":\"document\",\"model\":\"kjz\"}}",
        "Invalid model definition: relations.a.model must be the StreamID of a model, or null"
    )]
    [InlineData("views", "{\"a\":{\"type\":\"nope\"}}", "unsupported model view definition type")]
    [InlineData(
        "views",
        "{\"text\":{\"type\":\"documentAccount\"}}",
        "view definition used with a property also present in schema"
    )]
    public void Each_broken_member_is_named(string member, string json, string expected)
    {
        Assert.Equal(expected, Fault(ModelSample.Json(change: model => model[member] = JsonNode.Parse(json))));
    }

    [Theory]
    [InlineData("2.0", true)]
    [InlineData("2.9", true)]
    [InlineData("3.0", false)]
    [InlineData("999999999999.0", false)]
    public void A_node_refuses_a_newer_major_version_and_takes_a_newer_minor_one(string version, bool accepted)
    {
        var verdict = Check(ModelSample.Json(change: model => model["version"] = version));

        Assert.Equal(accepted, verdict is ModelVerdict.Accepted);
    }

    [Theory]
    [InlineData("""{"a":{"type":"object","properties":{}}}""")]
    [InlineData(
        """{"a":{"type":"array","maxItems":2,"items":{"type":"object","properties":{},"additionalProperties":true}}}"""
    )]
    [InlineData("""{"a":{"anyOf":[{"type":"string"},{"type":"object"}]}}""")]
    public void No_object_at_any_depth_of_a_schema_may_be_open(string properties)
    {
        Assert.Equal(
            "All objects in schema need to have additional properties disabled",
            Fault(ModelSample.Json(properties))
        );
    }

    [Theory]
    [InlineData("""{"a":{"type":"mystery"}}""")]
    [InlineData("""{"a":{"type":"string","maxLength":-1}}""")]
    [InlineData("""{"a":1}""")]
    public void A_schema_is_one_by_its_meta_schema(string properties)
    {
        Assert.StartsWith(
            "Validation Error: data/properties/a",
            Fault(ModelSample.Json(properties)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_empty_interface_promises_nothing_and_is_refused()
    {
        var empty = ModelSample.Json("{}", model => model["interface"] = true);
        Assert.Equal("Invalid interface: a least one propery or view must be present", Fault(empty));

        empty["views"] = JsonNode.Parse("""{"author":{"type":"documentAccount"}}""");
        Assert.IsType<ModelVerdict.Accepted>(Check(empty));
    }

    [Fact]
    public void All_faults_of_set_fields_are_told_behind_one_message()
    {
        var model = ModelSample.Json(
            """{"a":{"type":"array","maxItems":1,"items":{"type":"string"}},"b":{"const":1},"c":{"$ref":"#/$defs/C"},"d":{"type":"string"}}""",
            json =>
            {
                json["accountRelation"] = JsonNode.Parse("""{"type":"set","fields":["a","b","c","d","e"]}""");
                json["schema"]!["required"] = JsonNode.Parse("""["a","b","c"]""");
                json["schema"]!["$defs"] = JsonNode.Parse("""{"C":{"type":"string"}}""");
            }
        );

        var refused = Assert.IsType<ModelVerdict.Refused>(Check(model));

        Assert.Equal("Invalid schema fields for SET account relation", refused.Fault.Message);
        Assert.Equal(
            [
                "Unsupported type array for field a set in the account relation, only the following types are supported: boolean, integer, number, string",
                "Missing type for field: b",
                "Field d must be required to be used for the SET account relation",
                "Field not found in schema: e",
            ],
            refused.Fault.Causes.Select(cause => cause.Message)
        );
    }

    [Theory]
    [InlineData("accountRelation", """{"type":"set","fields":["text"]}""")]
    [InlineData("accountRelation", """{"type":"none"}""")]
    [InlineData("relations", """{"text":{"type":"document","model":null}}""")]
    [InlineData("views", """{"x":{"type":"relationDocument","model":null,"property":"text"}}""")]
    public void Version_1_lacks_what_came_with_version_2(string member, string json)
    {
        JsonObject Model(string version) =>
            ModelSample.Json(change: model =>
            {
                model["version"] = version;
                model[member] = JsonNode.Parse(json);
                model["schema"]!["required"] = JsonNode.Parse("""["text"]""");
            });

        Assert.IsType<ModelVerdict.Refused>(Check(Model("1.0")));
        Assert.IsType<ModelVerdict.Accepted>(Check(Model("2.0")));
    }

    [Theory]
    [InlineData("""{"name":"Old","accountRelation":"list","schema":{"type":"object"}}""")]
    [InlineData("""{"name":"Old","accountRelation":{"type":"single"},"schema":{"type":"object"}}""")]
    public void Definitions_from_before_versions_read_but_are_not_accepted_anew(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.True(ModelDefinition.TryParse(document.RootElement, out var definition, out _));
        Assert.Equal(1, definition.MajorVersion);
        Assert.Empty(definition.Views);
        Assert.IsType<ModelVerdict.Refused>(ModelRules.Check(definition.Value, _ => null));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    public void What_is_no_definition_at_all_is_refused(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.IsType<ModelVerdict.Refused>(ModelRules.Check(PlainJson.FromDocument(document.RootElement), _ => null));
        Assert.IsType<ModelVerdict.Refused>(ModelRules.Check(null, _ => null));
    }

    [Theory]
    [InlineData("""{"name":"\ud800"}""", PlainJson.InvalidText)]
    [InlineData("""{"name":1e400}""", PlainJson.NumberOutOfRange)]
    public void What_no_block_can_hold_is_no_definition(string json, string code)
    {
        using var document = JsonDocument.Parse(json);

        Assert.False(ModelDefinition.TryParse(document.RootElement, out _, out var error));
        Assert.Contains(code, error, StringComparison.Ordinal);
    }

    static string Fault(JsonObject model) => Assert.IsType<ModelVerdict.Refused>(Check(model)).Fault.Message;

    static ModelVerdict Check(JsonObject model) =>
        ModelRules.Check(PlainJson.FromDocument(JsonSerializer.SerializeToElement(model)), _ => null);
}
