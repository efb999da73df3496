using ComposeServer.Composites.Compiler;

namespace ComposeServer.Conformance.Differential;

/// <summary>Where ours is meant to differ: what the original tools do, and what we do in its place.</summary>
public class ImprovementTests(ReferenceTools reference) : IClassFixture<ReferenceTools>
{
    const string M = "@createModel(description: \"d\")";
    const string Overflow = "Maximum call stack size exceeded";

    [Fact]
    public async Task Q8_a_set_view_leads_to_a_typed_relation()
    {
        const string Sdl = $$"""
            type Post {{M}} { title: Int mine: Like @relationSetFrom(property: "post") }
            type Like @createModel(description: "d", accountRelation: SET, accountRelationFields: ["post"]) {
              post: StreamID! @documentReference(model: "Post")
            }
            """;
        using var ours = new OwnTools();

        var answer = await reference.AskAsync(Sdl);
        var made = await ours.CompileAsync(Sdl, [], TestContext.Current.CancellationToken);

        Assert.Matches(
            "^Invalid property post set for view on model k\\w+: post must define a relation to model k\\w+$",
            answer.Refusal
        );
        Assert.Matches(
            "mine\\([^)]*account: ID!\\s*\\): Like",
            OwnTools.Serve(made.OrThrow().ToRuntime(), print: true).Schema?.Text
        );
    }

    [Theory]
    [InlineData(
        $"enum E {{ X }} type A {M} @createIndex(fields: {{path: \"e\"}}) {{ e: E }} type B {M} @createIndex(fields: {{path: \"e\"}}) {{ e: E }}",
        "Schema must contain uniquely named types but contains multiple types named \"EValueFilterInput\".",
        "input EValueFilterInput {"
    )]
    [InlineData(
        $"enum E {{ X }} type A {M} {{ es: [E] @list(maxLength: 2) }}",
        "Missing referenced input type: E",
        "input AInput {\n  es: [E]\n}"
    )]
    public async Task Q9_and_Q10_enums_can_be_filtered_in_two_models_and_listed(string sdl, string theirs, string ours)
    {
        var answer = await reference.AskAsync(sdl, print: Print.Mock);

        Assert.Equal(theirs, answer.Mock?.Schema?.Error);
        Assert.Contains(ours, OwnTools.ServeMock(sdl, [], print: true).Schema?.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        $"type A {M} {{ o: O }} type O {{ o: O }}",
        Overflow,
        "Unsupported recursive reference to object O in field o of object O",
        "1:57"
    )]
    [InlineData(
        $"type A {M} {{ o: O }} type O {{ p: P }} type P {{ o: [O] @list(maxLength: 1) }}",
        Overflow,
        "Unsupported recursive reference to object O in field o of object P",
        "1:73"
    )]
    public async Task Q33_a_type_that_holds_itself_is_told_by_name_and_place(
        string sdl,
        string theirs,
        string ours,
        string place
    )
    {
        Assert.Equal((theirs, ours, place), await BothAsync(sdl));
    }

    [Theory]
    [InlineData(
        $"type A {M} {{ a: Int }} type B {{ b: Int }} input B {{ c: Int }}",
        null,
        "Unable to merge GraphQL type \"B\": it is defined as object and as input object",
        "1:74"
    )]
    [InlineData(
        $"type A {M} {{ a: Int }} enum E {{ X }} scalar E",
        null,
        "Unable to merge GraphQL type \"E\": it is defined as enum and as scalar",
        "1:70"
    )]
    [InlineData(
        $"type A {M} {{ a: Int }} extend interface A {{ b: Int }}",
        "Cannot extend type \"A\" because it is not defined.",
        "Cannot extend non-interface type \"A\".",
        "1:67"
    )]
    [InlineData(
        $"type A {M} {{ a: Int }} type Int {{ a: Int }}",
        null,
        "Unable to define type \"Int\": the name is that of a GraphQL scalar",
        "1:55"
    )]
    public async Task One_name_for_two_kinds_of_types_is_refused_and_not_mixed(
        string sdl,
        string? theirs,
        string ours,
        string place
    )
    {
        Assert.Equal((theirs, ours, place), await BothAsync(sdl));
    }

    [Theory]
    [InlineData(
        $"type A implements Int {M} {{ a: Int }}",
        "interfaceObj.getFields is not a function",
        "Missing Int dependency to create model A"
    )]
    [InlineData(
        $"type A {M} {{ a: Int }} extend type A @loadModel(id: 1) {{ b: Int }}",
        "Unsupported @createModel and @loadModel directives on same object A",
        "Argument \"id\" has invalid value 1."
    )]
    public async Task What_is_no_interface_and_what_is_no_StreamID_is_told_in_words(
        string sdl,
        string theirs,
        string ours
    )
    {
        using var tools = new OwnTools();

        var answer = await reference.AskAsync(sdl);
        var made = await tools.CompileUncheckedAsync(sdl, TestContext.Current.CancellationToken);

        Assert.Equal((theirs, ours), (answer.Refusal, made.Error?.Message));
    }

    [Fact]
    public async Task A_type_may_have_the_name_of_a_directive()
    {
        const string Sdl = $"type A {M} {{ a: list }} type list {{ b: [Int] @list(maxLength: 2) }}";

        var answer = await reference.AskAsync(Sdl);

        Assert.Equal("Unknown directive \"@list\".", answer.Refusal);
        Assert.True(AbstractComposite.Parse(Sdl).IsOk);
    }

    [Fact]
    public async Task Of_a_type_that_is_merged_no_index_is_lost_that_names_the_same_fields_in_another_order()
    {
        const string Sdl = $$"""
            type A {{M}} @createIndex(fields: [{path: "a"}, {path: "b"}]) @createIndex(fields: [{path: "b"}, {path: "a"}]) { a: Int }
            extend type A { b: Int }
            """;

        var answer = await reference.AskAsync(Sdl);

        Assert.EndsWith(
            "\"indices\":[{\"fields\":[{\"path\":[\"a\"]},{\"path\":[\"b\"]}]}]}},\"commonEmbeds\":[]}",
            answer.Abstract.Text,
            StringComparison.Ordinal
        );
        Assert.Equal(2, Assert.Single(AbstractComposite.Parse(Sdl).OrThrow().Models.Values).Indices.Count);
    }

    async Task<(string? Theirs, string? Ours, string? Place)> BothAsync(string sdl)
    {
        var answer = await reference.AskAsync(sdl);
        var error = AbstractComposite.Parse(sdl).Error;
        return (answer.Refusal, error?.Message, error?.At is { } at ? $"{at.Line}:{at.Column}" : null);
    }
}
