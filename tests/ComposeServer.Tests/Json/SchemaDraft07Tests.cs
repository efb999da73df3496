using System.Text.Json;
using ComposeServer.Json.Schema;

namespace ComposeServer.Tests.Json;

public class SchemaDraft07Tests
{
    [Theory]
    [InlineData("""["a",1]""", true)]
    [InlineData("""["a",1,true]""", false)]
    [InlineData("""[1]""", false)]
    [InlineData("""[]""", true)]
    public void A_list_under_items_speaks_of_places_and_additionalItems_of_the_rest(string document, bool accepted) =>
        Assert.Equal(
            accepted,
            Compile("""{"items":[{"type":"string"},{"type":"integer"}],"additionalItems":false}""")
                .Accepts(JsonElement.Parse(document))
        );

    [Theory]
    [InlineData("""{"a":1}""", false)]
    [InlineData("""{"a":1,"b":1}""", true)]
    [InlineData("""{"c":1}""", false)]
    [InlineData("""{"c":"x"}""", true)]
    public void Dependencies_are_lists_of_members_or_schemas(string document, bool accepted) =>
        Assert.Equal(
            accepted,
            Compile("""{"dependencies":{"a":["b"],"c":{"properties":{"c":{"type":"string"}}}}}""")
                .Accepts(JsonElement.Parse(document))
        );

    [Fact]
    public void An_identifier_that_only_is_a_fragment_is_an_anchor()
    {
        var schema = Compile("""{"definitions":{"A":{"$id":"#a","type":"string"}},"items":{"$ref":"#a"}}""");

        Assert.True(schema.Accepts(JsonElement.Parse("""["x"]""")));
        Assert.False(schema.Accepts(JsonElement.Parse("[1]")));
    }

    [Theory]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#"}""", true, false)]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema"}""", false, true)]
    [InlineData("""{"$schema":"http://json-schema.org/schema"}""", true, true)]
    [InlineData("""{"type":"array","prefixItems":[true],"minItems":1,"maxItems":1}""", false, true)]
    [InlineData("""{"items":[true]}""", true, false)]
    public void Each_dialect_takes_its_own_schemas(string schema, bool ofTiles, bool ofModels)
    {
        var parsed = JsonElement.Parse(schema);

        Assert.Equal(ofTiles, JsonSchema.Compile(parsed, SchemaOptions.Draft07).IsCompiled);
        Assert.Equal(ofModels, JsonSchema.Compile(parsed, SchemaOptions.Model).IsCompiled);
    }

    [Fact]
    public void Limits_hold_in_this_dialect_too()
    {
        var options = SchemaOptions.Draft07 with { Limits = new SchemaLimits { SubschemasMax = 3 } };

        Assert.True(JsonSchema.Compile(JsonElement.Parse("""{"items":[{"type":"string"},{}]}"""), options).IsCompiled);
        Assert.Equal(
            SchemaErrorCode.TooLarge,
            JsonSchema.Compile(JsonElement.Parse("""{"items":[{"type":"string"},{},{}]}"""), options).Error!.Code
        );
    }

    static JsonSchema Compile(string schema) =>
        JsonSchema.Compile(JsonElement.Parse(schema), SchemaOptions.Draft07).Schema!;
}
