using System.Globalization;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Filters;
using ComposeServer.Indexing.Paging;
using ComposeServer.Query.Plan;
using SortKey = ComposeServer.Indexing.Paging.SortKey;

namespace ComposeServer.Integration.Plans;

/// <summary>
/// The statements that production sends, over 120,000 documents: no table is read from end to end, what is sorted is the page, and the rows
/// looked at are those of the page, whether Postgres sees the values when it plans or not.
/// </summary>
public class PlanTests(PlanScene scene, ITestOutputHelper output) : IClassFixture<PlanScene>
{
    const int Size = 20;

    /// <summary>Rows that a stretch of an index may give: a power of two, at least the page and one more.</summary>
    const int StretchMax = 32;

    /// <summary>The page from <c>log</c>, at most three stretches, the nearest row on the other side of a cursor, and the parent.</summary>
    const int TouchedMax = Size + 1 + (3 * StretchMax) + 10;

    /// <summary>Stretches are merged, and the page is put in order.</summary>
    const int SortedMax = 3 * StretchMax;

    static readonly string[] Shapes =
    [
        "index",
        "account",
        "relation",
        "account reference",
        "equal",
        "equal, sorted by the rest of an index",
        "range, sorted by it",
        "sorted",
        "sorted by what may be absent",
        "sorted by texts longer than a column",
        "sorted by few values",
        "interface",
        "interface, sorted",
        "choice",
        "flag",
        "rare choice",
        "absent choice",
        "long text",
    ];

    public static TheoryData<string, bool, bool, bool> Pages() => PagesOf(Shapes);

    public static TheoryData<string, bool, bool, bool> PagesOfOneModel() =>
        PagesOf(Shapes.Where(shape => !shape.StartsWith("interface", StringComparison.Ordinal)));

    static TheoryData<string, bool, bool, bool> PagesOf(IEnumerable<string> shapes)
    {
        var pages = new TheoryData<string, bool, bool, bool>();
        foreach (var shape in shapes)
        foreach (var backward in (bool[])[false, true])
        foreach (var deep in (bool[])[false, true])
        foreach (var generic in (bool[])[false, true])
            pages.Add(shape, backward, deep, generic);
        return pages;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_costs_its_own_rows(string shape, bool backward, bool deep, bool generic)
    {
        var (set, sort, place, parent) = Shape(shape);
        var cursor = deep ? new Cursor.Exact("", "", [.. place, Middle], DocInTheMiddle) : null;

        var plan = await scene.PageAsync(set, new(sort, Size, backward, cursor, BothFlags: deep), generic, parent);

        output.WriteLine($"{string.Join(", ", plan.Indices)}: {plan.TouchedRows} rows, {plan.SortedRows} sorted");
        Assert.True(!plan.SequentialScans.Any(), plan.ToString());
        Assert.True(plan.TouchedRows <= TouchedMax, plan.ToString());
        Assert.True(plan.SortedRows <= SortedMax, plan.ToString());
    }

    [Theory]
    [MemberData(nameof(PagesOfOneModel))]
    public async Task A_page_read_at_once_costs_its_own_rows(string shape, bool backward, bool deep, bool generic)
    {
        var (set, sort, place, parent) = Shape(shape);
        var cursor = deep ? new Cursor.Exact("", "", [.. place, Middle], DocInTheMiddle) : null;

        var window = new PageWindow(sort, Size, backward, cursor, BothFlags: deep);
        var plan = await scene.TreeAsync(new(set, window, ParentTie.OfParent, true, Whole([])), generic, parent);

        Assert.True(!plan.SequentialScans.Any(), plan.ToString());
        // The account of each document is looked up, too.
        Assert.True(plan.TouchedRows <= TouchedMax + Size + 1, plan.ToString());
        Assert.True(plan.SortedRows <= SortedMax, plan.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_read_beside_a_page_costs_its_own_rows(bool generic)
    {
        const int Inner = 3;
        var parts = new DocumentSet([scene.Part], new("thingID", ColumnKind.Document), false, null);
        var window = new PageWindow([], Inner, false, null, false);
        var read = new PageRead(
            new([scene.Thing], null, false, null),
            window with
            {
                Limit = Size,
            },
            ParentTie.OfParent,
            false,
            Whole([
                new BranchRead.Page(new(parts, window, ParentTie.OfParent, false, Whole([]))),
                new BranchRead.Count(parts, ParentTie.OfParent),
            ])
        );

        var plan = await scene.TreeAsync(read, generic, PageParent.None);

        Assert.True(!plan.SequentialScans.Any(), plan.ToString());
        // Each thing has ten parts, which are counted; of the page, one more than it holds is read. Each document has an account.
        var documents = Size + 1 + ((Size + 1) * (Inner + 1));
        Assert.True(plan.TouchedRows <= (2 * documents) + ((Size + 1) * 10) + 10, plan.ToString());
        Assert.True(plan.SortedRows <= StretchMax, plan.ToString());
    }

    static DocumentRead Whole(IReadOnlyList<BranchRead> branches) => new(true, true, true, false, branches);

    [Theory]
    [InlineData("index", false)]
    [InlineData("index", true)]
    [InlineData("account", false)]
    [InlineData("account", true)]
    [InlineData("sorted", false)]
    [InlineData("sorted", true)]
    public async Task The_largest_page_costs_its_own_rows(string shape, bool generic)
    {
        const int Largest = PageArguments.LimitMax;
        var (set, sort, place, parent) = Shape(shape);
        var cursor = new Cursor.Exact("", "", [.. place, Middle], DocInTheMiddle);

        var plan = await scene.PageAsync(set, new(sort, Largest, false, cursor, BothFlags: false), generic, parent);

        Assert.Empty(plan.SequentialScans);
        Assert.True(plan.TouchedRows <= 2 * (Largest + 1) + 10, plan.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_of_fifty_parents_cost_their_own_rows(bool generic)
    {
        var parents = Enumerable.Range(1, 50).Select(i => new PageParent($"did:plan:{i}", null)).ToArray();
        var (set, sort, _, _) = Shape("account reference");

        var plan = await scene.PageAsync(set, new(sort, 10, false, null, BothFlags: false), generic, parents);

        Assert.Empty(plan.SequentialScans);
        Assert.True(plan.TouchedRows <= 50 * (2 * 11 + 2), plan.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_count_of_a_relation_costs_what_it_counts(bool generic)
    {
        var (set, _, _, parent) = Shape("relation");

        var plan = await scene.CountAsync(set, parent, generic);

        Assert.Empty(plan.SequentialScans);
        Assert.True(plan.TouchedRows <= 12, plan.ToString());
    }

    static string Middle => (1_700_000_000_000 + PlanScene.Things / 20).ToString(CultureInfo.InvariantCulture);

    static long DocInTheMiddle => 1_000_000 + PlanScene.Things / 2;

    (DocumentSet Set, SortKey[] Sort, string?[] Place, PageParent Parent) Shape(string shape)
    {
        IndexedModel[] things = [scene.Thing];
        IndexedModel[] both = [scene.Thing, scene.Part];
        return shape switch
        {
            "index" => (Of(things), [], [], PageParent.None),
            "account" => (Of(things) with { ByController = true }, [], [], new(null, PlanScene.Busy)),
            "relation" => (
                Of([scene.Part]) with
                {
                    Relation = new("thingID", ColumnKind.Document),
                },
                [],
                [],
                new(PlanScene.ThingWithParts, null)
            ),
            "account reference" => (
                Of(things) with
                {
                    Relation = new("owner", ColumnKind.Account),
                },
                [],
                [],
                new("did:plan:7", null)
            ),
            "equal" => (Of(things, Is("size", FilterOperator.EqualTo, 501)), [], [], PageParent.None),
            "equal, sorted by the rest of an index" => (
                Of(things, Is("kind", "BETA")),
                [new("at", true)],
                ["2020-02-10T00:00:00Z"],
                PageParent.None
            ),
            "range, sorted by it" => (
                Of(things, Is("rank", FilterOperator.GreaterThan, 30_000)),
                [new("rank", false)],
                ["60000"],
                PageParent.None
            ),
            "sorted" => (Of(things), [new("rank", true)], ["60000"], PageParent.None),
            "sorted by what may be absent" => (Of(things), [new("size", false)], ["500"], PageParent.None),
            "sorted by texts longer than a column" => (
                Of(things),
                [new("note", true)],
                [new string('x', 195) + "60000"],
                PageParent.None
            ),
            "sorted by few values" => (
                Of(things),
                [new("flag", true), new("size", true), new("name", true)],
                ["true", "500", "name 500"],
                PageParent.None
            ),
            "interface" => (Of(both), [], [], PageParent.None),
            "interface, sorted" => (Of(both), [new("size", true)], ["500"], PageParent.None),
            "choice" => (Of(things, Is("kind", "GAMMA")), [], [], PageParent.None),
            "rare choice" => (Of(things, Is("kind", "ALPHA")), [], [], PageParent.None),
            "absent choice" => (Of(things, Is("kind", "DELTA")), [], [], PageParent.None),
            "flag" => (
                Of(things, new FieldCondition("flag", FilterOperator.EqualTo, new FilterValue.Booleans([true]))),
                [],
                [],
                PageParent.None
            ),
            "long text" => (Of(things, Is("note", new string('x', 195) + "60000")), [], [], PageParent.None),
            _ => throw new ArgumentException(shape, nameof(shape)),
        };
    }

    static DocumentSet Of(IReadOnlyList<IndexedModel> models, FieldCondition? condition = null) =>
        new(models, null, false, condition is null ? null : new Filter.Where([condition]));

    static FieldCondition Is(string field, string text) =>
        new(field, FilterOperator.EqualTo, new FilterValue.Texts([text]));

    static FieldCondition Is(string field, FilterOperator name, int number) =>
        new(field, name, new FilterValue.Numbers([number.ToString(CultureInfo.InvariantCulture)]));
}
