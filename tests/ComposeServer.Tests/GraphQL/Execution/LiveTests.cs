using System.Text.Json;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Tests.GraphQL.Execution;

/// <summary><c>@live</c>, as far as the engine knows it.</summary>
public class LiveTests
{
    static Schema Live { get; } =
        new SchemaBuilder
        {
            Query = new("Query", () => [Requests.Field("one", BuiltInScalars.Int, () => 1)]),
            Directives = [.. BuiltInDirectives.All, LiveDirective.Definition],
        }.Build();

    [Theory]
    [InlineData("query @live { one }", null, 100)]
    [InlineData("query @live(throttle: 2000) { one }", null, 2000)]
    [InlineData("query @live(throttle: -5) { one }", null, 0)]
    [InlineData(
        "query($on: Boolean!, $ms: Int!) @live(if: $on, throttle: $ms) { one }",
        """{"on":true,"ms":300}""",
        300
    )]
    public async Task A_live_query_is_announced_to_who_can_answer_again(string query, string? variables, int pause)
    {
        var (response, summary) = await AskAsync(query, variables, announces: true);

        Assert.Equal((TimeSpan.FromMilliseconds(pause), ""), (summary.LivePause, response));
        Assert.True(summary.IsLive);
    }

    [Theory]
    [InlineData("query @live { one }", null, false)]
    [InlineData("query @live(if: false) { one }", null, true)]
    [InlineData("query($on: Boolean!) @live(if: $on) { one }", """{"on":false}""", true)]
    [InlineData("{ one }", null, true)]
    public async Task Others_are_answered_at_once(string query, string? variables, bool announces)
    {
        var (response, summary) = await AskAsync(query, variables, announces);

        Assert.Equal(("""{"data":{"one":1}}""", false), (response, summary.IsLive));
    }

    [Theory]
    [InlineData("query @live(if: null) { one }", ExecutionStatus.ValidationFailed)]
    [InlineData("query($on: Boolean!) @live(if: $on) { one }", ExecutionStatus.VariablesRefused)]
    [InlineData("{ one @live }", ExecutionStatus.ValidationFailed)]
    public async Task A_live_query_that_is_wrong_is_refused_first(string query, ExecutionStatus status)
    {
        var (_, summary) = await AskAsync(query, null, announces: true);

        Assert.Equal((status, false), (summary.Status, summary.IsLive));
    }

    [Fact]
    public async Task A_schema_without_the_directive_does_not_know_it()
    {
        var schema = Requests.Schema(Requests.Field("one", BuiltInScalars.Int, () => 1));

        Assert.Contains("Unknown directive \\\"@live\\\".", await schema.AskAsync("query @live { one }"));
    }

    static Task<(string Response, ExecutionSummary Summary)> AskAsync(
        string query,
        string? variables,
        bool announces
    ) =>
        Live.SendAsync(
            GraphQLRequest.Of(query, null, variables is null ? null : JsonElement.Parse(variables)) with
            {
                AnnouncesLive = announces,
            }
        );
}
