namespace ComposeServer.Integration.Crash;

/// <summary>Where in a COMMIT a connection breaks.</summary>
enum CommitCut
{
    /// <summary>It never leaves the server.</summary>
    NotSent,

    /// <summary>Half of its bytes arrive.</summary>
    HalfSent,

    /// <summary>Postgres has carried it out, and its answer is lost.</summary>
    AnswerLost,
}
