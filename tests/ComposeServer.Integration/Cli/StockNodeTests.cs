using System.Text.Json;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Integration.Cli;

/// <summary>A node without our additions, as the JS node is: the same calls, but composites are unknown to it.</summary>
public sealed class StockNodeTests : IAsyncLifetime
{
    const string OurAddition = "/api/v0/admin/composites";

    readonly TemporaryFolder folder = new();
    readonly HttpClient forward = new();
    TestNode node = null!;
    WebApplication stock = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        stock = builder.Build();
        stock.Run(ForwardAsync);
        await stock.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await stock.DisposeAsync();
        await node.DisposeAsync();
        forward.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Deploying_creates_and_indexes_the_models_and_says_that_nothing_is_served()
    {
        var key = Convert.ToHexStringLower(Seeds.Of("key of admin"));
        string[] there = ["-c", stock.Urls.Single(), "-k", key];
        var schema = Path.Combine(Repository.Root, "schemas", "examples", "notes.graphql");
        var composite = Path.Combine(folder.FullName, "notes.json");

        var created = await Executable.RunAsync(["composite:create", schema, "-o", composite, "--no-index", .. there]);
        var deployed = await Executable.RunAsync(["composite:deploy", composite, .. there]);

        Assert.True(created.Exit == 0, created.Words);
        Assert.Equal(0, deployed.Exit);
        Assert.EndsWith(
            "The models are created and indexed. This node serves no GraphQL itself: compile the composite for a client.\n",
            deployed.Words
        );
        var models = JsonSerializer.Deserialize<string[]>(deployed.Out)!;
        var count = await node.Api.PostAsync("collection/count", new { models });
        JsonAssert.Equal(new { count = 0 }, count.Ok);
    }

    async Task ForwardAsync(HttpContext http)
    {
        if (http.Request.Path == OurAddition)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync($"<pre>Cannot POST {OurAddition}</pre>");
            return;
        }

        using var request = new HttpRequestMessage(
            new(http.Request.Method),
            new Uri(node.Address, http.Request.Path + http.Request.QueryString)
        );
        if (HttpMethods.IsPost(http.Request.Method))
        {
            request.Content = new StreamContent(http.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", http.Request.ContentType);
        }

        using var answer = await forward.SendAsync(request);
        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(http.Response.Body);
    }
}
