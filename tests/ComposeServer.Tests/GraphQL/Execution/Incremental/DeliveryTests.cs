using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;
using static ComposeServer.Tests.GraphQL.Execution.Incremental.Payloads;
using static ComposeServer.Tests.GraphQL.Execution.Requests;

namespace ComposeServer.Tests.GraphQL.Execution.Incremental;

public class DeliveryTests
{
    readonly ConcurrentQueue<string> calls = new();
    readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    ObjectType Item =>
        field ??= new ObjectType(
            "Item",
            () =>
                [
                    Field("id", BuiltInScalars.Int, PropertyResolver.From<object>(item => item)),
                    Batch(
                        "slow",
                        BuiltInScalars.Int,
                        batch =>
                        {
                            calls.Enqueue($"slow × {batch.Count}");
                            for (var i = 0; i < batch.Count; i++)
                            {
                                batch.SetResult(i, batch.Parents[i]);
                            }
                        }
                    ),
                    Field(
                        "gated",
                        BuiltInScalars.Int,
                        BatchResolver.From(
                            async (batch, cancel) =>
                            {
                                calls.Enqueue("gated");
                                await gate.Task.WaitAsync(cancel);
                                batch.SetResult(0, 7);
                            }
                        )
                    ),
                ]
        );

    Schema Things =>
        Payloads.Schema(
            Field("items", ListType.Of(Item), () => new object[] { 1, 2, 3 }),
            Field("item", Item, () => 1)
        );

    [Fact]
    public async Task Nothing_deferred_runs_before_the_first_payload_is_there_and_the_next_is_asked_for()
    {
        var output = new ArrayBufferWriter<byte>();
        var executor = new RequestExecutor(Things, new(), TimeProvider.System);

        var (summary, more) = await executor.ExecuteInPartsAsync(
            RequestOf("{ item { id ... @defer { slow } } }"),
            null,
            output,
            TestContext.Current.CancellationToken
        );

        Assert.Empty(calls);
        Assert.Equal(ExecutionStatus.Executed, summary.Status);
        Assert.StartsWith("""{"data":{"item":{"id":1}},""", Encoding.UTF8.GetString(output.WrittenSpan));
        await foreach (var _ in more!)
        {
            Assert.Equal(["slow × 1"], calls);
        }
    }

    [Theory]
    [InlineData("{ items { id ... @defer { slow } } }")]
    [InlineData("{ items @stream { id slow } }")]
    [InlineData("{ items @stream { id ... @defer { slow } } }")]
    public async Task What_is_deferred_in_a_list_is_resolved_in_one_batch(string document)
    {
        await Things.AskInPartsAsync(document);

        Assert.Equal(["slow × 3"], calls);
    }

    [Fact]
    public async Task A_slow_part_keeps_no_other_back()
    {
        var executor = new RequestExecutor(Things, new(), TimeProvider.System);
        var (_, more) = await executor.ExecuteInPartsAsync(
            RequestOf("""{ item { ... @defer(label: "gated") { gated } ... @defer(label: "slow") { slow } } }"""),
            null,
            new ArrayBufferWriter<byte>(),
            TestContext.Current.CancellationToken
        );

        await using var payloads = more!.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await payloads.MoveNextAsync());
        var first = Encoding.UTF8.GetString(payloads.Current.Span);
        gate.SetResult();
        Assert.True(await payloads.MoveNextAsync());

        Assert.Equal(
            """{"incremental":[{"id":"1","data":{"slow":1}}],"completed":[{"id":"1"}],"hasNext":true}""",
            first
        );
        Assert.Equal(
            """{"incremental":[{"id":"0","data":{"gated":7}}],"completed":[{"id":"0"}],"hasNext":false}""",
            Encoding.UTF8.GetString(payloads.Current.Span)
        );
        Assert.False(await payloads.MoveNextAsync());
    }

    [Fact]
    public async Task When_the_time_runs_out_what_is_pending_is_completed_with_an_error()
    {
        var payloads = await Things.AskInPartsAsync(
            "{ item { id ... @defer { gated } } }",
            options: new() { Execution = new() { Timeout = TimeSpan.FromMilliseconds(100) } }
        );

        Assert.Equal(
            """{"completed":[{"id":"0","errors":[{"message":"The request took longer than 0.1 s.","path":["item"],"extensions":{"code":"TIMEOUT"}}]}],"hasNext":false}""",
            payloads[1]
        );
    }

    [Fact]
    public async Task Who_goes_away_ends_the_work()
    {
        using var gone = new CancellationTokenSource();
        var ended = new TaskCompletionSource();
        var schema = Payloads.Schema(
            Field(
                "endless",
                BuiltInScalars.Int,
                BatchResolver.From(
                    async (_, cancel) =>
                    {
                        await gone.CancelAsync();
                        Assert.True(cancel.IsCancellationRequested);
                        ended.SetResult();
                        cancel.ThrowIfCancellationRequested();
                    }
                )
            )
        );
        var (_, more) = await new RequestExecutor(schema, new(), TimeProvider.System).ExecuteInPartsAsync(
            RequestOf("{ ... @defer { endless } }"),
            null,
            new ArrayBufferWriter<byte>(),
            gone.Token
        );

        await using var payloads = more!.GetAsyncEnumerator(gone.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await payloads.MoveNextAsync());

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Who_stops_reading_ends_the_work()
    {
        var executor = new RequestExecutor(Things, new(), TimeProvider.System);
        var (_, more) = await executor.ExecuteInPartsAsync(
            RequestOf("{ item { ... @defer { slow } ... @defer { gated } } }"),
            null,
            new ArrayBufferWriter<byte>(),
            TestContext.Current.CancellationToken
        );

        // Leaving the loop waits for what still runs, which nobody lets through the gate.
        await foreach (var _ in more!)
        {
            break;
        }

        Assert.False(gate.Task.IsCompleted);
    }

    [Fact]
    public async Task A_mutation_writes_all_before_anything_deferred_is_read()
    {
        var payload = new ObjectType("Payload", () => [Step("now"), Step("later")]);
        var schema = new SchemaBuilder
        {
            Query = new ObjectType("Query", () => [Field("one", BuiltInScalars.Int, () => 1)]),
            Mutation = new ObjectType("Mutation", () => [Step("first", payload), Step("second", payload)]),
            Directives = [.. BuiltInDirectives.All, .. IncrementalDirectives.All],
        }.Build();

        var payloads = await schema.AskInPartsAsync("mutation { first { now ... @defer { later } } second { now } }");

        Assert.Equal(["first", "now", "second", "now", "later"], calls);
        Assert.Equal(2, payloads.Count);
    }

    [Fact]
    public async Task What_resolvers_add_to_the_extensions_later_comes_with_the_payload()
    {
        var schema = Payloads.Schema(
            Field("a", BuiltInScalars.Int, Noting("a")),
            Field("b", BuiltInScalars.Int, Noting("b"))
        );

        var payloads = await schema.AskInPartsAsync("{ a ... @defer { b } }");

        Assert.Contains("""{"data":{"a":1},"extensions":{"a":1},"pending":""", payloads[0], StringComparison.Ordinal);
        Assert.Contains(""","extensions":{"a":1,"b":1},"hasNext":false}""", payloads[1], StringComparison.Ordinal);
    }

    static PropertyResolver Noting(string name) =>
        PropertyResolver.From<object>(
            (_, context) =>
            {
                context.Response.Set(name, 1);
                return 1;
            }
        );

    FieldDefinition Step(string name, ObjectType? type = null) =>
        Batch(
            name,
            (GraphQLType?)type ?? BuiltInScalars.Int,
            batch =>
            {
                calls.Enqueue(name);
                batch.SetResult(0, 1);
            }
        );
}
