using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Sessions;

namespace ComposeServer.Query.Requests;

/// <summary>Who asks. A proven viewer may write; a claimed one may only choose what to read.</summary>
public abstract record Viewer
{
    Viewer() { }

    /// <summary>Nobody in particular.</summary>
    public sealed record Anonymous : Viewer;

    /// <summary>A DID that the caller only says is its own (header <c>ComposeDB-ViewerID</c>).</summary>
    public sealed record Claimed(Did Claim) : Viewer;

    /// <summary>The parent of a session that the caller lent for this request.</summary>
    public sealed record BySession(DidSession Session) : Viewer;

    /// <summary>The DID, however it is known.</summary>
    public Did? Did =>
        this switch
        {
            Claimed claimed => claimed.Claim,
            BySession session => session.Session.Parent,
            _ => null,
        };

    /// <summary>The DID when it has been proven.</summary>
    public Did? Proven => IsAuthenticated ? Did : null;

    /// <summary>True when the DID has been proven.</summary>
    public bool IsAuthenticated => this is BySession;
}
