using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Execution.Costs;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;
using static ComposeServer.Tests.GraphQL.Execution.Requests;

namespace ComposeServer.Tests.GraphQL.Execution;

/// <summary>Costs, estimated before anything is executed.</summary>
public class CostTests
{
    const string Sdl = """
        directive @cost(weight: String!) on FIELD_DEFINITION
        directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION
        interface Named { name: String }
        type Query {
          items(first: Int, last: Int): Items @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"])
          tags: [Tag] @listSize(assumedSize: 7)
          byIds(ids: [ID!]!): [Item] @listSize(slicingArguments: ["ids"])
          count: Int @cost(weight: "10")
          any: Named @cost(weight: "1")
          plain: Item
        }
        type Items { edges: [Edge] total: Int @cost(weight: "10") }
        type Edge { node: Item }
        type Item implements Named { name: String tags: [Tag] @listSize(assumedSize: 3) items(first: Int): Items @listSize(slicingArguments: ["first"], sizedFields: ["edges"]) }
        type Tag implements Named { name: String text: String }
        """;

    static Schema Items => SchemaFromSdl.Build(Sdl).Schema!;

    [Theory]
    [InlineData("{ plain { name } }", 0, 0, 0)]
    [InlineData("{ count }", 0, 10, 1)]
    [InlineData("{ a: count b: count }", 0, 20, 2)]
    [InlineData("{ tags { name } }", 7, 1, 1)]
    [InlineData("{ items(first: 20) { edges { node { name } } } }", 20, 1, 1)]
    [InlineData("{ items(last: 5) { edges { node { name } } total } }", 5, 11, 2)]
    [InlineData("{ items(first: 20) { edges { node { tags { text } } } } }", 20 + (20 * 3), 1 + 20, 2)]
    [InlineData(
        "{ items(first: 10) { edges { node { items(first: 10) { edges { node { items(first: 10) { edges { node { name } } total } } } } } } } }",
        10 + 100 + 1_000,
        1 + 10 + 100 + (100 * 10),
        4
    )]
    [InlineData("{ byIds(ids: [1, 2, 3]) { name } }", 3, 1, 1)]
    [InlineData("{ any { name ... on Item { tags { name } } ... on Tag { text } } }", 1 + 3, 2, 2)]
    [InlineData("{ items(first: -3) { edges { node { name } } } }", 0, 1, 1)]
    public async Task Page_sizes_multiply_along_each_path_and_add_up(
        string query,
        double objects,
        double reads,
        int statements
    )
    {
        var (_, summary) = await Items.SendAsync(GraphQLRequest.Of(query) with { CostReport = CostReport.Validate });

        Assert.Equal((objects, reads, statements), (summary.Cost.Objects, summary.Cost.Reads, summary.Cost.Statements));
    }

    [Fact]
    public async Task Sizes_may_be_variables_and_are_estimated_for_each_request()
    {
        var executor = new RequestExecutor(Items, new ExecutionOptions(), TimeProvider.System);
        foreach (var size in (int[])[3, 30, 3])
        {
            var request = GraphQLRequest.Of(
                "query($n: Int) { items(first: $n) { edges { node { tags { name } } } } }",
                null,
                System.Text.Json.JsonElement.Parse($"{{\"n\":{size}}}")
            );
            var summary = await executor.ExecuteAsync(
                request with
                {
                    CostReport = CostReport.Validate,
                },
                null,
                new System.Buffers.ArrayBufferWriter<byte>(),
                TestContext.Current.CancellationToken
            );

            Assert.Equal(size + (size * 3), summary.Cost.Objects);
        }
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    [InlineData(1_000_000, false)]
    public async Task What_takes_more_objects_than_the_limit_is_refused_with_the_page_to_make_smaller(
        int size,
        bool isTaken
    )
    {
        var options = new ExecutionOptions { Costs = new() { ObjectsMax = 10 + (10 * 100) } };
        var query =
            $"{{ items(first: 10) {{ edges {{ node {{ items(first: {size}) {{ edges {{ node {{ name }} }} }} }} }} }} }}";

        var (response, summary) = await Items.SendAsync(query, options);

        Assert.Equal(isTaken ? ExecutionStatus.Executed : ExecutionStatus.CostExceeded, summary.Status);
        if (!isTaken)
        {
            Assert.Contains("\"code\":\"COST_EXCEEDED\"", response);
            Assert.Contains("items.edges.node.items", response);
            Assert.Contains("\"limit\":\"objects\",\"max\":1010", response);
        }
    }

    [Theory]
    [InlineData(3, ExecutionStatus.Executed)]
    [InlineData(4, ExecutionStatus.CostExceeded)]
    [InlineData(200, ExecutionStatus.CostExceeded)]
    public async Task What_asks_a_store_too_often_is_refused(int aliases, ExecutionStatus status)
    {
        var options = new ExecutionOptions { Costs = new() { StatementsMax = 3 } };
        var query = $"{{ {string.Join(' ', Enumerable.Range(0, aliases).Select(i => $"a{i}: count"))} }}";

        Assert.Equal(status, (await Items.SendAsync(query, options)).Summary.Status);
    }

    [Fact]
    public async Task An_answer_that_would_be_too_long_is_refused()
    {
        var options = new ExecutionOptions { Costs = new() { BytesMax = 10_000 } };

        var (response, summary) = await Items.SendAsync("{ items(first: 1000) { edges { node { name } } } }", options);

        Assert.Equal(ExecutionStatus.CostExceeded, summary.Status);
        Assert.Contains("\"limit\":\"bytes\"", response);
    }

    [Fact]
    public async Task Requests_of_one_array_add_up()
    {
        var options = new ExecutionOptions { Costs = new() { ObjectsMax = 10 } };
        var request = GraphQLRequest.Of("{ tags { name } }");

        var (_, first) = await Items.SendAsync(request, options);
        var (_, second) = await Items.SendAsync(request with { CostBefore = first.Cost }, options);

        Assert.Equal((ExecutionStatus.Executed, ExecutionStatus.CostExceeded), (first.Status, second.Status));
    }

    [Fact]
    public async Task A_report_stands_beside_the_answer()
    {
        var request = GraphQLRequest.Of("{ count }") with { CostReport = CostReport.Report };

        var (response, _) = await Items.SendAsync(request);

        Assert.Equal(
            """{"data":{"count":null},"extensions":{"operationCost":{"typeCost":0,"fieldCost":10,"bytes":48,"statements":1}}}""",
            response
        );
    }

    [Fact]
    public async Task Validation_alone_executes_nothing()
    {
        var isAsked = false;
        var schema = Schema(
            new FieldDefinition("asked", BuiltInScalars.Int)
            {
                Cost = new(),
                Resolver = PropertyResolver.From<object>(_ => isAsked = true),
            }
        );
        var request = GraphQLRequest.Of("{ asked }") with { CostReport = CostReport.Validate };

        var (response, _) = await schema.SendAsync(
            request,
            new ExecutionOptions { Costs = new() { StatementsMax = 0 } }
        );

        Assert.False(isAsked);
        Assert.StartsWith("""{"data":null,"extensions":{"operationCost":""", response);
    }

    [Theory]
    [InlineData("{ a: count(of: 1) b: count(of: 1) c: count(of: 1) }", 1)]
    [InlineData("{ a: count(of: 1) b: count(of: 2) c: count(of: 1) }", 2)]
    [InlineData("{ a: count(in: [1, 2]) b: count(in: [1, 2]) c: count(in: [2, 1]) }", 2)]
    [InlineData("{ a: count b: count(of: null) }", 2)]
    public async Task The_same_under_several_names_is_asked_once(string query, int questions)
    {
        var asked = 0;
        var schema = Schema(
            new FieldDefinition("count", BuiltInScalars.Int)
            {
                Cost = new(),
                Arguments = new([new("of", BuiltInScalars.Int), new("in", ListType.Of(BuiltInScalars.Int))]),
                Resolver = BatchResolver.From(
                    (batch, _) =>
                    {
                        Interlocked.Increment(ref asked);
                        for (var i = 0; i < batch.Count; i++)
                            batch.SetResult(i, 5);
                        return ValueTask.CompletedTask;
                    }
                ),
            }
        );

        var response = await schema.AskAsync(query);

        Assert.Equal(questions, asked);
        Assert.Contains("\"a\":5,\"b\":5", response);
    }

    [Theory]
    [InlineData("{ a: item { x } b: item { x } }", 1)]
    [InlineData("{ a: item { x } b: item { y } }", 2)]
    [InlineData("{ a: item { x } b: item { ...F } } fragment F on Item { x }", 2)]
    public async Task What_selects_something_else_below_is_asked_apart(string query, int questions)
    {
        var asked = 0;
        var item = new ObjectType(
            "Item",
            () => [Field("x", BuiltInScalars.Int, () => 1), Field("y", BuiltInScalars.Int, () => 2)]
        );
        var schema = Schema(
            new FieldDefinition("item", item)
            {
                Cost = new(),
                Resolver = BatchResolver.From(
                    (batch, _) =>
                    {
                        Interlocked.Increment(ref asked);
                        batch.SetResult(0, new object());
                        return ValueTask.CompletedTask;
                    }
                ),
            }
        );

        await schema.AskAsync(query);

        Assert.Equal(questions, asked);
    }
}
