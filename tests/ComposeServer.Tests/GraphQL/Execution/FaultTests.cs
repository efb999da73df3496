using System.Text.Json;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;
using static ComposeServer.Tests.GraphQL.Execution.Requests;

namespace ComposeServer.Tests.GraphQL.Execution;

public class FaultTests
{
    static readonly Func<object?> Broken = () => throw new InvalidOperationException("secret");

    public static TheoryData<string> Places => ["property", "batch", "items", "serialise", "type", "value"];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task An_unexpected_exception_is_masked_wherever_it_comes_from(string place)
    {
        var told = new List<(Exception Exception, string TraceId)>();
        var options = new ExecutionOptions { OnFault = (exception, traceId) => told.Add((exception, traceId)) };

        var response = await Schema()
            .AskAsync($"{{ {place}{(place == "type" ? " { __typename }" : "")} fine }}", options);

        using var json = JsonDocument.Parse(response);
        var error = Assert.Single(json.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal("Unexpected error.", error.GetProperty("message").GetString());
        Assert.Equal(ErrorCodes.Internal, error.GetProperty("extensions").GetProperty("code").GetString());
        var (exception, id) = Assert.Single(told);
        Assert.Equal("secret", exception.Message);
        Assert.Equal(id, error.GetProperty("extensions").GetProperty("traceId").GetString());
        Assert.DoesNotContain("secret", response, StringComparison.Ordinal);
        Assert.Equal(1, json.RootElement.GetProperty("data").GetProperty("fine").GetInt32());
    }

    [Fact]
    public async Task In_development_its_text_is_shown()
    {
        var response = await Schema().AskAsync("{ property }", new ExecutionOptions { ShowsFaults = true });

        Assert.Contains("\"message\":\"secret\"", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runner_of_rounds_that_fails_fails_the_fields_of_the_round()
    {
        var response = await Schema().AskAsync("{ batch other: batch fine }", new() { Rounds = new FailingRounds() });

        Assert.Equal(2, response.Split("Unexpected error.").Length - 1);
        Assert.EndsWith("\"data\":{\"batch\":null,\"other\":null,\"fine\":1}}", response);
    }

    [Fact]
    public async Task A_long_message_is_cut()
    {
        var text = new string('x', 1_000_000);
        var schema = Requests.Schema(
            Field("a", BuiltInScalars.Int, () => new GraphQLError(text, ErrorCodes.NotFound)),
            Field("b", BuiltInScalars.Int, () => text)
        );

        var response = await schema.AskAsync("{ a b }");
        var refused = await schema.AskAsync("query ($v: Int) { a @skip(if: $v) }", variables: $$"""{"v":"{{text}}"}""");

        Assert.InRange(response.Length, ResponseWriter.MessageLengthMax, 3 * ResponseWriter.MessageLengthMax);
        Assert.InRange(refused.Length, 1, 3 * ResponseWriter.MessageLengthMax);
    }

    static Schema Schema() =>
        Requests.Schema(
            Field("fine", BuiltInScalars.Int, () => 1),
            Field("property", BuiltInScalars.Int, Broken),
            Batch("batch", BuiltInScalars.Int, _ => Broken()),
            Field("items", ListType.Of(BuiltInScalars.Int), () => Enumerable.Range(0, 3).Select(_ => Broken())),
            Field("serialise", new ScalarType("Picky", new PickyCoercion()), () => 1),
            Field("value", BuiltInScalars.Int, () => new InvalidOperationException("secret")),
            Field(
                "type",
                new UnionType(
                    "Anything",
                    () => [new ObjectType("Thing", () => [Field("x", BuiltInScalars.Int, () => 1)])]
                )
                {
                    ResolveType = (_, _) => (string?)Broken(),
                },
                () => 1
            )
        );

    sealed class PickyCoercion : ScalarCoercion
    {
        public override LeafResult ParseUntyped(object? value) => LeafResult.Of(value);

        public override LeafResult Serialize(object value) => (LeafResult)Broken()!;
    }

    sealed class FailingRounds : IRoundRunner
    {
        public ValueTask RunAsync(IReadOnlyList<FieldBatch> round, CancellationToken cancel) =>
            throw new InvalidOperationException("secret");
    }
}
