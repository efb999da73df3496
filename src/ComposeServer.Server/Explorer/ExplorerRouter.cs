using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ComposeServer.Server.Explorer;

/// <summary>Decides which requests below the endpoint's path are for the explorer; all others are left to other routes.</summary>
sealed class ExplorerRouter(string path, ExplorerSite site, ExplorerOptions options) : IRouteConstraint
{
    /// <summary>Route value with what follows the endpoint's path.</summary>
    public const string Rest = "rest";

    const string PresetName = "bcp-config.json";

    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection
    ) => httpContext is not null && Resolve(httpContext.Request, values[routeKey] as string) is not null;

    /// <param name="request">Gives method, headers and query.</param>
    /// <param name="rest">What follows the endpoint's path and a slash, decoded.</param>
    /// <returns>Null when the request is none of the explorer's business.</returns>
    public ExplorerTarget? Resolve(HttpRequest request, string? rest)
    {
        var name = (rest ?? "").TrimEnd('/');
        var hasSlash = request.Path.Value is [.., '/'];
        if (Resolve(request, path[(path.LastIndexOf('/') + 1)..], name, hasSlash) is { } target)
            return target;

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var schema = slash < 0 ? name : name[..slash];
        if (schema.Length == 0 || !options.HasSchema(schema))
            return null;
        return Resolve(request, schema, slash < 0 ? "" : name[(slash + 1)..], hasSlash);
    }

    ExplorerTarget? Resolve(HttpRequest request, string endpoint, string name, bool hasSlash)
    {
        if (name.Length == 0)
            return PageOf(request, endpoint, hasSlash);
        if (hasSlash || site.Kind is ExplorerKind.None)
            return null;
        if (name == PresetName && site.Kind is ExplorerKind.BananaCakePop)
            return new ExplorerTarget.Preset();
        if (!site.TryGet(name, out var file))
            return null;
        // The page takes its address for the endpoint's: it has one address only.
        return file == site.Page ? new ExplorerTarget.Redirect("./") : new ExplorerTarget.Asset(file);
    }

    ExplorerTarget? PageOf(HttpRequest request, string endpoint, bool hasSlash)
    {
        if (!ExplorerEndpoint.WantsPage(request))
            return null;
        if (site.Kind is ExplorerKind.None)
            return new ExplorerTarget.Absent();
        return hasSlash
            ? new ExplorerTarget.Page()
            : new ExplorerTarget.Redirect($"{Uri.EscapeDataString(endpoint)}/{request.QueryString}");
    }
}
