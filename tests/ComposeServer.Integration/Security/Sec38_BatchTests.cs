using System.Net.Http.Json;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Security;

/// <summary>Attack 38: many operations in one request, by an array or over one socket.</summary>
public class Sec38_BatchTests(SocialNode social) : IClassFixture<SocialNode>
{
    const int OperationsMax = 100;
    const string Pages =
        "{ postIndex(first: 1000) { edges { node { comments(first: 20) { edges { node { text } } } } } } }";

    [Theory]
    [InlineData(11)]
    [InlineData(20_000)]
    public async Task An_array_beyond_the_limit_is_refused_and_reaches_no_database(int count)
    {
        using var statements = new StatementCount(social.Node.Database.Name);
        using var content = JsonContent.Create(Enumerable.Repeat(new { query = "{ postCount }" }, count));

        var answer = await social.Node.Anonymous.PostAsync(content);

        Assert.Equal("LIMIT_EXCEEDED", answer.Code);
        Assert.Equal(0, statements.Count);
    }

    [Fact]
    public async Task An_array_within_an_array_is_refused()
    {
        using var content = JsonContent.Create(new[] { new[] { new { query = "{ postCount }" } } });

        Assert.Equal("BAD_USER_INPUT", (await social.Node.Anonymous.PostAsync(content)).Code);
    }

    [Fact]
    public async Task Costs_of_an_array_are_summed_and_what_goes_beyond_reaches_no_database()
    {
        using var content = JsonContent.Create(Enumerable.Repeat(new { query = Pages }, 10));
        using var statements = new StatementCount(social.Node.Database.Name);

        var answers = (await PostAsync(content)).EnumerateArray().ToList();

        Assert.Equal(10, answers.Count);
        Assert.All(answers.Skip(2), answer => Assert.Equal("COST_EXCEEDED", answer.Text("errors.0.extensions.code")));
        // The two that are executed have no posts, and so no comments.
        Assert.Equal(2, statements.Count);
    }

    [Fact]
    public async Task Many_operations_of_one_document_are_one_execution()
    {
        var document = GraphQLDoor.Joined(1_000, i => $"query Q{i} {{ postCount }}");
        using var statements = new StatementCount(social.Node.Database.Name);
        using var content = JsonContent.Create(new { query = document, operationName = "Q7" });

        Assert.Equal(0, (await social.Node.Anonymous.PostAsync(content)).Data.Number("postCount"));
        await social.Node.RefuseQuicklyAsync(document, "OPERATION_RESOLUTION_FAILURE");
        Assert.Equal(1, statements.Count);
    }

    [Fact]
    public async Task A_socket_takes_so_many_operations_and_goes_on_when_one_more_is_refused()
    {
        using var socket = await SocketClient.OpenAsync(social.Node);

        for (var i = 0; i <= OperationsMax; i++)
            await socket.SubscribeAsync($"{i}", "subscription { postChanged { id } }");
        var refused = await socket.ReceiveAsync();

        Assert.Equal(($"{OperationsMax}", "error"), (refused.Text("id"), refused.Text("type")));
        Assert.Equal("LIMIT_EXCEEDED", refused.Text("payload.0.extensions.code"));
        await socket.SendAsync("""{"id":"0","type":"complete"}""");
        await socket.SubscribeAsync("again", "{ postCount }");
        Assert.Equal("again", (await socket.ReceiveAsync()).Text("id"));
    }

    async Task<JsonElement> PostAsync(HttpContent content)
    {
        using var answer = await social.Node.Http.PostAsync("/graphql", content);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
