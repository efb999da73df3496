using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.Explorer;

/// <summary>What browsers are told about every answer of the explorer.</summary>
static class ExplorerHeaders
{
    /// <summary>A year, which is as long as caches keep anything.</summary>
    public const string Immutable = "public, max-age=31536000, immutable";

    /// <summary>May be kept, must be asked for again each time.</summary>
    public const string Revalidate = "no-cache";

    public const string Never = "no-store";

    /// <summary>
    /// No foreign origin, and no script but the files served here, whatever text a document or a schema carries. The editors of both
    /// pages set styles from script and start workers, some from a blob.
    /// </summary>
    /// <remarks>Banana Cake Pop does not start without <c>eval</c>: it compiles JSON schemas to code. GraphiQL gets none.</remarks>
    public static string PolicyOf(ExplorerKind kind) =>
        PolicyWith(kind is ExplorerKind.BananaCakePop ? "'self' 'unsafe-eval'" : "'self'");

    /// <summary>Sets them; the rest of the answer may still change.</summary>
    /// <param name="response">Not started.</param>
    /// <param name="policy">See <see cref="PolicyOf"/>.</param>
    /// <param name="caching">One of the values above.</param>
    public static void Set(HttpResponse response, string policy, string caching)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = caching;
    }

    static string PolicyWith(string scripts) =>
        $"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src blob: 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
