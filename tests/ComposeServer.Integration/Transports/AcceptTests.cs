using System.Net.Http.Json;
using ComposeServer.Server.Host;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Transports;

/// <summary>The media type of answers to callers that name none, which an operator may choose.</summary>
public sealed class AcceptTests : IAsyncLifetime
{
    const string Json = "application/json";
    const string GraphQLResponse = "application/graphql-response+json";

    TestNode _older = null!;
    TestNode _newer = null!;

    public async ValueTask InitializeAsync()
    {
        _older = await TestNode.StartAsync();
        _newer = await TestNode.StartAsync(configure: options =>
            Settings.All.Single(setting => setting.Key == "acceptDefault").Apply(options, ["graphql-response"])
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _older.DisposeAsync();
        await _newer.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("text/html, */*;q=0.1")]
    public async Task Who_names_no_type_gets_the_one_that_is_set(string? accept)
    {
        Assert.Equal((200, Json), await AskAsync(_older, accept, "{ __typename }"));
        Assert.Equal((200, GraphQLResponse), await AskAsync(_newer, accept, "{ __typename }"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    public async Task With_the_type_comes_its_status_of_what_is_refused(string? accept)
    {
        Assert.Equal((200, Json), await AskAsync(_older, accept, "{ absent }"));
        Assert.Equal((400, GraphQLResponse), await AskAsync(_newer, accept, "{ absent }"));
    }

    [Theory]
    [InlineData(Json, Json)]
    [InlineData(GraphQLResponse, GraphQLResponse)]
    [InlineData("application/json, */*;q=0.1", Json)]
    [InlineData("*/*;q=0.1, application/graphql-response+json;q=0.9", GraphQLResponse)]
    public async Task Who_names_a_type_gets_that(string accept, string type)
    {
        Assert.Equal((200, type), await AskAsync(_older, accept, "{ __typename }"));
        Assert.Equal((200, type), await AskAsync(_newer, accept, "{ __typename }"));
    }

    static async Task<(int Status, string? Type)> AskAsync(TestNode node, string? accept, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query }),
        };
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await node.Http.SendAsync(request);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType);
    }
}
