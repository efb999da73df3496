using System.Text;
using System.Text.Json;
using ComposeServer.Cli;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Tests.Cli;

/// <summary>Nodes that answer what no good node answers.</summary>
public sealed class OddNodeTests : IAsyncLifetime
{
    const string Mutation = "mutation { createPost(input: {}) { document { id } } }";

    static readonly string Key = new('7', 64);
    static readonly Block Payload = Block.Of(Multicodec.DagCbor, new byte[] { 0xa0 });

    readonly List<string> asked = [];
    WebApplication node = null!;
    Func<HttpContext, Task> answer = _ => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        node = builder.Build();
        node.Run(async http =>
        {
            using var body = new StreamReader(http.Request.Body);
            asked.Add(await body.ReadToEndAsync());
            await answer(http);
        });
        await node.StartAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task A_block_is_signed_when_the_header_is_that_of_the_key()
    {
        answer = Prepare(HeaderOf(Key), Payload.Cid.ToString());

        await ExecuteAsync();

        Assert.Equal(2, asked.Count);
        Assert.Contains("\"signature\":\"", asked[1]);
    }

    [Fact]
    public async Task Nothing_is_signed_with_the_header_of_another_key()
    {
        answer = Prepare(HeaderOf(new('8', 64)), Payload.Cid.ToString());

        var run = await ExecuteAsync();

        Assert.Equal((ExitCode.Failed, ""), (run.Exit, run.Out));
        Assert.Contains("SIGNING_REFUSED: the node wants event 0 signed as ", run.Words);
        Assert.Single(asked);
    }

    [Fact]
    public async Task Nothing_is_signed_under_a_capability_that_this_key_does_not_use()
    {
        using var signer = new Ed25519Signer(Convert.FromHexString(Key));
        answer = Prepare(
            Encoding.UTF8.GetString(ProtectedHeader.Write(signer.Algorithm, signer.Kid, Payload.Cid)),
            Payload.Cid.ToString()
        );

        Assert.Contains("SIGNING_REFUSED: ", (await ExecuteAsync()).Words);
        Assert.Single(asked);
    }

    [Fact]
    public async Task A_block_under_another_name_is_not_signed()
    {
        answer = Prepare(HeaderOf(Key), Block.Of(Multicodec.DagCbor, new byte[] { 0x80 }).Cid.ToString());

        var run = await ExecuteAsync();

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("NODE_ANSWER_INVALID: an event that the node wants signed is named ", run.Words);
        Assert.Single(asked);
    }

    [Theory]
    [InlineData("""{"extensions":{"signing":{"events":[1]}},"data":null}""")]
    [InlineData("""{"extensions":{"signing":{"events":[{"id":"0","block":"?"}]}},"data":null}""")]
    [InlineData("""{"extensions":{"signing":{"events":[{"id":0,"block":"oA"}]}},"data":null}""")]
    [InlineData("""{"extensions":{"signing":{"events":[{"id":"\ud800","block":"oA"}]}},"data":null}""")]
    public async Task Malformed_events_are_an_error_with_a_code(string response)
    {
        answer = http => http.Response.WriteAsync(response);

        var run = await ExecuteAsync();

        Assert.Equal((ExitCode.Failed, ""), (run.Exit, run.Out));
        Assert.Contains("NODE_ANSWER_INVALID: an event that the node wants signed has no id and block", run.Words);
    }

    [Theory]
    [InlineData("""{"extensions":1,"data":null}""")]
    [InlineData("""{"extensions":{"signing":1},"data":null}""")]
    [InlineData("""{"extensions":{"signing":{"events":{}}},"data":null}""")]
    [InlineData("""{"errors":[1,{"message":2},{"message":"\ud800","extensions":3}],"data":null}""")]
    [InlineData("""{"errors":1,"data":null}""")]
    public async Task An_answer_of_another_shape_is_shown_and_crashes_nothing(string response)
    {
        answer = http => http.Response.WriteAsync(response);

        var run = await ExecuteAsync();

        Assert.DoesNotContain("INTERNAL", run.Words);
        Assert.Equal(JsonValueKind.Object, JsonElement.Parse(run.Out).ValueKind);
    }

    [Fact]
    public async Task A_page_that_is_no_answer_is_told_with_address_status_and_its_beginning()
    {
        answer = http =>
        {
            http.Response.StatusCode = 404;
            return http.Response.WriteAsync("Cannot POST /graphql " + new string('x', 100_000));
        };

        var run = await ExecuteAsync();

        Assert.Equal((ExitCode.Failed, ""), (run.Exit, run.Out));
        Assert.Contains(
            $"NODE_REFUSED: POST {node.Urls.Single()}/graphql answered 404: Cannot POST /graphql xxx",
            run.Words
        );
        Assert.InRange(run.Words.Length, 0, 1000);
    }

    [Fact]
    public async Task What_a_node_says_does_not_move_the_cursor_of_the_terminal()
    {
        answer = http => http.Response.WriteAsync("""{"errors":[{"message":"a\u001b[2Jb\rc"}],"data":null}""");

        Assert.Contains("NODE_REFUSED: a [2Jb c\n", (await ExecuteAsync()).Words);
    }

    [Fact]
    public async Task Another_address_that_a_node_points_to_is_not_asked()
    {
        answer = http =>
        {
            http.Response.Redirect("http://127.0.0.1:1/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };

        Assert.Contains("NODE_REFUSED: POST ", (await ExecuteAsync()).Words);
        Assert.Single(asked);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"edges\":[],\"pageInfo\":{\"hasNextPage\":true}}")]
    [InlineData("{\"edges\":[{\"node\":{}}],\"pageInfo\":{}}")]
    [InlineData("{\"edges\":[{\"node\":{\"log\":[{\"cid\":\"x\"}],\"content\":{}}}],\"pageInfo\":{}}")]
    [InlineData("no JSON")]
    public async Task A_page_of_models_that_is_none_is_an_error_with_a_code(string body)
    {
        answer = http => http.Response.WriteAsync(body);

        var run = await CommandLineRun.Of(["model:list", "-c", node.Urls.Single()]);

        Assert.Equal((ExitCode.Failed, ""), (run.Exit, run.Out));
        Assert.StartsWith("NODE_ANSWER_INVALID: ", run.Words);
    }

    [Theory]
    [InlineData("model:controller", """{"state":{"metadata":1}}""")]
    [InlineData("model:controller", """{"state":{"metadata":{"controllers":[]}}}""")]
    [InlineData("model:controller", """{"state":{"metadata":{"controllers":[1]}}}""")]
    [InlineData("model:content", """{"state":{}}""")]
    [InlineData("model:content", """{"state":[]}""")]
    [InlineData("composite:from-model", """{"commits":[1]}""")]
    [InlineData("composite:from-model", """{"commits":[{"value":{"jws":{}}}]}""")]
    public async Task A_state_or_a_log_that_is_none_is_an_error_with_a_code(string command, string body)
    {
        const string Model = "kjzl6hvfrbw6c72nshi5tcnak00adb6yby38u8spmvwa62i7olsgfke4acxf6m2";
        answer = http => http.Response.WriteAsync(body);

        var run = await CommandLineRun.Of([command, Model, "-c", node.Urls.Single()]);

        Assert.Equal((ExitCode.Failed, ""), (run.Exit, run.Out));
        Assert.StartsWith("NODE_ANSWER_INVALID: ", run.Words);
    }

    [Fact]
    public async Task Models_are_listed_page_by_page()
    {
        answer = http =>
            http.Response.WriteAsync(
                asked[^1].Contains("\"after\":\"next\"", StringComparison.Ordinal)
                    ? Page("B", "null")
                    : Page("A", "true")
            );

        var run = await CommandLineRun.Of(["model:list", "-c", node.Urls.Single()]);

        Assert.Equal(ExitCode.Ok, run.Exit);
        Assert.Equal(
            ["A", "B"],
            run.Out.TrimEnd('\n').Split('\n').Select(line => JsonElement.Parse(line).GetProperty("name").GetString())
        );
        Assert.All(asked, body => Assert.Contains("\"models\":[\"kh4q0ozorrgaq2mezktnrmdwleo1d\"]", body));
    }

    static string Page(string name, string hasNext) =>
        $$$"""
            {"edges":[{"cursor":"c","node":{"log":[{"cid":"{{{Payload.Cid}}}"}],"content":{"name":"{{{name}}}"}}
            },{"cursor":"d","node":null}],
            "pageInfo":{"hasNextPage":{{{hasNext}}},"endCursor":"next"}}
            """;

    Task<CommandLineRun> ExecuteAsync() =>
        CommandLineRun.Of(["graphql:execute", Mutation, "-k", Key, "-c", node.Urls.Single()]);

    static string HeaderOf(string key)
    {
        using var signer = new Ed25519Signer(Convert.FromHexString(key));
        return Encoding.UTF8.GetString(ProtectedHeader.Write(signer.Algorithm, signer.Kid));
    }

    static Func<HttpContext, Task> Prepare(string header, string cid) =>
        http =>
            http.Response.WriteAsJsonAsync(
                new
                {
                    data = (object?)null,
                    extensions = new
                    {
                        signing = new
                        {
                            events = new[]
                            {
                                new
                                {
                                    id = "0",
                                    block = Base64Url.Encode(Payload.Bytes.Span),
                                    cid,
                                    @protected = header,
                                },
                            },
                        },
                    },
                }
            );
}
