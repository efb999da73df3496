using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ComposeServer.Integration.Schemas;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Transports;

public class BatchTests(SchemaNode schemas) : IClassFixture<SchemaNode>
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task An_array_of_requests_is_answered_by_an_array_in_the_same_order(int count)
    {
        var (status, answer) = await PostAsync(Requests(count));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            Enumerable.Range(0, count).Select(i => $"r{i}"),
            answer.EnumerateArray().Select(item => item.At("data").EnumerateObject().Single().Name)
        );
    }

    [Theory]
    [InlineData(11)]
    [InlineData(1_000)]
    public async Task More_requests_than_the_limit_are_refused_and_none_is_executed(int count)
    {
        var (status, answer) = await PostAsync(Requests(count));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("LIMIT_EXCEEDED", answer.Text("errors.0.extensions.code"));
        Assert.Contains("10 are taken at most", answer.Text("errors.0.message"));
    }

    [Fact]
    public async Task An_empty_array_is_refused()
    {
        var (status, answer) = await PostAsync([]);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BAD_USER_INPUT", answer.Text("errors.0.extensions.code"));
    }

    [Fact]
    public async Task One_bad_request_of_an_array_does_not_take_its_neighbours_down()
    {
        var (status, answer) = await PostAsync([Request("{ __typename }"), Request("{ nonsense }")]);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Query", answer.Text("0.data.__typename"));
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", answer.Text("1.errors.0.extensions.code"));
    }

    [Fact]
    public async Task An_element_that_is_no_request_fails_the_array()
    {
        var (status, answer) = await PostAsync([Request("{ __typename }"), 5]);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BAD_USER_INPUT", answer.Text("errors.0.extensions.code"));
    }

    [Fact]
    public async Task A_server_can_refuse_arrays()
    {
        await using var node = await TestNode.StartAsync(configure: options => options with { BatchMax = 0 });

        using var answer = await node.Http.PostAsJsonAsync("/graphql", Requests(1));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    static object[] Requests(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Request($"{{ r{i}: __typename }}"))];

    static object Request(string query) => new { query };

    async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(object[] requests)
    {
        using var answer = await schemas.Node.Http.PostAsJsonAsync("/graphql", requests);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
