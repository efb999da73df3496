using System.Buffers;
using System.Text;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;
using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Execution;

public class SubscriptionTests
{
    static readonly ArgumentDefinition Until = new("until", NonNullType.Of(BuiltInScalars.Int));

    [Fact]
    [Specification("6.2.3", Shows.Kept)]
    [Specification("6.2.3.2", Shows.Kept)]
    public async Task Each_event_of_the_source_is_answered_by_an_execution_of_its_own()
    {
        var (answers, _) = await ListenAsync("subscription { count(until: 3) }");

        Assert.Equal(["""{"data":{"count":1}}""", """{"data":{"count":2}}""", """{"data":{"count":3}}"""], answers);
    }

    [Fact]
    [Specification("6.2.3.1", Shows.Kept)]
    public async Task Variables_reach_the_source()
    {
        var (answers, _) = await ListenAsync("subscription Named($n: Int!) { n: count(until: $n) }", """{"n": 1}""");

        Assert.Equal(["""{"data":{"n":1}}"""], answers);
    }

    [Theory]
    [InlineData("subscription { nonsense }", null, ErrorCodes.ValidationFailed)]
    [InlineData("subscription {", null, ErrorCodes.ParseFailed)]
    [InlineData("subscription ($n: Int!) { count(until: $n) }", null, ErrorCodes.BadUserInput)]
    [InlineData("{ one }", null, ErrorCodes.BadUserInput)]
    [InlineData("subscription { count(until: -1) }", null, ErrorCodes.InvalidCursor)]
    [InlineData("subscription { sourceless }", null, ErrorCodes.ValidationFailed)]
    [Specification("6.2.3", Shows.Broken)]
    public async Task A_subscription_that_cannot_be_opened_is_refused(string query, string? variables, string code)
    {
        var (answers, summary) = await ListenAsync(query, variables);

        Assert.Equal(code, summary.ErrorCode);
        Assert.Contains($"\"code\":\"{code}\"", Assert.Single(answers));
    }

    [Fact]
    [Specification("6.2.3.2", Shows.Broken)]
    public async Task A_field_that_fails_for_one_event_does_not_end_the_subscription()
    {
        var (answers, _) = await ListenAsync("subscription { odd(until: 3) }");

        Assert.Equal(3, answers.Count);
        Assert.Equal("""{"data":{"odd":1}}""", answers[0]);
        Assert.Contains("even", answers[1]);
        Assert.Equal("""{"data":{"odd":3}}""", answers[2]);
    }

    [Fact]
    [Specification("6.2.3.1", Shows.Broken)]
    public async Task A_source_that_fails_ends_the_subscription_with_an_error_that_shows_nothing_inside()
    {
        var (answers, _) = await ListenAsync("subscription { broken(until: 2) }");

        Assert.Equal(3, answers.Count);
        Assert.Contains("\"code\":\"INTERNAL\"", answers[2]);
        Assert.DoesNotContain("secret", answers[2]);
    }

    [Fact]
    [Specification("6.2.3.3", Shows.Kept)]
    public async Task Who_stops_listening_stops_the_source()
    {
        var ended = new TaskCompletionSource();
        var schema = SchemaOf(
            new FieldDefinition("endless", BuiltInScalars.Int)
            {
                Resolver = PropertyResolver.From<int>(value => value),
                Source = (_, _) => ValueTask.FromResult(EndlessAsync(ended)),
            }
        );
        var (subscription, _) = await new RequestExecutor(schema, new(), TimeProvider.System).SubscribeAsync(
            GraphQLRequest.Of("subscription { endless }"),
            () => null,
            new ArrayBufferWriter<byte>(),
            execute: null,
            CancellationToken.None
        );

        using var end = new CancellationTokenSource();
        await foreach (var _ in subscription!.Answers.WithCancellation(end.Token))
            break;

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    static async Task<(List<string> Answers, ExecutionSummary Summary)> ListenAsync(
        string query,
        string? variables = null
    )
    {
        var schema = SchemaOf(
            Counting("count", value => value, CountAsync),
            Counting(
                "odd",
                value => value % 2 == 1 ? value : new GraphQLError("even", ErrorCodes.BadUserInput),
                CountAsync
            ),
            Counting("broken", value => value, BrokenAsync),
            new FieldDefinition("sourceless", BuiltInScalars.Int)
        );
        var output = new ArrayBufferWriter<byte>();
        var request = GraphQLRequest.Of(
            query,
            null,
            variables is null ? null : System.Text.Json.JsonElement.Parse(variables)
        );
        var (subscription, summary) = await new RequestExecutor(schema, new(), TimeProvider.System).SubscribeAsync(
            request,
            () => null,
            output,
            execute: null,
            CancellationToken.None
        );
        if (subscription is null)
            return ([Encoding.UTF8.GetString(output.WrittenSpan)], summary);
        var answers = new List<string>();
        await foreach (var answer in subscription.Answers)
            answers.Add(Encoding.UTF8.GetString(answer.Json.Span));
        return (answers, summary);
    }

    static Schema SchemaOf(params FieldDefinition[] fields) =>
        new SchemaBuilder
        {
            Query = new("Query", () => [new FieldDefinition("one", BuiltInScalars.Int)]),
            Subscription = new("Subscription", () => fields),
        }.Build();

    static FieldDefinition Counting(
        string name,
        Func<int, object?> resolve,
        Func<int, IAsyncEnumerable<object>> source
    ) =>
        new(name, BuiltInScalars.Int)
        {
            Arguments = new([Until]),
            Resolver = PropertyResolver.From(resolve),
            Source = (context, _) =>
                context.Arguments["until"] is int and < 0
                    ? throw new GraphQLException("before the beginning", ErrorCodes.InvalidCursor)
                    : ValueTask.FromResult(source((int)context.Arguments["until"]!)),
        };

    static async IAsyncEnumerable<object> CountAsync(int until)
    {
        for (var i = 1; i <= until; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    static async IAsyncEnumerable<object> BrokenAsync(int until)
    {
        await foreach (var value in CountAsync(until))
            yield return value;
        throw new InvalidOperationException("secret");
    }

    static async IAsyncEnumerable<object> EndlessAsync(TaskCompletionSource ended)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }
        finally
        {
            ended.SetResult();
        }
    }
}
