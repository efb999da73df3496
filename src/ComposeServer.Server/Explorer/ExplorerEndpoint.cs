using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Explorer;

/// <summary>Serves the explorer at the address of the GraphQL endpoint, beside it: the endpoint's own requests pass by.</summary>
static partial class ExplorerEndpoint
{
    /// <summary>Members of a GraphQL request by GET, and of a request for the SDL: with one of them it is not a person's.</summary>
    static readonly string[] RequestMembers = ["query", "sdl", "documentId", "id", "extensions"];

    /// <summary>
    /// The endpoint is where the page is, which holds behind any proxy. Without <c>disableTelemetry</c> the page would report to its
    /// maker, which the content security policy forbids besides.
    /// </summary>
    static ReadOnlyMemory<byte> Preset { get; } =
        """{"useBrowserUrlAsEndpoint":true,"disableTelemetry":true}"""u8.ToArray();

    /// <summary>Adds the explorer: the page at <paramref name="path"/> with a slash, its files below, and the same for each named schema.</summary>
    /// <param name="routes">Where the GraphQL endpoint itself is mapped at the same path, for any method, before or after.</param>
    /// <param name="path">Of the GraphQL endpoint, without a slash at its end, such as <c>/graphql</c>.</param>
    /// <param name="options">Which page, from where.</param>
    public static void MapExplorer(this IEndpointRouteBuilder routes, string path, ExplorerOptions options)
    {
        var site = ExplorerSite.Open(options);
        var router = new ExplorerRouter(path, site, options);
        var absence = AbsenceOf(options.Kind);
        var pattern = RoutePatternFactory.Parse(
            path + "/{**rest}",
            defaults: null,
            parameterPolicies: new RouteValueDictionary { ["rest"] = router }
        );

        // Ahead of the endpoint's own route, which would win as the more exact one; the router gives back what is not the page's.
        routes
            .Map(pattern, context => ServeAsync(context, router, site, absence))
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]))
            .WithDisplayName("Explorer")
            .WithOrder(-1);

        var logger = routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ExplorerEndpoint));
        if (site.Kind is not ExplorerKind.None)
            LogServed(logger, site.Kind, path);
        else if (options.Kind is not ExplorerKind.None)
            LogAbsent(logger, options.Folder);
    }

    /// <summary>Whether a person with a browser asks: HTML preferred over JSON, and nothing of a GraphQL request in the query.</summary>
    public static bool WantsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !RequestMembers.Any(request.Query.ContainsKey)
        && PagePreference.IsForHtml(request.Headers);

    static Task ServeAsync(HttpContext context, ExplorerRouter router, ExplorerSite site, string absence)
    {
        var response = context.Response;
        switch (router.Resolve(context.Request, context.GetRouteValue("rest") as string))
        {
            case ExplorerTarget.Page:
                response.Headers.Vary = "Accept";
                return SendAsync(context, site.Page, ExplorerHeaders.Revalidate);
            case ExplorerTarget.Asset(var file):
                return SendAsync(
                    context,
                    file,
                    file.IsImmutable ? ExplorerHeaders.Immutable : ExplorerHeaders.Revalidate
                );
            case ExplorerTarget.Preset:
                ExplorerHeaders.Set(response, ExplorerHeaders.Never);
                return TypedResults.Bytes(Preset, "application/json").ExecuteAsync(context);
            case ExplorerTarget.Redirect(var address):
                ExplorerHeaders.Set(response, ExplorerHeaders.Never);
                response.Headers.Vary = "Accept";
                response.Redirect(address);
                return Task.CompletedTask;
            default:
                ExplorerHeaders.Set(response, ExplorerHeaders.Never);
                response.Headers.Vary = "Accept";
                return TypedResults
                    .Text(absence, "text/plain", System.Text.Encoding.UTF8, StatusCodes.Status404NotFound)
                    .ExecuteAsync(context);
        }
    }

    static Task SendAsync(HttpContext context, ExplorerFile file, string caching)
    {
        ExplorerHeaders.Set(context.Response, caching);
        return TypedResults.PhysicalFile(file.Place, file.ContentType, entityTag: file.Tag).ExecuteAsync(context);
    }

    static string AbsenceOf(ExplorerKind wanted) =>
        wanted is ExplorerKind.None
            ? "The explorer is switched off in this server's settings. GraphQL requests are answered at this address.\n"
            : "The explorer is not part of this build: run `make explorer`, which needs npm and a network, build again and restart. "
                + "GraphQL requests are answered at this address.\n";

    [LoggerMessage(Level = LogLevel.Information, Message = "The explorer {Kind} is at {Path}/")]
    static partial void LogServed(ILogger logger, ExplorerKind kind, string path);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "No explorer: its pages are not in {Folder}; `make explorer` and another build bring them"
    )]
    static partial void LogAbsent(ILogger logger, string folder);
}
