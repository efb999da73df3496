using ComposeServer.Composites.Compiler;

namespace ComposeServer.Tests.Composites;

/// <summary>What is repeated within one definition, and what becomes of it when the definition is merged with another.</summary>
public class SdlRepetitionTests
{
    const string M = Sample.Model;

    [Theory]
    [InlineData(
        "interface",
        "Unable to merge GraphQL interface \"I\": Field \"a\" already defined with a different type."
    )]
    [InlineData("type", "Unable to merge GraphQL type \"I\": Field \"a\" already defined with a different type.")]
    public void A_conflict_names_the_kind_of_its_definition(string keyword, string words)
    {
        var error = AbstractComposite.Parse($"{keyword} I {M} {{ a: Int }} {keyword} I {{ a: Float }}").Error!;

        Assert.StartsWith(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type A @createModel(description: \"d\") { a: Int } extend type A { b: Int b: Int! }")]
    [InlineData(
        "type A @createModel(description: \"c\") @createModel(description: \"d\") { a: Int } extend type A { b: Int! }"
    )]
    [InlineData("enum E { X } enum E { Y Y } type A @createModel(description: \"d\") { a: Int b: E! }")]
    [InlineData(
        "type A @createModel(description: \"d\") { a: Int b(c: Nowhere): Int! } extend type A { b(c: Int): Int }"
    )]
    public void A_merge_makes_one_of_what_stands_twice_in_a_definition(string sdl)
    {
        var definition = Sample.Definition(sdl, "A");

        Assert.Equal("d", definition.GetProperty("description").GetString());
        Assert.Equal("[\"b\"]", definition.GetProperty("schema").GetProperty("required").GetRawText());
    }

    [Theory]
    [InlineData("type A @createModel(description: \"d\") { b: Int b: Int }", "Field \"A.b\" can only be defined once.")]
    [InlineData(
        "enum E { Y Y } type A @createModel(description: \"d\") { e: E }",
        "Enum value \"E.Y\" can only be defined once."
    )]
    public void Without_a_merge_it_is_refused(string sdl, string message)
    {
        Assert.Equal(message, AbstractComposite.Parse(sdl).Error?.Message);
    }

    [Fact]
    public void A_repeated_directive_definition_may_add_arguments_and_decides_whether_it_repeats()
    {
        const string Redefined = """
            directive @int(note: String) on FIELD_DEFINITION
            directive @createIndex(fields: [IndexField!]!) on OBJECT
            """;

        Assert.True(AbstractComposite.Parse($"{Redefined} type A {M} {{ a: Int @int(min: 1, note: \"n\") }}").IsOk);
        Assert.Equal(
            "The directive \"@createIndex\" can only be used once at this location.",
            AbstractComposite
                .Parse(
                    $"{Redefined} type A {M} @createIndex(fields: []) @createIndex(fields: {{path: \"a\"}}) {{ a: Int }}"
                )
                .Error?.Message
        );
    }

    [Fact]
    public void An_equal_index_that_is_in_the_wrong_place_is_told_once()
    {
        var error = AbstractComposite
            .Parse(
                $"interface I {M} @createIndex(fields: []) @createIndex(fields: []) {{ a: Int }} extend interface I {{ b: Int }}"
            )
            .Error!;

        Assert.Equal("Directive \"@createIndex\" may not be used on INTERFACE.", error.Message);
    }

    [Fact]
    public void Of_several_schema_definitions_the_last_word_on_each_operation_counts()
    {
        Assert.Equal(
            "Unknown type \"Nowhere\".",
            AbstractComposite
                .Parse($"schema {{ query: Elsewhere }} extend schema {{ query: Nowhere }} type A {M} {{ a: Int }}")
                .Error?.Message
        );
    }
}
