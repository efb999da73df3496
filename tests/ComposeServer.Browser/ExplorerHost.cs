using System.Buffers;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;
using ComposeServer.Server.Explorer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ComposeServer.Browser;

/// <summary>The explorer and a GraphQL endpoint at one address, over real HTTP on a free port of this machine.</summary>
sealed class ExplorerHost : IAsyncDisposable
{
    /// <summary>Plain words of the description of <c>Query</c>, shown beside its hostile ones.</summary>
    public const string Described = "What people wrote";

    /// <summary>Runs a script and fetches from afar wherever text is taken for HTML or Markdown.</summary>
    public const string Hostile =
        "<svg/onload=alert(1)><script>alert(2)</script><img/src=http://a.example/>![b](http://b.example/c.png)";

    const string Sdl = $$""""
        """
        {{Described}}. {{Hostile}}
        """
        type Query {
          notes: [Note!]!
          hostile: String!
        }

        type Note {
          title: String!
        }
        """";

    readonly WebApplication app;

    ExplorerHost(WebApplication app) => this.app = app;

    /// <summary>Origin, without a slash at its end.</summary>
    public string BaseUrl =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<ExplorerHost> StartAsync(ExplorerKind kind)
    {
        var executor = new RequestExecutor(
            SchemaFromSdl.Build(Sdl).Schema!,
            new ExecutionOptions(),
            TimeProvider.System
        );
        var root = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["notes"] = new[] { new Dictionary<string, object?>(StringComparer.Ordinal) { ["title"] = "First" } },
            ["hostile"] = Hostile,
        };

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapExplorer("/graphql", new ExplorerOptions { Kind = kind, HasSchema = name => name == "notes" });
        app.Map("/graphql/{schema?}", context => AnswerAsync(context, executor, root));
        await app.StartAsync();
        return new(app);
    }

    static async Task AnswerAsync(HttpContext context, RequestExecutor executor, object root)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var output = new ArrayBufferWriter<byte>();
        if (GraphQLRequest.TryRead(body.ToArray(), out var request, out var error))
            await executor.ExecuteAsync(request with { RootValue = root }, state: null, output, context.RequestAborted);
        else
            throw new BadHttpRequestException(error.Message);
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.BodyWriter.WriteAsync(output.WrittenMemory, context.RequestAborted);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
