using static ComposeServer.Tests.GraphQL.Execution.Incremental.Payloads;

namespace ComposeServer.Tests.GraphQL.Execution.Incremental;

public class DeferTests
{
    static readonly ComposeServer.GraphQL.Types.Schema Heroes = Schema(
        """
        type Query { hero: Hero heroes: [Hero] other: String }
        type Hero { id: ID name: String home: Place friends: [Hero] strict: String! }
        type Place { name: String size: Int region: Place }
        """
    );

    static readonly object Data = Object(
        (
            "hero",
            Object(
                ("id", "1"),
                ("name", "Luke"),
                ("home", Object(("name", "Tatooine"), ("size", 10), ("region", Object(("name", "Rim"), ("size", 99))))),
                (
                    "friends",
                    new object[] { Object(("id", "2"), ("name", "Han")), Object(("id", "3"), ("name", "Leia")) }
                )
            )
        ),
        ("heroes", new object[] { Object(("id", "1"), ("name", "Luke")), Object(("id", "2"), ("name", "Han")) }),
        ("other", "here")
    );

    [Fact]
    public async Task A_deferred_fragment_comes_after_the_rest_and_under_the_label_it_was_announced_with()
    {
        var payloads = await Heroes.AskInPartsAsync(
            """{ hero { id ...Slow @defer(label: "slow") } } fragment Slow on Hero { name }""",
            Data
        );

        Assert.Equal(
            [
                """{"data":{"hero":{"id":"1"}},"pending":[{"id":"0","path":["hero"],"label":"slow"}],"hasNext":true}""",
                """{"incremental":[{"id":"0","data":{"name":"Luke"}}],"completed":[{"id":"0"}],"hasNext":false}""",
            ],
            payloads
        );
    }

    [Fact]
    public async Task A_fragment_of_the_root_may_be_deferred_whole()
    {
        var payloads = await Heroes.AskInPartsAsync("{ ... @defer { other hero { id } } }", Data);

        Assert.Equal(
            [
                """{"data":{},"pending":[{"id":"0","path":[]}],"hasNext":true}""",
                """{"incremental":[{"id":"0","data":{"other":"here","hero":{"id":"1"}}}],"completed":[{"id":"0"}],"hasNext":false}""",
            ],
            payloads
        );
    }

    [Fact]
    public async Task What_the_client_has_is_not_sent_again()
    {
        var payloads = await Heroes.AskInPartsAsync(
            "{ hero { id home { name } ... @defer { id name home { name size } } } }",
            Data
        );

        Assert.Equal(
            [
                """{"data":{"hero":{"id":"1","home":{"name":"Tatooine"}}},"pending":[{"id":"0","path":["hero"]}],"hasNext":true}""",
                """{"incremental":[{"id":"0","data":{"name":"Luke"}},{"id":"0","subPath":["home"],"data":{"size":10}}],"completed":[{"id":"0"}],"hasNext":false}""",
            ],
            payloads
        );
    }

    [Fact]
    public async Task A_fragment_of_which_everything_is_there_already_is_not_announced()
    {
        var payloads = await Heroes.AskInPartsAsync("{ hero { id name ... @defer { id name } } }", Data);

        Assert.Equal(["""{"data":{"hero":{"id":"1","name":"Luke"}}}"""], payloads);
    }

    [Fact]
    public async Task A_deferred_fragment_within_another_is_announced_when_that_one_is_completed()
    {
        var payloads = await Heroes.AskInPartsAsync(
            """{ hero { id ... @defer(label: "a") { name home { name ... @defer(label: "b") { size } } } } }""",
            Data
        );

        Assert.Equal(
            [
                """{"data":{"hero":{"id":"1"}},"pending":[{"id":"0","path":["hero"],"label":"a"}],"hasNext":true}""",
                """{"pending":[{"id":"1","path":["hero","home"],"label":"b"}],"incremental":[{"id":"0","data":{"name":"Luke","home":{"name":"Tatooine"}}}],"completed":[{"id":"0"}],"hasNext":true}""",
                """{"incremental":[{"id":"1","data":{"size":10}}],"completed":[{"id":"1"}],"hasNext":false}""",
            ],
            payloads
        );
    }

    [Fact]
    public async Task A_field_of_two_fragments_is_sent_once_with_the_one_nearest_to_it()
    {
        var payloads = await Heroes.AskInPartsAsync(
            """
            {
              ... @defer(label: "root") { hero { home { name size } } }
              hero { id home { region { name } ... @defer(label: "home") { name } } }
            }
            """,
            Data
        );

        Assert.Equal(
            """{"data":{"hero":{"home":{"region":{"name":"Rim"}},"id":"1"}},"pending":[{"id":"0","path":[],"label":"root"},{"id":"1","path":["hero","home"],"label":"home"}],"hasNext":true}""",
            payloads[0]
        );
        Assert.Equal(
            """{"incremental":[{"id":"1","data":{"name":"Tatooine"}},{"id":"0","subPath":["hero","home"],"data":{"size":10}}],"completed":[{"id":"1"},{"id":"0"}],"hasNext":false}""",
            Assert.Single(payloads.Skip(1))
        );
    }

    [Fact]
    public async Task A_fragment_in_a_list_is_deferred_for_each_item()
    {
        var payloads = await Heroes.AskInPartsAsync("{ heroes { id ... @defer { name } } }", Data);

        Assert.Equal(
            [
                """{"data":{"heroes":[{"id":"1"},{"id":"2"}]},"pending":[{"id":"0","path":["heroes",0]},{"id":"1","path":["heroes",1]}],"hasNext":true}""",
                """{"incremental":[{"id":"0","data":{"name":"Luke"}},{"id":"1","data":{"name":"Han"}}],"completed":[{"id":"0"},{"id":"1"}],"hasNext":false}""",
            ],
            payloads
        );
    }

    [Theory]
    [InlineData("{ hero { id ... @defer(if: false) { name } } }", null)]
    [InlineData("query ($d: Boolean!) { hero { id ... @defer(if: $d) { name } } }", """{"d":false}""")]
    [InlineData("{ hero { id ... @defer @include(if: false) { name } name } }", null)]
    [InlineData(
        "query ($s: Boolean!) { hero { id ... @skip(if: $s) @defer { home { name } } name } }",
        """{"s":true}"""
    )]
    public async Task What_is_off_or_left_out_comes_at_once_or_not_at_all(string document, string? variables)
    {
        Assert.Equal(
            ["""{"data":{"hero":{"id":"1","name":"Luke"}}}"""],
            await Heroes.AskInPartsAsync(document, Data, variables)
        );
    }

    [Theory]
    [InlineData("query ($d: Boolean!) { hero { id ... @defer(if: $d) { name } } }", """{"d":true}""")]
    [InlineData("query ($d: Boolean) { hero { id ... @defer(if: $d) { name } } }", "{}")]
    [InlineData("query ($d: Boolean = true) { hero { id ... @defer(if: $d) { name } } }", null)]
    public async Task A_variable_turns_it_on_and_so_does_none(string document, string? variables)
    {
        Assert.Equal(2, (await Heroes.AskInPartsAsync(document, Data, variables)).Count);
    }

    [Fact]
    public async Task A_condition_must_not_be_null()
    {
        var payloads = await Heroes.AskInPartsAsync(
            "query ($d: Boolean) { hero { ... @defer(if: $d) { name } } }",
            Data,
            """{"d":null}"""
        );

        Assert.Contains("must not be null", Assert.Single(payloads), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_no_parts_gets_everything_at_once_as_if_nothing_were_deferred()
    {
        var (response, _) = await Heroes.SendAsync(
            RequestOf("{ hero { ... @defer { name } friends @stream { id } id } }", Data)
        );

        Assert.Equal("""{"data":{"hero":{"name":"Luke","friends":[{"id":"2"},{"id":"3"}],"id":"1"}}}""", response);
    }
}
