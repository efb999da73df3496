using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.Explorer;

/// <summary>What browsers are told about every answer of the explorer.</summary>
static class ExplorerHeaders
{
    /// <summary>
    /// No foreign origin and no script but the files served here, whatever text a document carries. The editors of both pages set
    /// styles from script, and start workers of their own, some from a blob.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src blob: 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>A year, which is as long as caches keep anything.</summary>
    public const string Immutable = "public, max-age=31536000, immutable";

    /// <summary>May be kept, must be asked for again each time.</summary>
    public const string Revalidate = "no-cache";

    public const string Never = "no-store";

    public static void Set(HttpResponse response, string caching)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = caching;
    }
}
