using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;
using static ComposeServer.Tests.GraphQL.Execution.Requests;

namespace ComposeServer.Tests.GraphQL.Execution;

public class EndOfRequestTests
{
    static readonly ExecutionOptions Short = new()
    {
        Execution = new ExecutionLimits { Timeout = TimeSpan.FromMilliseconds(50) },
    };

    [Fact]
    public async Task A_request_that_takes_too_long_is_answered_with_an_error()
    {
        var (response, summary) = await Waiting(heedsToken: true).SendAsync("{ wait }", Short);

        Assert.Equal(
            """{"errors":[{"message":"The request took longer than 0.05 s.","extensions":{"code":"TIMEOUT"}}],"data":null}""",
            response
        );
        Assert.Equal(ExecutionStatus.TimedOut, summary.Status);
        Assert.False(summary.IsRequestError);
    }

    [Fact]
    public async Task A_resolver_that_does_not_heed_the_end_does_not_hold_the_request()
    {
        var (_, summary) = await Waiting(heedsToken: false).SendAsync("{ wait other: wait }", Short);

        Assert.Equal(ErrorCodes.Timeout, summary.ErrorCode);
    }

    [Fact]
    public async Task Of_a_mutation_nobody_knows_then_what_it_wrote()
    {
        var (response, _) = await Waiting(heedsToken: true).SendAsync("mutation { wait }", Short);

        Assert.Contains("The outcome of its writes is unknown.", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_gives_up_ends_the_resolvers()
    {
        using var caller = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        var schema = Schema(
            Field(
                "wait",
                BuiltInScalars.Int,
                BatchResolver.From(
                    async (_, cancel) =>
                    {
                        cancel.Register(ended.SetResult);
                        started.SetResult();
                        await Task.Delay(Timeout.Infinite, cancel);
                    }
                )
            )
        );

        var sent = schema.SendAsync("{ wait }", cancel: caller.Token);
        await started.Task;
        await caller.CancelAsync();
        var (response, summary) = await sent;

        await ended.Task;
        Assert.Equal(ExecutionStatus.Cancelled, summary.Status);
        Assert.Contains("\"code\":\"CANCELLED\"", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pure_fields_end_too()
    {
        using var caller = new CancellationTokenSource();
        var node = (ObjectType?)null;
        node = new ObjectType(
            "Node",
            () =>
                [
                    Field(
                        "many",
                        ListType.Of(node!),
                        () =>
                        {
                            caller.Cancel();
                            return Enumerable.Range(0, 1_000).Cast<object>();
                        }
                    ),
                ]
        );
        var schema = Schema(Field("root", node, () => 1));

        var (_, summary) = await schema.SendAsync(
            "{ root { many { many { many { __typename } } } } }",
            cancel: caller.Token
        );

        Assert.Equal(ExecutionStatus.Cancelled, summary.Status);
    }

    [Fact]
    public async Task A_cancellation_of_the_resolvers_own_is_a_fault_like_any_other()
    {
        var schema = Schema(Batch("own", BuiltInScalars.Int, _ => throw new OperationCanceledException()));

        var (_, summary) = await schema.SendAsync("{ own }");

        Assert.Equal((ExecutionStatus.Executed, ErrorCodes.Internal), (summary.Status, summary.ErrorCode));
    }

    static Schema Waiting(bool heedsToken)
    {
        var wait = Field(
            "wait",
            BuiltInScalars.Int,
            BatchResolver.From(
                async (_, cancel) => await Task.Delay(Timeout.Infinite, heedsToken ? cancel : CancellationToken.None)
            )
        );
        return new SchemaBuilder
        {
            Query = new ObjectType("Query", () => [wait]),
            Mutation = new ObjectType("Mutation", () => [wait]),
        }.Build();
    }
}
