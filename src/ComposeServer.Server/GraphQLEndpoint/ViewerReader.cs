using System.Net;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Sessions;
using ComposeServer.Query.Requests;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>
/// Finds out who asks. <c>Authorization: DIDSession …</c> lends a session for this request alone: it is used and forgotten, never logged
/// or kept. <c>ComposeDB-ViewerID</c> is a claim, good for reading only.
/// </summary>
sealed class ViewerReader(CapabilityVerifier capabilities, bool allowsRemoteSessions, TimeProvider clock)
{
    const string Scheme = "DIDSession ";

    /// <summary>Header, or member of a socket's parameters, that claims who asks.</summary>
    public const string ViewerHeader = "ComposeDB-ViewerID";

    /// <summary>Reads the viewer; the caller disposes of a session's key when the request is over.</summary>
    /// <returns>A viewer, or the error that the request is answered with.</returns>
    public (Viewer? Viewer, GraphQLError? Error) Read(HttpContext http) => Read(http, null, null);

    /// <inheritdoc cref="Read(HttpContext)"/>
    /// <param name="http">The request.</param>
    /// <param name="authorization">In place of the header.</param>
    /// <param name="claim">In place of the header.</param>
    public (Viewer? Viewer, GraphQLError? Error) Read(HttpContext http, string? authorization, string? claim)
    {
        authorization ??= http.Request.Headers.Authorization;
        if (!string.IsNullOrEmpty(authorization))
            return ReadSession(http, authorization);
        claim ??= http.Request.Headers[ViewerHeader];
        if (string.IsNullOrEmpty(claim))
            return (new Viewer.Anonymous(), null);
        return Did.TryParse(claim, out var did)
            ? (new Viewer.Claimed(did), null)
            : (null, new($"The header {ViewerHeader} is not a DID", ErrorCodes.BadUserInput));
    }

    (Viewer?, GraphQLError?) ReadSession(HttpContext http, string authorization)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return Refuse("The Authorization header must be of the form 'DIDSession <session>'");
        if (!http.Request.IsHttps && !allowsRemoteSessions && !IsLoopback(http.Connection.RemoteIpAddress))
            return Refuse("A session is taken over HTTPS only: plain HTTP would show its key to the network");
        if (!DidSession.TryParse(authorization[Scheme.Length..].Trim(), out var session, out var refusal))
            return (null, new(refusal.Message, refusal.Code));
        // The wallet's signature makes the session; its check is remembered, its times are judged each time.
        if (capabilities.Check(session.Capability, clock.GetUtcNow(), CapabilityTimeRule.NewWrites) is not { } reason)
            return (new Viewer.BySession(session), null);
        session.Dispose();
        return (null, new(reason.Message, reason.Code));
    }

    static (Viewer?, GraphQLError?) Refuse(string message) => (null, new(message, ErrorCodes.Unauthenticated));

    static bool IsLoopback(IPAddress? address) => address is null || IPAddress.IsLoopback(address);
}
