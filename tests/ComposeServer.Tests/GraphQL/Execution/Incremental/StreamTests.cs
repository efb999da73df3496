using static ComposeServer.Tests.GraphQL.Execution.Incremental.Payloads;

namespace ComposeServer.Tests.GraphQL.Execution.Incremental;

public class StreamTests
{
    static readonly ComposeServer.GraphQL.Types.Schema Lists = Schema(
        """
        type Query { numbers: [Int] grid: [[Int]] items: [Item] strict: [Item!] none: [Int] holder: Holder }
        type Item { id: ID more: String parts: [Int] strict: String! }
        type Holder { name: String items: [Item] }
        """
    );

    static readonly object Data = Object(
        ("numbers", new object?[] { 1, 2, null, 4 }),
        ("grid", new object[] { new object[] { 1, 2 }, new object[] { 3 } }),
        ("items", Items(3)),
        ("strict", Items(3)),
        ("holder", Object(("name", "h"), ("items", Items(2))))
    );

    static object[] Items(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => Object(("id", $"{i}"), ("more", $"m{i}"), ("parts", new object[] { i, i + 1 }))),
        ];

    [Fact]
    public async Task A_list_begins_with_the_first_items_and_goes_on_with_the_others()
    {
        Assert.Equal(
            [
                """{"data":{"numbers":[1,2]},"pending":[{"id":"0","path":["numbers"],"label":"n"}],"hasNext":true}""",
                """{"incremental":[{"id":"0","items":[null,4]}],"completed":[{"id":"0"}],"hasNext":false}""",
            ],
            await Lists.AskInPartsAsync("""{ numbers @stream(initialCount: 2, label: "n") }""", Data)
        );
    }

    [Fact]
    public async Task Without_a_count_all_items_come_later()
    {
        Assert.Equal(
            [
                """{"data":{"items":[]},"pending":[{"id":"0","path":["items"]}],"hasNext":true}""",
                """{"incremental":[{"id":"0","items":[{"id":"0"},{"id":"1"},{"id":"2"}]}],"completed":[{"id":"0"}],"hasNext":false}""",
            ],
            await Lists.AskInPartsAsync("{ items @stream { id } }", Data)
        );
    }

    [Theory]
    [InlineData("{ numbers @stream(initialCount: 4) }", """{"data":{"numbers":[1,2,null,4]}}""")]
    [InlineData("{ numbers @stream(initialCount: 9) }", """{"data":{"numbers":[1,2,null,4]}}""")]
    [InlineData("{ numbers @stream(if: false) }", """{"data":{"numbers":[1,2,null,4]}}""")]
    [InlineData("{ none @stream }", """{"data":{"none":null}}""")]
    public async Task A_list_that_is_whole_already_is_not_streamed(string document, string response)
    {
        Assert.Equal([response], await Lists.AskInPartsAsync(document, Data));
    }

    [Fact]
    public async Task Of_a_list_of_lists_the_outer_one_is_streamed()
    {
        Assert.Equal(
            [
                """{"data":{"grid":[[1,2]]},"pending":[{"id":"0","path":["grid"]}],"hasNext":true}""",
                """{"incremental":[{"id":"0","items":[[3]]}],"completed":[{"id":"0"}],"hasNext":false}""",
            ],
            await Lists.AskInPartsAsync("{ grid @stream(initialCount: 1) }", Data)
        );
    }

    [Theory]
    [InlineData("""{"n":1}""", 2)]
    [InlineData("{}", 2)]
    [InlineData("""{"n":4}""", 1)]
    public async Task The_count_may_be_a_variable(string variables, int payloads)
    {
        var document = "query ($n: Int) { numbers @stream(initialCount: $n) }";

        Assert.Equal(payloads, (await Lists.AskInPartsAsync(document, Data, variables)).Count);
    }

    [Theory]
    [InlineData("{ numbers @stream(initialCount: -1) }", null, "initialCount must be a positive integer")]
    [InlineData("query ($n: Int) { numbers @stream(initialCount: $n) }", """{"n":null}""", "must not be null")]
    public async Task A_count_that_is_none_is_an_error_of_the_field(string document, string? variables, string message)
    {
        var response = Assert.Single(await Lists.AskInPartsAsync(document, Data, variables));

        Assert.Contains(message, response, StringComparison.Ordinal);
        Assert.EndsWith("\"data\":{\"numbers\":null}}", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_may_defer_and_stream_in_turn()
    {
        Assert.Equal(
            [
                """{"data":{"items":[]},"pending":[{"id":"0","path":["items"]}],"hasNext":true}""",
                """{"pending":[{"id":"1","path":["items",0]},{"id":"2","path":["items",1]},{"id":"3","path":["items",2]},{"id":"4","path":["items",0,"parts"]},{"id":"5","path":["items",1,"parts"]},{"id":"6","path":["items",2,"parts"]}],"incremental":[{"id":"0","items":[{"id":"0","parts":[0]},{"id":"1","parts":[1]},{"id":"2","parts":[2]}]}],"completed":[{"id":"0"}],"hasNext":true}""",
                """{"incremental":[{"id":"1","data":{"more":"m0"}},{"id":"2","data":{"more":"m1"}},{"id":"3","data":{"more":"m2"}},{"id":"4","items":[1]},{"id":"5","items":[2]},{"id":"6","items":[3]}],"completed":[{"id":"1"},{"id":"2"},{"id":"3"},{"id":"4"},{"id":"5"},{"id":"6"}],"hasNext":false}""",
            ],
            await Lists.AskInPartsAsync(
                "{ items @stream { id parts @stream(initialCount: 1) ... @defer { more } } }",
                Data
            )
        );
    }

    [Fact]
    public async Task A_list_within_a_deferred_fragment_is_announced_with_its_completion()
    {
        Assert.Equal(
            [
                """{"data":{"holder":{"name":"h"}},"pending":[{"id":"0","path":["holder"]}],"hasNext":true}""",
                """{"pending":[{"id":"1","path":["holder","items"]}],"incremental":[{"id":"0","data":{"items":[{"id":"0"}]}}],"completed":[{"id":"0"}],"hasNext":true}""",
                """{"incremental":[{"id":"1","items":[{"id":"1"}]}],"completed":[{"id":"1"}],"hasNext":false}""",
            ],
            await Lists.AskInPartsAsync(
                "{ holder { name ... @defer { items @stream(initialCount: 1) { id } } } }",
                Data
            )
        );
    }

    [Fact]
    public async Task A_long_list_comes_in_several_payloads()
    {
        var data = Object(("numbers", Enumerable.Range(0, 250).Cast<object>().ToArray()));

        var payloads = await Lists.AskInPartsAsync("{ numbers @stream(initialCount: 1) }", data);

        Assert.Equal(4, payloads.Count);
        Assert.StartsWith("""{"incremental":[{"id":"0","items":[1,2,""", payloads[1], StringComparison.Ordinal);
        Assert.EndsWith(""",100]}],"hasNext":true}""", payloads[1], StringComparison.Ordinal);
        Assert.EndsWith(""",249]}],"completed":[{"id":"0"}],"hasNext":false}""", payloads[3], StringComparison.Ordinal);
    }
}
