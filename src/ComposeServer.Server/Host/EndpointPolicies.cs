using System.Globalization;
using System.Threading.RateLimiting;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Server.GraphQLEndpoint;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ComposeServer.Server.Host;

/// <summary>
/// Puts the policies of a host in C# in front of the GraphQL endpoints. Who is refused gets an answer in the form of GraphQL, before
/// anything of the request is read and before a socket is opened.
/// </summary>
static class EndpointPolicies
{
    /// <summary>Registers what the host's policies need.</summary>
    public static void Add(IServiceCollection services, ServerOptions options)
    {
        if (options.ConfigureServices is null && options.ConfigureEndpoints is null)
            return;
        services.AddSingleton<RequestAccounts>();
        // A policy such as RequestRates.ByAccount needs nothing registered but this.
        services.AddRateLimiter(_ => { });
        options.ConfigureServices?.Invoke(services);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
        services.PostConfigure<RateLimiterOptions>(Refusals.Shape);
    }

    /// <summary>Has the policies applied; between routing and the endpoints.</summary>
    /// <param name="app">The server.</param>
    /// <param name="viewers">Finds out who asks, for policies that count by account.</param>
    public static void Use(WebApplication app, ViewerReader viewers)
    {
        var services = app.Services;
        services.GetService<RequestAccounts>()?.Viewers = viewers;
        if (services.GetService<IAuthenticationSchemeProvider>() is not null)
            app.UseAuthentication();
        if (services.GetService<IAuthorizationPolicyProvider>() is not null)
            app.UseAuthorization();
        if (services.GetServices<IConfigureOptions<RateLimiterOptions>>().Any())
            app.UseRateLimiter();
    }

    /// <summary>Marks the endpoints and lets the host put its policies on them.</summary>
    public static void Apply(IEndpointConventionBuilder endpoints, ServerOptions options)
    {
        endpoints.WithMetadata(new GraphQLMark(AnswerTypes.DefaultOf(options.AcceptDefault)));
        options.ConfigureEndpoints?.Invoke(endpoints);
    }

    static GraphQLMark? MarkOf(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<GraphQLMark>();

    static Task RefuseAsync(HttpContext http, int status, string code, string message)
    {
        var accepted = AnswerTypes.Choose(http.Request, MarkOf(http)?.Unnamed ?? AnswerType.Json);
        var type = accepted == AnswerType.None ? AnswerType.Json : accepted;
        return GraphQLAnswers.RefuseAsync(http, type, status, new GraphQLError(message, code));
    }

    /// <summary>Tells a caller of a GraphQL endpoint that it asks too often, and when to come back if the limiter knows.</summary>
    public static async ValueTask RejectAsync(OnRejectedContext rejected)
    {
        var http = rejected.HttpContext;
        if (http.Response.HasStarted || MarkOf(http) is null)
            return;
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await RefuseAsync(http, 429, ErrorCodes.RateLimited, "Too many requests; try again after a moment");
    }

    /// <summary>On every GraphQL endpoint.</summary>
    /// <param name="Unnamed">Type of answers to who names none.</param>
    sealed record GraphQLMark(AnswerType Unnamed);

    /// <summary>Writes refusals of the GraphQL endpoints; those of others stay as the framework makes them.</summary>
    sealed class Refusals(IServiceProvider services) : IAuthorizationMiddlewareResultHandler
    {
        readonly AuthorizationMiddlewareResultHandler _usual = new();

        public async Task HandleAsync(
            RequestDelegate next,
            HttpContext context,
            AuthorizationPolicy policy,
            PolicyAuthorizationResult authorizeResult
        )
        {
            if (authorizeResult.Succeeded || MarkOf(context) is null)
            {
                await _usual.HandleAsync(next, context, policy, authorizeResult);
                return;
            }

            await LetSchemeSpeakAsync(next, context, policy, authorizeResult);
            if (context.Response.HasStarted)
                return;
            // A scheme for browsers would send them to a page, which a GraphQL client cannot read.
            context.Response.Headers.Location = default;
            if (authorizeResult.Challenged)
                await RefuseAsync(context, 401, ErrorCodes.Unauthenticated, "This endpoint wants to know who asks");
            else
                await RefuseAsync(context, 403, ErrorCodes.Forbidden, "This caller may not use this endpoint");
        }

        /// <summary>Headers such as <c>WWW-Authenticate</c> are the scheme's; without a scheme there are none.</summary>
        async Task LetSchemeSpeakAsync(
            RequestDelegate next,
            HttpContext context,
            AuthorizationPolicy policy,
            PolicyAuthorizationResult result
        )
        {
            var schemes = services.GetService<IAuthenticationSchemeProvider>();
            var byDefault = result.Challenged
                ? schemes?.GetDefaultChallengeSchemeAsync()
                : schemes?.GetDefaultForbidSchemeAsync();
            if (policy.AuthenticationSchemes.Count > 0 || (byDefault is not null && await byDefault is not null))
                await _usual.HandleAsync(next, context, policy, result);
        }

        public static void Shape(RateLimiterOptions limiter)
        {
            var usual = limiter.OnRejected;
            limiter.OnRejected = async (rejected, cancel) =>
            {
                if (usual is not null)
                    await usual(rejected, cancel);
                await RejectAsync(rejected);
            };
        }
    }
}
