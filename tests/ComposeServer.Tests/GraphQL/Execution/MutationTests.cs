using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;
using ComposeServer.Tests.GraphQL.October2021;
using static ComposeServer.Tests.GraphQL.Execution.Requests;

namespace ComposeServer.Tests.GraphQL.Execution;

public class MutationTests
{
    readonly List<string> log = [];

    [Fact]
    [Specification("6.2.2", Shows.Kept)]
    [Specification("6.3.1", Shows.Kept)]
    public async Task Root_fields_run_one_after_another_each_with_everything_under_it()
    {
        var response = await Schema().AskAsync("mutation { a: write { read } b: write { read } c: write { read } }");

        Assert.Equal(["write a", "read 1", "write b", "read 2", "write c", "read 3"], log);
        Assert.Equal("""{"data":{"a":{"read":1},"b":{"read":2},"c":{"read":3}}}""", response);
    }

    [Fact]
    public async Task A_failure_does_not_keep_the_next_from_running()
    {
        var response = await Schema().AskAsync("mutation { fail b: write { read } }");

        Assert.Equal(["fail", "write b", "read 1"], log);
        Assert.Contains("\"data\":{\"fail\":null,\"b\":{\"read\":1}}", response, StringComparison.Ordinal);
    }

    [Fact]
    [Specification("6.2.2", Shows.Broken)]
    [Specification("6.3.1", Shows.Broken)]
    public async Task A_failure_that_reaches_the_root_does()
    {
        var response = await Schema().AskAsync("mutation { a: write { read } failHard b: write { read } }");

        Assert.Equal(["write a", "read 1", "failHard"], log);
        Assert.EndsWith("\"data\":null}", response);
    }

    [Fact]
    public async Task A_request_that_only_asks_what_would_be_done_has_no_data()
    {
        var schema = Build(
            Batch(
                "plan",
                BuiltInScalars.Int,
                batch =>
                {
                    batch.Response.OmitsData = true;
                    batch.Response.Set("signing", new Dictionary<string, object?> { ["events"] = new[] { "a", "b" } });
                }
            )
        );

        var (response, summary) = await schema.SendAsync("mutation { plan }");

        Assert.Equal("""{"data":null,"extensions":{"signing":{"events":["a","b"]}}}""", response);
        Assert.Equal((false, false, ExecutionStatus.Executed), (summary.HasData, summary.HasErrors, summary.Status));
    }

    Schema Schema()
    {
        var written = 0;
        var payload = new ObjectType(
            "Payload",
            () =>
                [
                    Batch(
                        "read",
                        BuiltInScalars.Int,
                        batch =>
                        {
                            log.Add($"read {written}");
                            batch.SetResult(0, written);
                        }
                    ),
                ]
        );
        return Build(
            Batch(
                "write",
                payload,
                batch =>
                {
                    log.Add($"write {batch.Selection.ResponseKey}");
                    batch.SetResult(0, ++written);
                }
            ),
            Batch("fail", BuiltInScalars.Int, Fail),
            Batch("failHard", NonNullType.Of(BuiltInScalars.Int), Fail)
        );
    }

    void Fail(FieldBatch batch)
    {
        log.Add(batch.Field.Name);
        throw new GraphQLException("no", ErrorCodes.Conflict);
    }

    static Schema Build(params FieldDefinition[] fields) =>
        new SchemaBuilder
        {
            Query = new ObjectType("Query", () => [Field("one", BuiltInScalars.Int, () => 1)]),
            Mutation = new ObjectType("Mutation", () => fields),
        }.Build();
}
