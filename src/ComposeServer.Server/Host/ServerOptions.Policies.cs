using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ComposeServer.Server.Host;

/// <summary>Policies that a host in C# puts on the GraphQL endpoints; there are no settings for them.</summary>
public sealed partial record ServerOptions
{
    /// <summary>Registers what the policies of <see cref="ConfigureEndpoints"/> need: schemes, policies, limiters. Null for none.</summary>
    /// <remarks>
    /// <code>
    /// options with
    /// {
    ///     ConfigureServices = services => services
    ///         .AddAuthentication("Bearer").AddScheme&lt;TokenOptions, TokenHandler&gt;("Bearer", null).Services
    ///         .AddAuthorizationBuilder().AddPolicy("members", policy => policy.RequireClaim("member")).Services
    ///         .AddRateLimiter(limiter => limiter.AddFixedWindowLimiter("calm", window => (window.PermitLimit, window.Window) = (100, TimeSpan.FromSeconds(1)))),
    ///     ConfigureEndpoints = endpoints => endpoints.RequireAuthorization("members").RequireRateLimiting("calm"),
    /// }
    /// </code>
    /// The middleware for what is registered is put in its place by the server.
    /// </remarks>
    public Action<IServiceCollection>? ConfigureServices { get; init; }

    /// <summary>
    /// Puts policies on <c>/graphql</c>, <c>/graphql/{name}</c>, sockets included, and the schema as text. Who is refused gets 401, 403 or
    /// 429 with a GraphQL error of code <c>UNAUTHENTICATED</c>, <c>FORBIDDEN</c> or <c>RATE_LIMITED</c>; a socket is refused before it is
    /// opened. Null for none.
    /// </summary>
    public Action<IEndpointConventionBuilder>? ConfigureEndpoints { get; init; }

    /// <summary>
    /// Says for a request, in place of the setting <see cref="Introspection"/>, whether its caller may read the schema: by introspection, as
    /// <c>?sdl</c>, and at <c>/graphql/schema.graphql</c>. Null, the default, leaves it to the setting.
    /// </summary>
    /// <remarks>
    /// <code>options with { Introspection = false, AllowIntrospection = http => http.User.IsInRole("developer") }</code>
    /// A socket is asked about once, with the request that opens it. It must be quick and must not throw; a request may be asked about several
    /// times. While it is set, no error message proposes names: messages are kept for all callers alike.
    /// </remarks>
    public Func<HttpContext, bool>? AllowIntrospection { get; init; }
}
