using System.Text.Json;
using ComposeServer.Composites.Compiler;

namespace ComposeServer.Tests.Composites;

public class SdlMergeTests
{
    const string M = Sample.Model;

    [Fact]
    public void Definitions_of_one_name_add_up_and_the_first_place_of_a_field_counts()
    {
        var definition = Sample.Definition($"type A {M} {{ a: Int b: Int }} type A {{ c: Int a: Int! }}", "A");

        Assert.Equal(["a", "b", "c"], Properties(definition));
        Assert.Equal("[\"a\"]", definition.GetProperty("schema").GetProperty("required").GetRawText());
    }

    [Fact]
    public void An_extension_may_come_before_what_it_extends()
    {
        var definition = Sample.Definition($"extend type A {M} {{ b: Int }} type A {{ a: Int }}", "A");

        Assert.Equal(["b", "a"], Properties(definition));
    }

    [Fact]
    public void Later_arguments_of_a_directive_replace_earlier_ones_and_lists_add_up()
    {
        var definition = Sample.Definition(
            """
            type A @createModel(description: "x", accountRelation: SET, accountRelationFields: ["a"]) { a: Int! b: Int! }
            extend type A @createModel(description: "y", accountRelationFields: ["b"])
            """,
            "A"
        );

        Assert.Equal("y", definition.GetProperty("description").GetString());
        Assert.Equal("""{"type":"set","fields":["a","b"]}""", definition.GetProperty("accountRelation").GetRawText());
    }

    [Fact]
    public void Bounds_of_a_repeated_field_add_up()
    {
        var definition = Sample.Definition(
            $"type A {M} {{ a: Int @int(min: 1) }} type A {{ a: Int @int(max: 9) }}",
            "A"
        );

        Assert.Equal(
            """{"a":{"type":"integer","maximum":9,"minimum":1}}""",
            definition.GetProperty("schema").GetProperty("properties").GetRawText()
        );
    }

    [Fact]
    public void Values_of_a_later_enum_definition_come_first()
    {
        var definition = Sample.Definition(
            $"enum E {{ A B }} enum E {{ B C }} enum E {{ D A }} type A {M} {{ e: E }}",
            "A"
        );

        Assert.Equal(
            """["D","A","B","C"]""",
            definition.GetProperty("schema").GetProperty("$defs").GetProperty("E").GetProperty("enum").GetRawText()
        );
    }

    [Fact]
    public void Equal_indices_count_once()
    {
        var composite = AbstractComposite
            .Parse(
                $$"""
                type A {{M}} @createIndex(fields: {path: "a"}) @createIndex(fields: [{path: ["b"]}]) { a: Int b: Int }
                extend type A @createIndex(fields: [{path: ["a"]}])
                """
            )
            .OrThrow();

        Assert.Equal(["a", "b"], composite.Models["A"].Indices.Select(index => index.Paths[0][0]));
    }

    [Fact]
    public void Interfaces_of_an_extension_come_after_those_of_the_type()
    {
        var definition = Sample.Definition(
            $"interface I {M} {{ a: Int }} interface J {M} {{ b: Int }} type A implements I {M} {{ a: Int }} extend type A implements J & I {{ b: Int }}",
            "A"
        );

        Assert.Equal("""["I","J"]""", definition.GetProperty("implements").GetRawText());
    }

    [Fact]
    public void A_text_may_repeat_the_built_in_directives_for_its_editor()
    {
        var read = AbstractComposite.Parse(
            $"directive @immutable on FIELD_DEFINITION scalar DID type A {M} {{ a: DID @immutable }}"
        );

        Assert.True(read.IsOk);
    }

    [Theory]
    [InlineData(
        "type A { a: Int } type A { a: Float }",
        "Unable to merge GraphQL type \"A\": Field \"a\" already defined with a different type. Declared as \"Int\", but you tried to override with \"Float\""
    )]
    [InlineData(
        "type A { a: [Int] } type A { a: [[Int]] }",
        "Unable to merge GraphQL type \"A\": Field 'A.a' changed type from '[Int]' to '[[Int]]'"
    )]
    [InlineData(
        "input A { a: Int } input A { a: Float }",
        "Unable to merge GraphQL input type \"A\": Field \"a\" already defined with a different type. Declared as \"Int\", but you tried to override with \"Float\""
    )]
    [InlineData(
        "extend type Past { a: Int } type Post { a: Int }",
        "Cannot extend type \"Past\" because it is not defined. Did you mean \"Post\"?"
    )]
    [InlineData("type A { a: Int } extend interface A { b: Int }", "Cannot extend non-interface type \"A\".")]
    [InlineData(
        "enum A { X } type A { a: Int }",
        "Unable to merge GraphQL type \"A\": it is defined as enum and as object"
    )]
    public void What_cannot_be_merged_is_refused(string sdl, string message)
    {
        Assert.Equal(message, AbstractComposite.Parse(sdl).Error?.Message);
    }

    static IEnumerable<string> Properties(JsonElement definition) =>
        definition.GetProperty("schema").GetProperty("properties").EnumerateObject().Select(property => property.Name);
}
