using ComposeServer.Composites.Compiler;

namespace ComposeServer.Tests.Composites;

public class ContentSchemaTests
{
    const string M = Sample.Model;

    [Theory]
    [InlineData("Float @float(min: 1.0, max: 2.5)", """{"type":"number","maximum":2.5,"minimum":1}""")]
    [InlineData("Float @float(min: -0.0)", """{"type":"number","minimum":0}""")]
    [InlineData("Int @int(min: null, max: -3)", """{"type":"integer","maximum":-3}""")]
    [InlineData("Boolean @boolean(default: true)", """{"type":"boolean"}""")]
    [InlineData("String @string(maxLength: 0)", """{"type":"string","maxLength":0}""")]
    [InlineData("String @string(minLength: 5, maxLength: 2)", """{"type":"string","maxLength":2,"minLength":5}""")]
    [InlineData("ID @string(maxLength: 100)", """{"$ref":"#/$defs/GraphQLID"}""")]
    [InlineData("ID @string(maxLength: 99)", """{"type":"string","title":"GraphQLID","maxLength":99}""")]
    [InlineData("Latitude @float(min: -90)", """{"$ref":"#/$defs/GraphQLLatitude"}""")]
    [InlineData(
        "[Int!]! @list(maxLength: 3, minLength: 1) @int(default: 3)",
        """{"type":"array","maxItems":3,"minItems":1,"items":{"type":"integer","default":3}}"""
    )]
    public void A_field_has_its_JSON_Schema(string type, string schema)
    {
        var definition = Sample.Definition($"type A {M} {{ a: {type} }}", "A");

        Assert.Equal(schema, definition.GetProperty("schema").GetProperty("properties").GetProperty("a").GetRawText());
    }

    [Fact]
    public void Definitions_come_in_the_order_in_which_they_are_first_met()
    {
        var definition = Sample.Definition(
            $"enum E {{ A }} type P {{ e: E d: DID q: Q }} type Q {{ s: StreamID d: DID }} type A {M} {{ p: P q: Q c: CID }}",
            "A"
        );

        Assert.Equal(
            ["P", "E", "GraphQLDID", "Q", "CeramicStreamID", "InterPlanetaryCID"],
            definition.GetProperty("schema").GetProperty("$defs").EnumerateObject().Select(entry => entry.Name)
        );
    }

    [Fact]
    public void Required_fields_keep_their_order_and_views_are_not_among_them()
    {
        var definition = Sample.Definition($"type A {M} {{ c: Int! v: DID! @documentAccount a: Int b: Int! }}", "A");

        Assert.Equal("""["c","b"]""", definition.GetProperty("schema").GetProperty("required").GetRawText());
    }

    [Fact]
    public void Immutable_fields_are_the_own_ones_and_then_those_of_the_interfaces_named()
    {
        var definition = Sample.Definition(
            $$"""
            interface I {{M}} { x: Int @immutable z: Int @immutable }
            interface J implements I {{M}} { w: Int @immutable v: DID @documentAccount @immutable }
            type A implements J {{M}} { x: Int y: [Int] @list(maxLength: 1) @immutable }
            """,
            "A"
        );

        Assert.Equal("""["y","w","v"]""", definition.GetProperty("immutableFields").GetRawText());
    }

    [Theory]
    [InlineData("type O { o: O }", "Unsupported recursive reference to object O in field o of object O")]
    [InlineData(
        "type O { p: P } type P { o: [O] @list(maxLength: 1) }",
        "Unsupported recursive reference to object O in field o of object P"
    )]
    public void An_embedded_type_inside_itself_is_refused_cleanly(string sdl, string message)
    {
        var error = AbstractComposite.Parse($"type A {M} {{ a: Int }} {sdl}").Error;

        Assert.Equal(message, error?.Message);
        Assert.NotNull(error?.At);
    }
}
