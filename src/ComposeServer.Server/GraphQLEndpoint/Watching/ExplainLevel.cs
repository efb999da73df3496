namespace ComposeServer.Server.GraphQLEndpoint.Watching;

/// <summary>How much a caller wants to know of what its operation did, by the header <c>GraphQL-Explain</c>.</summary>
enum ExplainLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>plan</c>: the statements that ran.</summary>
    Plan,

    /// <summary><c>analyze</c>: also how Postgres carries them out, which runs each a second time.</summary>
    Analyze,
}
