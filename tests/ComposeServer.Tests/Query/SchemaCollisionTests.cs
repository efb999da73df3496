using ComposeServer.Composites.Format;
using ComposeServer.Query.Schema;
using ComposeServer.Tests.Composites;

namespace ComposeServer.Tests.Query;

/// <summary>Composites whose names meet in the generated schema.</summary>
public class SchemaCollisionTests
{
    const string M = Sample.Model;

    [Fact]
    public async Task Of_two_models_that_differ_in_their_first_letter_the_last_is_served_and_a_warning_given()
    {
        var runtime = (await Sample.CompileAsync($"type Note {M} {{ a: Int }} type note {M} {{ a: Int }}"))
            .ToRuntime()
            .OrThrow();

        var printed = ServedSchema.Print(runtime.Definition);

        Assert.Equal(2, printed.Split("noteIndex(").Length);
        Assert.Contains("): noteConnection\n", printed, StringComparison.Ordinal);
        Assert.Contains(
            "The models Note and note share the query fields noteIndex and noteCount, the last definition stays",
            runtime.Warnings
        );
    }

    [Fact]
    public async Task A_field_twice_in_the_key_of_a_set_is_asked_for_once()
    {
        var composite = await Sample.CompileAsync(
            "type A @createModel(description: \"d\", accountRelation: SET, accountRelationFields: [\"a\", \"a\"]) { a: Int! }"
        );

        Assert.Contains("input WithAInput {\n  a: Int!\n}", Print(composite), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "type A @createModel(description: \"d\") { a: AEdge } type AEdge { a: Int }",
        "Schema must contain uniquely named types but contains multiple types named \"AEdge\"."
    )]
    [InlineData(
        "type A @createModel(description: \"d\") { a: Int } type CeramicAccount @createModel(description: \"d\") { b: Int }",
        "Schema must contain uniquely named types but contains multiple types named \"CeramicAccount\"."
    )]
    public async Task Two_types_of_one_name_are_refused_by_name(string sdl, string message)
    {
        var composite = await Sample.CompileAsync(sdl);

        Assert.Equal(message, Assert.Throws<SchemaGenerationException>(() => Print(composite)).Message);
    }

    [Fact]
    public async Task A_model_that_does_not_give_what_its_interface_promises_makes_no_schema()
    {
        var composite = await Sample.CompileAsync(
            $"interface I {M} {{ o: O }} type A implements I {M} {{ o: O }} type O {{ a: Int }}"
        );
        // Without shared types each model has a type of its own for what it embeds.
        var apart = composite.WithCommonEmbeds([], replace: true);

        Assert.Equal(
            "Interface field I.o expects type IO but A.o is type AO.",
            Assert.Throws<SchemaGenerationException>(() => Print(apart)).Message
        );
    }

    static string Print(Composite composite) => ServedSchema.Print(composite.ToRuntime().OrThrow().Definition);
}
