using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Security;

/// <summary>Attack 40: a schema that the operator does not show, asked for at every door.</summary>
public sealed class Sec40_HiddenSchemaTests : IAsyncLifetime
{
    const string Sdl = """
        type Secret @createModel(accountRelation: LIST, description: "Not for everyone") {
          codeword: String! @string(maxLength: 100)
        }
        """;

    TestNode _node = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await TestNode.StartAsync(configure: options => options with { Introspection = false });
        await _node.DeployAsync(Sdl);
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Theory]
    [InlineData("{ __schema { types { name } } }")]
    [InlineData("{ __type(name: \"Secret\") { fields { name } } }")]
    [InlineData("{ a: __schema { queryType { name } } }")]
    [InlineData("{ ...F } fragment F on Query { ... { __schema { __typename } } }")]
    [InlineData("query ($a: Boolean = false) { __schema @include(if: $a) { __typename } secretCount }")]
    [InlineData("mutation { __schema { __typename } }")]
    public async Task Introspection_is_refused(string document)
    {
        var answer = await _node.Anonymous.AskAsync(document);
        using var byLink = await _node.Http.GetAsync($"/graphql?query={Uri.EscapeDataString(document)}");

        Assert.DoesNotContain("codeword", answer.Body.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(answer.Code, (string[])["INTROSPECTION_DISABLED", "GRAPHQL_VALIDATION_FAILED"]);
        Assert.DoesNotContain("codeword", await byLink.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/graphql?sdl")]
    [InlineData("/graphql?sdl=exact")]
    [InlineData("/graphql/schema.graphql")]
    [InlineData("/graphql?sdl&query=%7BsecretCount%7D")]
    public async Task So_is_the_schema_as_text(string path)
    {
        using var answer = await _node.Http.GetAsync(path);
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("INTROSPECTION_DISABLED", JsonElement.Parse(body).Text("errors.0.extensions.code"));
        Assert.Null(answer.Headers.ETag);
    }

    [Theory]
    [InlineData("{ secretCoun }", "secretCount")]
    [InlineData("{ secretIndex(first: 1) { edges { node { codewor } } } }", "codeword")]
    [InlineData("{ secretIndex(firs: 1) { edges { cursor } } }", "first")]
    [InlineData("query ($a: SecretInpu) { secretCount }", "SecretInput")]
    [InlineData("{ secretIndex(first: 1, sorting: {codewor: ASC}) { edges { cursor } } }", "codeword")]
    public async Task No_message_says_what_a_name_might_have_been(string document, string name)
    {
        var answer = await _node.Anonymous.AskAsync(document);

        Assert.NotEmpty(answer.Errors);
        Assert.DoesNotContain(name, answer.Body.GetRawText().Replace(document, "", StringComparison.Ordinal));
        Assert.DoesNotContain("Did you mean", answer.Body.GetRawText());
    }

    [Fact]
    public async Task Nor_does_one_over_a_socket()
    {
        using var socket = await SocketClient.OpenAsync(_node);
        await socket.SubscribeAsync("1", "{ __schema { types { name } } }");
        var introspection = await socket.ReceiveAsync();
        await socket.SubscribeAsync("2", "subscription { secretChange { id } }");
        var near = await socket.ReceiveAsync();

        Assert.Equal("INTROSPECTION_DISABLED", introspection.Text("payload.0.extensions.code"));
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", near.Text("payload.0.extensions.code"));
        Assert.DoesNotContain("secretChanged", near.GetRawText());
    }

    [Fact]
    public async Task What_is_no_secret_is_answered()
    {
        using var content = JsonContent.Create(new { query = "{ __typename secretCount }" });

        Assert.Equal("Query", (await _node.Anonymous.PostAsync(content)).Data.Text("__typename"));
    }
}
