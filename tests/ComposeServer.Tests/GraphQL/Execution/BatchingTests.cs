using System.Collections.Concurrent;
using System.Globalization;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;
using ComposeServer.Tests.GraphQL.October2021;
using static ComposeServer.Tests.GraphQL.Execution.Requests;

namespace ComposeServer.Tests.GraphQL.Execution;

public class BatchingTests
{
    readonly ConcurrentQueue<string> calls = new();

    // A number's children are its ten multiples plus 0, 1, 2; everything is resolved in batches.
    ObjectType Number =>
        field ??= new ObjectType(
            "Number",
            () =>
                [
                    Field("value", NonNullType.Of(BuiltInScalars.Int), PropertyResolver.From<int>(value => value)),
                    Counted("children", ListType.Of(Number), value => Enumerable.Range(value * 10, 3).Cast<object>()),
                    Counted("next", Number, value => value + 1),
                    Counted("text", BuiltInScalars.String, value => value.ToString(CultureInfo.InvariantCulture)),
                    Counted("odd", NonNullType.Of(Number), value => value % 2 == 1 ? value : null),
                ]
        );

    Schema Numbers =>
        Schema(
            Batch(
                "one",
                Number,
                batch =>
                {
                    calls.Enqueue("one");
                    batch.SetResult(0, 1);
                }
            )
        );

    [Fact]
    [Specification("6.4.2", Shows.Kept)]
    public async Task A_field_runs_once_for_all_objects_of_a_level()
    {
        var response = await Numbers.AskAsync("{ one { children { children { text } } } }");

        Assert.Equal(["one", "children × 1", "children × 3", "text × 9"], calls);
        Assert.Equal(
            """{"data":{"one":{"children":[{"children":[{"text":"100"},{"text":"101"},{"text":"102"}]},{"children":[{"text":"110"},{"text":"111"},{"text":"112"}]},{"children":[{"text":"120"},{"text":"121"},{"text":"122"}]}]}}}""",
            response
        );
    }

    [Fact]
    public async Task Pure_fields_in_between_cost_no_round()
    {
        await Numbers.AskAsync("{ one { value children { value text } } }");

        Assert.Equal(["one", "children × 1", "text × 3"], calls);
    }

    [Fact]
    public async Task One_selection_reached_in_two_ways_runs_once()
    {
        await Numbers.AskAsync("{ one { a: next { ...F } b: next { ...F } } } fragment F on Number { next { text } }");

        // Two selections named next are two batches, though those below them share fields.
        Assert.Equal(["one", "next × 1", "next × 1", "next × 1", "next × 1", "text × 2"], calls.Order(Rounds));
    }

    [Fact]
    public async Task Siblings_of_a_level_run_at_the_same_time_but_not_more_than_allowed()
    {
        var running = 0;
        var most = 0;
        var schema = Schema(
            Field(
                "slow",
                BuiltInScalars.Int,
                BatchResolver.From(
                    async (batch, cancel) =>
                    {
                        most = Math.Max(most, Interlocked.Increment(ref running));
                        await Task.Delay(20, cancel);
                        Interlocked.Decrement(ref running);
                        batch.SetResult(0, 1);
                    }
                )
            )
        );
        var options = new ExecutionOptions { Execution = new ExecutionLimits { ConcurrentBatchesMax = 3 } };

        var response = await schema.AskAsync("{ a: slow b: slow c: slow d: slow e: slow f: slow }", options);

        Assert.Equal("""{"data":{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1}}""", response);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Objects_that_are_gone_are_not_resolved_any_further()
    {
        var response = await Numbers.AskAsync("{ one { children { odd { text } } } }");

        Assert.Equal(["one", "children × 1", "odd × 3", "text × 1"], calls);
        Assert.Equal(
            """{"errors":[{"message":"Cannot return null for non-nullable field Number.odd.","locations":[{"line":1,"column":20}],"path":["one","children",0,"odd"],"extensions":{"code":"INTERNAL"}},{"message":"Cannot return null for non-nullable field Number.odd.","locations":[{"line":1,"column":20}],"path":["one","children",2,"odd"],"extensions":{"code":"INTERNAL"}}],"data":{"one":{"children":[null,{"odd":{"text":"11"}},null]}}}""",
            response
        );
    }

    [Fact]
    public async Task Some_parents_may_fail_and_some_be_left_out()
    {
        var schema = Schema(Field("list", ListType.Of(Item()), () => new object[] { 0, 1, 2 }));

        var response = await schema.AskAsync("{ list { state } }");

        Assert.Equal(
            """{"errors":[{"message":"no","locations":[{"line":1,"column":10}],"path":["list",1,"state"],"extensions":{"code":"NOT_FOUND","key":7}}],"data":{"list":[{"state":"ok"},{"state":null},{"state":null}]}}""",
            response
        );

        static ObjectType Item() =>
            new(
                "Item",
                () =>
                    [
                        Batch(
                            "state",
                            BuiltInScalars.String,
                            batch =>
                            {
                                batch.SetResult(0, "ok");
                                batch.SetError(1, new GraphQLError("no", ErrorCodes.NotFound).With("key", 7));
                            }
                        ),
                    ]
            );
    }

    [Fact]
    [Specification("6.4.2", Shows.Broken)]
    public async Task A_thrown_error_is_that_of_all_parents_without_a_result()
    {
        var item = new ObjectType(
            "Item",
            () =>
                [
                    Batch(
                        "state",
                        BuiltInScalars.String,
                        batch =>
                        {
                            batch.SetResult(1, "ok");
                            throw new GraphQLException("gone", ErrorCodes.Unavailable);
                        }
                    ),
                ]
        );
        var schema = Schema(Field("list", ListType.Of(item), () => new object[] { 0, 1, 2 }));

        var response = await schema.AskAsync("{ list { state } }");

        Assert.EndsWith("""],"data":{"list":[{"state":null},{"state":"ok"},{"state":null}]}}""", response);
        Assert.Equal(2, response.Split("\"message\":\"gone\"").Length - 1);
    }

    [Fact]
    public async Task Finished_json_goes_into_the_response_as_it_is()
    {
        var schema = Schema(
            Batch("done", Number, batch => batch.SetCompleted(0, "{\"value\": 1e2}"u8.ToArray())),
            Batch("none", NonNullType.Of(Number), batch => batch.SetCompleted(0, "null"u8.ToArray()))
        );

        Assert.Equal("""{"data":{"done":{"value": 1e2}}}""", await schema.AskAsync("{ done { value } }"));
        Assert.EndsWith("\"data\":null}", await schema.AskAsync("{ none { value } }"));
    }

    [Fact]
    public async Task A_host_may_run_a_whole_round_itself()
    {
        var rounds = new OwnRounds();

        var response = await Numbers.AskAsync("{ one { a: text b: text next { text } } }", new() { Rounds = rounds });

        Assert.Equal("""{"data":{"one":{"a":"ours","b":"ours","next":{"text":"ours"}}}}""", response);
        Assert.Equal(
            [
                ["one"],
                ["a", "b", "next"],
                ["text"],
            ],
            rounds.Seen
        );
    }

    [Fact]
    [Specification("6.4.1", Shows.Kept)]
    public async Task A_resolver_sees_arguments_state_variables_and_what_is_selected_below()
    {
        var seen = new List<string>();
        var limit = new ArgumentDefinition("limit", BuiltInScalars.Int) { Default = InputDefault.FromValue(5) };
        var item = new ObjectType(
            "Item",
            () => [new FieldDefinition("parts", BuiltInScalars.Int) { Arguments = new([limit]) }]
        );
        var schema = Schema(
            new FieldDefinition("item", item)
            {
                Arguments = new([limit]),
                Resolver = BatchResolver.From(
                    (batch, _) =>
                    {
                        var below = batch.Selection.Selections!.For(item)[0];
                        Assert.True(batch.TryGetArguments(below, out var arguments));
                        seen.Add($"{batch.Arguments.Get<int>("limit")} {arguments["limit"]} {batch.StateAs<string>()}");
                        seen.Add($"{below.ResponseKey} {batch.Variables["n"]} {batch.Operation} {batch.Parents.Count}");
                        return ValueTask.CompletedTask;
                    }
                ),
            }
        );

        await schema.AskAsync(
            "query ($n: Int) { item { size: parts(limit: $n) } }",
            state: "viewer",
            variables: """{"n":8}"""
        );

        Assert.Equal(["5 8 viewer", "size 8 Query 1"], seen);
    }

    FieldDefinition Counted(string name, GraphQLType type, Func<int, object?> value) =>
        Batch(
            name,
            type,
            batch =>
            {
                calls.Enqueue($"{name} × {batch.Count}");
                for (var i = 0; i < batch.Count; i++)
                {
                    batch.SetResult(i, value((int)batch.Parents[i]));
                }
            }
        );

    // Batches of one round may start in any order.
    static readonly IComparer<string> Rounds = Comparer<string>.Create(
        (a, b) => Array.IndexOf(["one", "next × 1", "text × 2"], a) - Array.IndexOf(["one", "next × 1", "text × 2"], b)
    );

    sealed class OwnRounds : IRoundRunner
    {
        public List<string[]> Seen { get; } = [];

        public async ValueTask RunAsync(IReadOnlyList<FieldBatch> round, CancellationToken cancel)
        {
            Seen.Add([.. round.Select(batch => batch.Selection.ResponseKey)]);
            foreach (var batch in round)
            {
                if (batch.Field.Name == "text")
                {
                    batch.SetResult(0, "ours");
                }
                else
                {
                    await batch.RunAsync(cancel);
                }
            }
        }
    }
}
