using System.Net.Sockets;
using System.Text;
using ComposeServer.Server.Explorer;
using ComposeServer.Testing.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Tests.Server.Explorer;

/// <summary>The explorer before a GraphQL endpoint that says which requests reach it, over real HTTP; small pages stand for the large ones.</summary>
sealed class ExplorerSetup : IAsyncDisposable
{
    /// <summary>What a person's browser sends.</summary>
    public const string Browser =
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    public const string Secret = "nobody may read this";

    readonly TemporaryFolder folder;
    readonly WebApplication app;
    readonly HttpClient client;

    ExplorerSetup(TemporaryFolder folder, WebApplication app)
    {
        this.folder = folder;
        this.app = app;
        client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.Single()) };
    }

    /// <param name="wanted">What the operator asked for.</param>
    /// <param name="restored">The pages that are there.</param>
    public static async Task<ExplorerSetup> StartAsync(ExplorerKind wanted, params string[] restored)
    {
        var folder = new TemporaryFolder();
        Write(folder, "secret.txt", Secret);
        foreach (var page in restored)
        {
            Write(folder, $"explorer/{page}/index.html", $"<title>{page}</title>");
            Write(folder, $"explorer/{page}/LICENSE", "Terms");
            Write(folder, $"explorer/{page}/favicon.svg", "<svg/>");
            Write(folder, $"explorer/{page}/service-worker.js", "self;");
            Write(folder, $"explorer/{page}/static/js/main.0349187e.js", "main;");
            Write(folder, $"explorer/{page}/static/main.PS3SNMRF.css", "a{}");
            Write(folder, $"explorer/{page}/static/main.production.js", "main;");
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Map("/graphql/{schema?}", context => context.Response.WriteAsync("endpoint"));
        app.MapExplorer(
            "/graphql",
            new()
            {
                Kind = wanted,
                Folder = Path.Combine(folder.FullName, "explorer"),
                HasSchema = name => name is "notes" or "a b",
            }
        );
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(folder, app);
    }

    public async Task<HttpResponseMessage> SendAsync(
        string path,
        string? accept = Browser,
        string method = "GET",
        string? ifNoneMatch = null
    )
    {
        var request = new HttpRequestMessage(new(method), path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a target as it stands, where a client would have tidied it.</summary>
    public async Task<string> SendRawAsync(string target)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var connection = new TcpClient();
        await connection.ConnectAsync(client.BaseAddress!.Host, client.BaseAddress.Port, cancel);
        var request = $"GET {target} HTTP/1.1\r\nHost: localhost\r\nAccept: {Browser}\r\nConnection: close\r\n\r\n";
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), cancel);
        using var reader = new StreamReader(connection.GetStream());
        return await reader.ReadToEndAsync(cancel);
    }

    static void Write(TemporaryFolder folder, string name, string text)
    {
        var place = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.WriteAllText(place, text);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        folder.Dispose();
    }
}
