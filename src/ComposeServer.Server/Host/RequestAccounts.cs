using ComposeServer.Identity.Dids;
using ComposeServer.Query.Requests;
using ComposeServer.Server.GraphQLEndpoint;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.Host;

/// <summary>Tells policies whose session a request carries. The server gives it its eyes when its parts are there.</summary>
sealed class RequestAccounts
{
    /// <summary>Finds out who asks; null until the server's parts are joined.</summary>
    public ViewerReader? Viewers { get; set; }

    /// <summary>The DID that the session of a request proves; null for a claim, and for a session that does not count.</summary>
    public Did? ProvenBy(HttpContext http)
    {
        var (viewer, _) = Viewers?.Read(http) ?? default;
        if (viewer is not Viewer.BySession { Session: var session })
            return null;
        using (session)
            return session.Parent;
    }
}
