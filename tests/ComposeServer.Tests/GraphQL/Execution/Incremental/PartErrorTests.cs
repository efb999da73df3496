using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using static ComposeServer.Tests.GraphQL.Execution.Incremental.Payloads;

namespace ComposeServer.Tests.GraphQL.Execution.Incremental;

public class PartErrorTests
{
    const string Strict =
        """{"message":"Cannot return null for non-nullable field Item.strict.","locations":[{"line":1,"column":%c}],"path":%p,"extensions":{"code":"INTERNAL"}}""";

    static readonly ComposeServer.GraphQL.Types.Schema Items = Schema(
        """
        type Query { item: Item items: [Item] hard: [Item!] outer: Outer }
        type Outer { item: Item! id: ID }
        type Item { id: ID strict: String! bad: String deep: Item deepStrict: Item! }
        """
    );

    static readonly Dictionary<string, object?> Item = Object(
        ("id", "1"),
        ("bad", new GraphQLError("no", ErrorCodes.NotFound)),
        ("deep", Object(("id", "2")))
    );

    static readonly object Data = Object(
        ("item", Item),
        ("items", new object[] { Object(("strict", "a")), Item, Object(("strict", "c")) }),
        ("hard", new object[] { Object(("strict", "a")), Item, Object(("strict", "c")) }),
        ("outer", Object(("id", "o"), ("item", Item)))
    );

    [Fact]
    public async Task An_error_in_a_part_comes_with_the_part_and_says_where_in_the_whole_answer_it_is()
    {
        Assert.Equal(
            """{"incremental":[{"id":"0","data":{"bad":null,"id":"1"},"errors":[{"message":"no","locations":[{"line":1,"column":23}],"path":["item","bad"],"extensions":{"code":"NOT_FOUND"}}]}],"completed":[{"id":"0"}],"hasNext":false}""",
            (await Items.AskInPartsAsync("{ item { ... @defer { bad id } } }", Data))[1]
        );
    }

    [Fact]
    public async Task A_null_that_may_not_be_ends_the_fragment_and_nothing_else()
    {
        Assert.Equal(
            [
                """{"data":{"item":{"id":"1"}},"pending":[{"id":"0","path":["item"],"label":"a"},{"id":"1","path":["item"],"label":"b"}],"hasNext":true}""",
                """{"incremental":[{"id":"1","data":{"deep":{"id":"2"}}}],"completed":[{"id":"0","errors":[%e]},{"id":"1"}],"hasNext":false}""".Replace(
                    "%e",
                    Error(38, """["item","strict"]"""),
                    StringComparison.Ordinal
                ),
            ],
            await Items.AskInPartsAsync(
                """{ item { id ... @defer(label: "a") { strict } ... @defer(label: "b") { deep { id } } } }""",
                Data
            )
        );
    }

    [Fact]
    public async Task A_null_within_a_part_goes_no_further_than_it_must()
    {
        Assert.Equal(
            """{"incremental":[{"id":"0","data":{"deep":null},"errors":[%e]}],"completed":[{"id":"0"}],"hasNext":false}""".Replace(
                "%e",
                Error(30, """["item","deep","strict"]"""),
                StringComparison.Ordinal
            ),
            (await Items.AskInPartsAsync("{ item { ... @defer { deep { strict } } } }", Data))[1]
        );
    }

    [Fact]
    public async Task A_fragment_that_fails_takes_those_within_it_along()
    {
        var payloads = await Items.AskInPartsAsync(
            "{ item { ... @defer { strict deep { ... @defer { id } } } } }",
            Data
        );

        Assert.Equal(2, payloads.Count);
        Assert.DoesNotContain("pending", payloads[1], StringComparison.Ordinal);
        Assert.EndsWith("\"hasNext\":false}", payloads[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_became_null_in_the_first_payload_is_not_pending()
    {
        var payloads = await Items.AskInPartsAsync("{ item { strict deep { id ... @defer { bad } } } }", Data);

        Assert.Equal(
            """{"errors":[%e],"data":{"item":null}}""".Replace(
                "%e",
                Error(10, """["item","strict"]"""),
                StringComparison.Ordinal
            ),
            Assert.Single(payloads)
        );
    }

    [Fact]
    public async Task An_item_that_fails_is_null_where_it_may_be()
    {
        Assert.Equal(
            """{"incremental":[{"id":"0","items":[null,{"strict":"c"}],"errors":[%e]}],"completed":[{"id":"0"}],"hasNext":false}""".Replace(
                "%e",
                Error(36, """["items",1,"strict"]"""),
                StringComparison.Ordinal
            ),
            (await Items.AskInPartsAsync("{ items @stream(initialCount: 1) { strict } }", Data))[1]
        );
    }

    [Fact]
    public async Task An_item_that_fails_ends_the_list_where_it_may_not_be_null()
    {
        Assert.Equal(
            [
                """{"data":{"hard":[]},"pending":[{"id":"0","path":["hard"]}],"hasNext":true}""",
                """{"incremental":[{"id":"0","items":[{"strict":"a"}]}],"completed":[{"id":"0","errors":[%e]}],"hasNext":false}""".Replace(
                    "%e",
                    Error(18, """["hard",1,"strict"]"""),
                    StringComparison.Ordinal
                ),
            ],
            await Items.AskInPartsAsync("{ hard @stream { strict } }", Data)
        );
    }

    static string Error(int column, string path) =>
        Strict.Replace("%c", $"{column}", StringComparison.Ordinal).Replace("%p", path, StringComparison.Ordinal);
}
