using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;

namespace ComposeServer.Tests.Composites;

public class CompositeCompilerTests
{
    const string M = Sample.Model;

    [Fact]
    public async Task A_view_of_a_model_that_comes_earlier_is_part_of_the_model()
    {
        var composite = await Sample.CompileAsync(
            $"type B {M} {{ ref: StreamID }} type A {M} {{ x: Int bs: [B] @relationFrom(property: \"ref\") }}"
        );

        Assert.Equal(["bs"], composite.ModelNamed("A").Definition.Views.Select(view => view.Key));
        Assert.Equal([], CompositeViews(composite, "A"));
    }

    [Fact]
    public async Task A_view_of_a_model_that_comes_later_stays_with_the_composite()
    {
        var composite = await Sample.CompileAsync(
            $"type A {M} {{ x: Int bs: [B] @relationFrom(property: \"ref\") }} type B {M} {{ ref: StreamID }}"
        );

        Assert.Empty(composite.ModelNamed("A").Definition.Views);
        Assert.Equal(["bs"], CompositeViews(composite, "A"));
    }

    [Fact]
    public async Task Swapping_two_definitions_changes_a_StreamID()
    {
        const string First = $"type A {M} {{ x: Int bs: [B] @relationFrom(property: \"ref\") }}";
        const string Second = $"type B {M} {{ ref: StreamID }}";

        var one = await Sample.CompileAsync(First + Second);
        var other = await Sample.CompileAsync(Second + First);

        Assert.NotEqual(one.FindByAlias("A"), other.FindByAlias("A"));
        Assert.Equal(one.FindByAlias("B"), other.FindByAlias("B"));
    }

    [Fact]
    public async Task A_view_of_a_model_on_itself_always_stays_with_the_composite()
    {
        var composite = await Sample.CompileAsync(
            $$"""
            type A {{M}} {
              ref: StreamID @documentReference(model: "Node")
              own: DID @documentAccount
              as: [A] @relationFrom(property: "ref")
              count: Int @relationCountFrom(model: "A", property: "ref")
            }
            """
        );

        Assert.Equal(["own"], composite.ModelNamed("A").Definition.Views.Select(view => view.Key));
        Assert.Equal(["as", "count"], CompositeViews(composite, "A"));
    }

    [Fact]
    public async Task An_interface_waits_for_the_models_its_views_lead_to()
    {
        var composite = await Sample.CompileAsync(
            $"interface I {M} {{ x: Int bs: [B] @relationFrom(property: \"ref\") }} type B {M} {{ ref: StreamID }}"
        );

        Assert.Equal(["B", "I"], composite.Aliases.Values);
        Assert.Equal(["bs"], composite.ModelNamed("I").Definition.Views.Select(view => view.Key));
    }

    [Fact]
    public async Task Implemented_interfaces_come_in_source_order_and_what_they_implement_after_them()
    {
        var composite = await Sample.CompileAsync(
            $$"""
            interface I {{M}} { b: Int }
            interface J implements I {{M}} { b: Int }
            interface K implements J {{M}} { b: Int }
            interface L {{M}} { b: Int }
            type A implements L & K & L {{M}} { b: Int }
            """
        );

        Assert.Equal(
            ["L", "K", "J", "I"],
            composite.ModelNamed("A").Definition.Implements.Select(id => composite.Aliases[id.ToString()])
        );
    }

    [Theory]
    [InlineData(
        "type A @m { r: StreamID @documentReference(model: \"A\") }",
        "Unsupported self-reference relation on model A"
    )]
    [InlineData("interface A implements A @m { r: Int }", "Unsupported self-referenced dependency on model A")]
    [InlineData(
        "interface A @m { r: StreamID v: [A] @relationFrom(property: \"r\") }",
        "Unsupported self-referenced dependency on model A"
    )]
    [InlineData(
        "type A @m { r: StreamID @documentReference(model: \"B\") } type B @m { r: StreamID @documentReference(model: \"A\") }",
        "Circular dependency of model A in model B"
    )]
    [InlineData(
        "type A @m { r: StreamID @documentReference(model: \"B\") } type B @m { r: StreamID @documentReference(model: \"C\") } type C @m { r: StreamID @documentReference(model: \"B\") }",
        "Circular dependency of model B in visited models: A, B, C"
    )]
    public async Task Models_that_need_themselves_are_refused(string sdl, string message)
    {
        var made = await Sample.TryCompileAsync(sdl.Replace("@m", M, StringComparison.Ordinal));

        Assert.Equal("MODEL_CYCLE", made.Error?.Code);
        Assert.Equal(message, made.Error?.Message);
    }

    [Fact]
    public async Task A_thousand_models_in_a_row_are_planned()
    {
        var models = Enumerable
            .Range(0, 1_000)
            .Select(at =>
                $"type M{at} {M} {{ r: StreamID @documentReference(model: \"{(at == 999 ? "Node" : $"M{at + 1}")}\") }}"
            );

        var composite = await Sample.CompileAsync(string.Join('\n', models));

        Assert.Equal("M999", composite.Aliases.Values.First());
        Assert.Equal("M0", composite.Aliases.Values.Last());
    }

    [Fact]
    public void A_lattice_of_dependencies_is_followed_once()
    {
        // Paths double at every level: following each of them would not end.
        var models = Enumerable
            .Range(0, 40)
            .SelectMany(at =>
                new[] { "A", "B" }.Select(side =>
                    $"type {side}{at} {M} {{ a: StreamID @documentReference(model: \"A{at + 1}\") b: StreamID @documentReference(model: \"B{at + 1}\") }}"
                )
            );
        var sdl = $"{string.Join('\n', models)} type A40 {M} {{ x: Int }} type B40 {M} {{ x: Int }}";

        var plan = ModelPlan.Of(AbstractComposite.Parse(sdl).OrThrow());

        Assert.Equal(82, plan.Steps.Count);
    }

    [Theory]
    [InlineData("type A implements Node @m { r: Int }", "Missing Node dependency to create model A")]
    [InlineData("type O { r: Int } type A implements O @m { r: Int }", "Missing O dependency to create model A")]
    [InlineData(
        "interface I @m { r: Int! } type A implements I @m { r: Int }",
        "Interfaces validation failed for model A"
    )]
    [InlineData(
        "type A @loadModel(id: \"nope\")",
        "Unable to decode multibase string \"nope\", base36 decoder only supports inputs prefixed with k"
    )]
    [InlineData(
        "type A @loadModel(id: \"kjzl6hvfrbw6c8xqnfj4gohougu6s72ywuh5bxorc06z91aw372z3owv9vu7m4t\")",
        "Model not found: kjzl6hvfrbw6c8xqnfj4gohougu6s72ywuh5bxorc06z91aw372z3owv9vu7m4t"
    )]
    public async Task A_model_that_cannot_be_made_is_refused(string sdl, string message)
    {
        var made = await Sample.TryCompileAsync(sdl.Replace("@m", M, StringComparison.Ordinal));

        Assert.Equal("MODEL_UNUSABLE", made.Error?.Code);
        Assert.Equal(message, made.Error?.Message);
    }

    [Fact]
    public async Task What_implements_a_model_that_is_no_interface_is_refused()
    {
        var made = await Sample.TryCompileAsync($"type B {M} {{ r: Int }} type A implements B {M} {{ r: Int }}");

        Assert.Matches("^Model kjz[0-9a-z]+ is not an interface$", made.Error?.Message);
    }

    [Fact]
    public async Task The_causes_of_a_nodes_refusal_are_told_beside_it()
    {
        var made = await Sample.TryCompileAsync($"interface I {M} {{ r: Int! }} type A implements I {M} {{ r: Int }}");

        Assert.Contains("Invalid schema implementation of interface", Assert.Single(made.Error!.All).Message);
    }

    [Fact]
    public async Task A_loaded_model_gets_views_and_indices_from_the_composite_alone()
    {
        var known = await Sample.CompileAsync($"type B {M} {{ ref: StreamID @documentReference(model: \"Node\") }}");
        var id = known.ModelNamed("B").Id;

        var composite = await Sample.CompileAsync(
            $$"""
            type Renamed @loadModel(id: "{{id}}") @createIndex(fields: {path: "ref"}) {
              id: ID
              own: DID @documentAccount
              all: [A] @relationFrom(property: "x")
            }
            type A {{M}} { x: StreamID @documentReference(model: "Renamed") }
            """,
            known.Models.Values
        );

        Assert.Equal(id, composite.FindByAlias("Renamed"));
        Assert.Equal(["own", "all"], CompositeViews(composite, "Renamed"));
        Assert.Equal("ref", composite.Indices[id.ToString()][0].Paths[0][0]);
        Assert.Equal("B", composite.ModelNamed("Renamed").Definition.Name);
    }

    [Theory]
    [InlineData("interface", "type B @m { r: Int }", "Model B is not an interface model")]
    [InlineData(
        "type",
        "interface B @m { r: Int }",
        "Model B is expected to be an non-interface model but is an interface model"
    )]
    public async Task A_loaded_model_must_be_of_the_kind_that_is_written(string keyword, string sdl, string message)
    {
        var known = await Sample.CompileAsync(sdl.Replace("@m", M, StringComparison.Ordinal));

        var made = await Sample.TryCompileAsync(
            $"{keyword} B @loadModel(id: \"{known.ModelNamed("B").Id}\")",
            known.Models.Values
        );

        Assert.Equal(message, made.Error?.Message);
    }

    [Theory]
    [InlineData("Node")]
    [InlineData("P")]
    public async Task A_set_view_may_lead_to_a_relation_with_the_viewed_model_or_with_any(string related)
    {
        var made = await Sample.TryCompileAsync(SetView("p", $"p: StreamID! @documentReference(model: \"{related}\")"));

        Assert.True(made.IsOk);
    }

    [Theory]
    [InlineData("p", "p: StreamID!", "p must define a relation to model")]
    [InlineData("p", "p: DID! @accountReference", "p must define a relation to model")]
    [InlineData("p", "p: StreamID! @documentReference(model: \"Q\")", "p must define a relation to model")]
    [InlineData(
        "q",
        "p: StreamID! q: StreamID @documentReference(model: \"Node\")",
        "q is not defined as a \"set\" account relation field"
    )]
    public async Task A_set_view_that_leads_nowhere_is_refused(string property, string fields, string message)
    {
        var made = await Sample.TryCompileAsync(SetView(property, fields));

        Assert.Equal("VIEW_INVALID", made.Error?.Code);
        Assert.Contains($"Invalid property {property} set for view on model", made.Error?.Message);
        Assert.Contains(message, made.Error?.Message);
    }

    [Theory]
    [InlineData("profile.graphql", new[] { "Profile" })]
    [InlineData("notes.graphql", new[] { "Note" })]
    [InlineData("social.graphql", new[] { "Profile", "Post", "Follow", "Comment", "Like" })]
    public async Task The_example_schemas_compile(string file, string[] models)
    {
        var composite = await Sample.CompileAsync(await Example.ReadAsync(file));

        Assert.Equal(models, composite.Aliases.Values);
        var runtime = composite.ToRuntime().OrThrow();
        Assert.Empty(runtime.Warnings);
        Assert.Equal(models.Order(StringComparer.Ordinal), runtime.Definition.Models.Keys);
    }

    [Fact]
    public async Task A_composite_of_models_alone_has_no_names_of_its_own()
    {
        var known = await Sample.CompileAsync($"type B {M} {{ r: Int }}");
        using var key = Sample.Key();

        var made = await CompositeCompiler.FromModelsAsync(
            known.Models.Values.Select(model => model.Id),
            new OfflineModelCreator(key, known.Models.Values),
            TestContext.Current.CancellationToken
        );

        Assert.Empty(made.OrThrow().Aliases);
        Assert.Equal(known.ModelIds, made.OrThrow().ModelIds);
        Assert.Equal("B", Assert.Single(made.OrThrow().ToRuntime().OrThrow().Definition.Models).Key);
    }

    static IEnumerable<string> CompositeViews(Composite composite, string alias) =>
        composite.Views.Models[composite.FindByAlias(alias)!.Value.ToString()].Entries.Select(view => view.Key);

    static string SetView(string property, string fields) =>
        $$"""
            type P {{M}} { t: Int l: L @relationSetFrom(property: "{{property}}") }
            type Q {{M}} { t: Int u: Int }
            type L @createModel(description: "d", accountRelation: SET, accountRelationFields: ["p"]) { {{fields}} }
            """;
}
