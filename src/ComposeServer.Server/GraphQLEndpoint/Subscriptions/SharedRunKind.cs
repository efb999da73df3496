namespace ComposeServer.Server.GraphQLEndpoint.Subscriptions;

/// <summary>What a listener of a shared run must get.</summary>
enum SharedRunKind
{
    /// <summary>Every answer from when it joined; one that takes them too slowly is ended.</summary>
    Every,

    /// <summary>The last answer, at once and whenever it can take one; those between may be left out.</summary>
    Latest,
}
