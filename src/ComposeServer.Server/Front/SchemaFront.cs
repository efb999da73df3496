using System.Net;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;
using ComposeServer.Server.Explorer;
using ComposeServer.Server.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Front;

/// <summary>
/// A GraphQL endpoint for this machine alone, at <c>/graphql</c>, that shows one schema and has a node answer. Started, it listens.
/// </summary>
/// <remarks>
/// Whoever reaches it may write with the key behind it. So it listens on the loopback address, answers only to names of this machine
/// (another name comes from a page that had its own resolve to here), and lets only pages of this machine read its answers.
/// </remarks>
public sealed class SchemaFront : IAsyncDisposable
{
    readonly WebApplication _app;

    SchemaFront(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public int Port =>
        new Uri(
            _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        ).Port;

    /// <summary>Starts a front.</summary>
    /// <exception cref="FormatException">The text is no valid schema.</exception>
    public static async Task<SchemaFront> StartAsync(
        SchemaFrontOptions options,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var read = SchemaFromSdl.Build(options.Sdl);
        if (!read.IsValid)
            throw new FormatException(string.Join('\n', read.Errors.Select(error => error.Message)));
        var endpoint = new FrontEndpoint(new RequestExecutor(read.Schema, new ExecutionOptions(), clock), options);
        try
        {
            return await ListenAsync(options.Port);
        }
        catch (IOException taken) when (options.Port != 0 && taken.InnerException is AddressInUseException)
        {
            return await ListenAsync(0);
        }

        async Task<SchemaFront> ListenAsync(int port)
        {
            var app = Build(endpoint, options, port);
            try
            {
                await app.StartAsync(cancel);
                return new(app);
            }
            catch
            {
                await app.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Ends what is under way and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    static WebApplication Build(FrontEndpoint endpoint, SchemaFrontOptions options, int port)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = "composeserver", ContentRootPath = AppContext.BaseDirectory }
        );
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = new ServerOptions().BodyBytesMax;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.Services.AddCors();
        builder.Services.AddRouting();
        var app = builder.Build();
        app.UseCors(policy =>
            policy
                .SetIsOriginAllowed(origin => Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.IsLoopback)
                .AllowAnyHeader()
                .AllowAnyMethod()
                .AllowCredentials()
        );
        app.Use(
            (http, next) =>
            {
                if (IsOfThisMachine(http.Request.Host))
                    return next(http);
                http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
                return Task.CompletedTask;
            }
        );
        app.UseRouting();
        app.MapExplorer(
            "/graphql",
            new ExplorerOptions { Kind = options.HasExplorer ? ExplorerKind.GraphiQL : ExplorerKind.None }
        );
        app.MapMethods("/graphql", [HttpMethods.Get, HttpMethods.Post], endpoint.HandleAsync);
        app.MapGet("/health", () => Results.Ok());
        return app;
    }

    static bool IsOfThisMachine(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
