using System.Net.Mime;
using System.Text.Json;
using ComposeServer.Composites.Format;
using ComposeServer.Testing.Programs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Browser.Sample;

/// <summary>The app under <c>sample-app/</c>, bundled as its <c>package.json</c> says, at an address of its own.</summary>
sealed class SampleApp : IAsyncDisposable
{
    const string Folder = "ComposeServer.Browser/sample-app";

    static readonly TimeSpan BuildTime = TimeSpan.FromMinutes(2);
    static readonly Lazy<Task<DirectoryInfo>> Built = new(BuildAsync);

    readonly WebApplication _app;

    SampleApp(WebApplication app) => _app = app;

    /// <summary>Origin, without a slash at its end.</summary>
    public string Address => _app.Urls.Single();

    /// <param name="ceramic">Where the node is.</param>
    /// <param name="composite">What it serves.</param>
    public static async Task<SampleApp> StartAsync(Uri ceramic, Composite composite)
    {
        var folder = (await Built.Value).FullName;
        var settings = JsonSerializer.Serialize(
            new
            {
                ceramic = ceramic.GetLeftPart(UriPartial.Authority),
                definition = JsonElement.Parse(composite.ToRuntime().OrThrow().Definition.ToUtf8()),
            }
        );
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => Results.File(Path.Combine(folder, "index.html"), MediaTypeNames.Text.Html));
        app.MapGet("/app.js", () => Results.File(Path.Combine(folder, "app.js"), MediaTypeNames.Text.JavaScript));
        app.MapGet("/app.json", () => Results.Text(settings, MediaTypeNames.Application.Json));
        app.MapGet("/favicon.ico", () => Results.NoContent());
        await app.StartAsync();
        return new(app);
    }

    static async Task<DirectoryInfo> BuildAsync()
    {
        await NpmFolder.InstallAsync(Folder);
        var made = Directory.CreateTempSubdirectory("composeserver-sample-");
        var run = await NpmFolder.RunAsync(
            NpmFolder.ProcessOf("node", Folder, ["build.mjs", made.FullName]),
            "",
            BuildTime,
            CancellationToken.None
        );
        return run.Exit == 0
            ? made
            : throw new InvalidOperationException($"the app was not bundled: {run.Words}{run.Out}");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
