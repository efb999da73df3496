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

    /// <summary>Adds the explorer: the page at <paramref name="path"/> with a slash, its files below, and the same for each named schema.</summary>
    /// <param name="routes">Where the GraphQL endpoint itself is mapped at the same path, for any method, before or after.</param>
    /// <param name="path">Of the GraphQL endpoint, without a slash at its end, such as <c>/graphql</c>.</param>
    /// <param name="options">Which page, from where.</param>
    public static void MapExplorer(this IEndpointRouteBuilder routes, string path, ExplorerOptions options)
    {
        var site = ExplorerSite.Open(options);
        var router = new ExplorerRouter(path, site, options);
        var responder = new ExplorerResponder(router, site, options.Kind);
        var pattern = RoutePatternFactory.Parse(
            $"{path}/{{**{ExplorerRouter.Rest}}}",
            defaults: null,
            parameterPolicies: new RouteValueDictionary { [ExplorerRouter.Rest] = router }
        );

        // Ahead of the endpoint's own route, which would win as the more exact one; the router gives back what is not the page's.
        routes
            .Map(pattern, responder.ServeAsync)
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

    [LoggerMessage(Level = LogLevel.Information, Message = "The explorer {Kind} is at {Path}/")]
    static partial void LogServed(ILogger logger, ExplorerKind kind, string path);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "No explorer: its pages are not in {Folder}; `make explorer` and another build bring them"
    )]
    static partial void LogAbsent(ILogger logger, string folder);
}
