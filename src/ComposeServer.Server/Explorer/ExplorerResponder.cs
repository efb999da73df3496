using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ComposeServer.Server.Explorer;

/// <summary>Answers what the router has found to be for the explorer.</summary>
/// <param name="router">Asked again, for routing keeps no more than that it matched.</param>
/// <param name="site">What is served.</param>
/// <param name="wanted">What the operator asked for, to tell why there is no page.</param>
sealed class ExplorerResponder(ExplorerRouter router, ExplorerSite site, ExplorerKind wanted)
{
    /// <summary>
    /// The endpoint is where the page is, which holds behind any proxy. Without <c>disableTelemetry</c> the page would report to its
    /// maker, which the content security policy forbids besides.
    /// </summary>
    static readonly ReadOnlyMemory<byte> Preset =
        """{"useBrowserUrlAsEndpoint":true,"disableTelemetry":true}"""u8.ToArray();

    readonly string policy = ExplorerHeaders.PolicyOf(site.Kind);

    readonly string absence =
        wanted is ExplorerKind.None
            ? "The explorer is switched off in this server's settings. GraphQL requests are answered at this address.\n"
            : "The explorer is not part of this build: run `make explorer`, which needs npm and a network, build again and restart. "
                + "GraphQL requests are answered at this address.\n";

    public Task ServeAsync(HttpContext context)
    {
        switch (router.Resolve(context.Request, context.GetRouteValue(ExplorerRouter.Rest) as string))
        {
            case ExplorerTarget.Page:
                Describe(context, ExplorerHeaders.Revalidate, byAccept: true);
                return SendAsync(context, site.Page);
            case ExplorerTarget.Asset(var file):
                Describe(context, file.IsImmutable ? ExplorerHeaders.Immutable : ExplorerHeaders.Revalidate);
                return SendAsync(context, file);
            case ExplorerTarget.Preset:
                Describe(context, ExplorerHeaders.Never);
                return TypedResults.Bytes(Preset, "application/json").ExecuteAsync(context);
            case ExplorerTarget.Redirect(var address):
                Describe(context, ExplorerHeaders.Never, byAccept: true);
                context.Response.Redirect(address);
                return Task.CompletedTask;
            default:
                Describe(context, ExplorerHeaders.Never, byAccept: true);
                return TypedResults
                    .Text(absence, "text/plain", Encoding.UTF8, StatusCodes.Status404NotFound)
                    .ExecuteAsync(context);
        }
    }

    void Describe(HttpContext context, string caching, bool byAccept = false)
    {
        ExplorerHeaders.Set(context.Response, policy, caching);
        if (byAccept)
            context.Response.Headers.Vary = "Accept";
    }

    static Task SendAsync(HttpContext context, ExplorerFile file) =>
        TypedResults.PhysicalFile(file.Place, file.ContentType, entityTag: file.Tag).ExecuteAsync(context);
}
