using ComposeServer.Composites;
using ComposeServer.Composites.Format;
using ComposeServer.Ipld;

namespace ComposeServer.Tests.Composites;

public class CompositeOperationTests
{
    const string M = Sample.Model;
    const string First = $$"""
        enum E { X }
        type A {{M}} @createIndex(fields: {path: "a"}) { a: Int e: E bs: [B] @relationFrom(property: "r") }
        type B {{M}} { r: StreamID @documentReference(model: "Node") }
        type C {{M}} { c: Int }
        """;
    const string Second = $$"""
        enum F { X }
        type A {{M}} @createIndex(fields: {path: "a"}) @createIndex(fields: {path: "e"}) { a: Int e: E }
        enum E { X }
        type D {{M}} { d: Int f: F }
        """;

    [Fact]
    public async Task Merging_joins_models_names_views_and_each_index_once()
    {
        var (first, second) = (await Sample.CompileAsync(First), await Sample.CompileAsync(Second));

        var merged = Composite.Merge([first, second]).OrThrow();

        Assert.Equal(["A", "B", "C", "D"], merged.Aliases.Values);
        Assert.Equal(["bs"], ViewsOf(merged, "A"));
        Assert.Equal(["a", "e"], IndicesOf(merged, "A"));
        Assert.Equal(["E"], merged.CommonEmbeds);
    }

    [Theory]
    [InlineData("none", new[] { "E" })]
    [InlineData("all", new[] { "E", "F" })]
    [InlineData("Q, E,E", new[] { "Q", "E" })]
    public async Task Shared_types_of_a_merge_are_chosen(string words, string[] names)
    {
        var (first, second) = (await Sample.CompileAsync(First), await Sample.CompileAsync(Second));

        var merged = Composite.Merge([first, second], new() { CommonEmbeds = CommonEmbedsChoice.Parse(words) });

        Assert.Equal(names, merged.OrThrow().CommonEmbeds);
    }

    [Fact]
    public async Task A_merge_can_set_names_and_views()
    {
        var (first, second) = (await Sample.CompileAsync(First), await Sample.CompileAsync(Second));
        var id = Id(first, "A");

        var merged = Composite
            .Merge([first, second], new() { Aliases = Named(id, "Renamed"), Views = View(id, "who") })
            .OrThrow();

        Assert.Equal("Renamed", merged.Aliases[id]);
        Assert.Equal(["bs", "who"], ViewsOf(merged, "Renamed"));
    }

    [Fact]
    public void Merging_nothing_is_refused()
    {
        Assert.Equal("Missing composites to compose", Composite.Merge([]).Error?.Message);
    }

    [Fact]
    public async Task A_copy_has_the_models_asked_for_and_the_indices_and_views_that_still_lead_somewhere()
    {
        var composite = await Sample.CompileAsync(First);

        var both = composite.Copy(["B", "A", "A"]).OrThrow();
        var alone = composite.Copy([Id(composite, "A")]).OrThrow();

        Assert.Equal(["B", "A"], both.Aliases.Values);
        Assert.Equal(["bs"], ViewsOf(both, "A"));
        Assert.Equal(["a"], IndicesOf(both, "A"));
        Assert.Equal(["A"], alone.Aliases.Values);
        Assert.Equal([], ViewsOf(alone, "A"));
        Assert.Equal(["a"], IndicesOf(alone, "A"));
        Assert.Equal(["E"], alone.CommonEmbeds);
    }

    [Fact]
    public async Task An_alias_is_found_before_a_name()
    {
        var composite = await Sample.CompileAsync(First);
        var renamed = composite.WithAliases(Named(Id(composite, "A"), "C"), replace: true);

        Assert.Equal(Id(composite, "A"), Assert.Single(renamed.Copy(["C"]).OrThrow().ModelIds));
        Assert.Equal(Id(composite, "B"), Assert.Single(renamed.Copy(["B"]).OrThrow().ModelIds));
    }

    [Fact]
    public async Task A_copy_of_nothing_or_of_what_is_not_there_is_refused()
    {
        var composite = await Sample.CompileAsync(First);

        Assert.Equal("Missing models to copy", composite.Copy([]).Error?.Message);
        var unknown = composite.Copy(["Zed"]).Error;
        Assert.Equal(("COMPOSITE_MODEL_NOT_FOUND", "Model not found: Zed"), (unknown?.Code, unknown?.Message));
    }

    [Fact]
    public async Task Names_views_and_shared_types_are_set_beside_the_old_ones_or_in_their_place()
    {
        var composite = await Sample.CompileAsync(First);
        var id = Id(composite, "B");

        Assert.Equal(["A", "Bee", "C"], composite.WithAliases(Named(id, "Bee")).Aliases.Values);
        Assert.Equal(["Bee"], composite.WithAliases(Named(id, "Bee"), replace: true).Aliases.Values);
        Assert.Equal(["who"], ViewsOf(composite.WithViews(View(id, "who")), "B"));
        Assert.Equal([id], composite.WithViews(View(id, "who"), replace: true).Views.Models.Keys);
        Assert.Equal(["E", "Z"], composite.WithCommonEmbeds(["Z", "E"]).CommonEmbeds);
        Assert.Equal(["Z"], composite.WithCommonEmbeds(["Z"], replace: true).CommonEmbeds);
    }

    [Fact]
    public async Task Operations_leave_their_composite_as_it_was()
    {
        var composite = await Sample.CompileAsync(First);
        var before = Sample.Text(composite.ToUtf8());

        _ = composite.WithAliases(Named(Id(composite, "A"), "Other"), replace: true);
        _ = composite.WithViews(View(Id(composite, "A"), "who"));
        _ = composite.Copy(["A"]);

        Assert.Equal(before, Sample.Text(composite.ToUtf8()));
    }

    [Fact]
    public async Task Composites_are_equal_when_they_say_the_same_in_any_order()
    {
        var composite = await Sample.CompileAsync(First);
        var turned = composite.Copy(["C", "B", "A"]).OrThrow();

        Assert.NotEqual(Sample.Text(composite.ToUtf8()), Sample.Text(turned.ToUtf8()));
        Assert.Equal(composite.Hash, turned.Hash);
        Assert.Equal(composite, turned);
        Assert.NotEqual(composite, composite.WithCommonEmbeds(["Z"]));
    }

    [Fact]
    public async Task A_model_is_found_by_its_alias()
    {
        var composite = await Sample.CompileAsync(First);

        Assert.Equal(composite.ModelNamed("A").Id, composite.FindByAlias("A"));
        Assert.Null(composite.FindByAlias("Zed"));
    }

    static string Id(Composite composite, string alias) => composite.FindByAlias(alias)!.Value.ToString();

    static OrderedMap<string> Named(string id, string alias) => new([new(id, alias)]);

    static CompositeViews View(string id, string field) =>
        new(IpldMap.Empty, IpldMap.Empty, new([new(id, IpldMap.Of((field, IpldMap.Of(("type", "documentAccount")))))]));

    static IEnumerable<string> ViewsOf(Composite composite, string alias) =>
        composite.Views.Models[Id(composite, alias)].Entries.Select(view => view.Key);

    static IEnumerable<string> IndicesOf(Composite composite, string alias) =>
        composite.Indices[Id(composite, alias)].SelectMany(index => index.Paths).Select(path => path[0]);
}
