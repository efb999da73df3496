using Microsoft.AspNetCore.Cors.Infrastructure;

namespace ComposeServer.Server.Host;

/// <summary>Which pages may call the server (ceramic.md 8.1): the JS clients send credentials, so the origin is echoed and never <c>*</c>.</summary>
static class Cors
{
    public static void Apply(CorsPolicyBuilder policy, IReadOnlyList<string> origins)
    {
        policy
            .WithMethods("GET", "HEAD", "PUT", "PATCH", "POST", "DELETE")
            .AllowAnyHeader()
            .AllowCredentials()
            .WithExposedHeaders(CeramicApi.CeramicApi.PositionHeader, "ETag")
            .SetPreflightMaxAge(TimeSpan.FromHours(2));
        if (origins.Contains("*"))
            policy.SetIsOriginAllowed(_ => true);
        else
            policy.WithOrigins([.. origins]);
    }
}
