using ComposeServer.Postgres.Cluster;

namespace ComposeServer.Integration.Crash;

/// <summary>One way for two servers over a Postgres that is given to them to come to harm.</summary>
/// <param name="Name">Told in results.</param>
/// <param name="StrikeAsync">Does it; completes when it is done.</param>
sealed record DatabaseFault(string Name, Func<GivenDatabase, Random, Task> StrikeAsync)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DatabaseFault> All { get; } =
    [
        new("COMMIT not sent", (given, _) => given.CutAsync(CommitCut.NotSent)),
        new("COMMIT half sent", (given, _) => given.CutAsync(CommitCut.HalfSent)),
        new("answer to COMMIT lost", (given, _) => given.CutAsync(CommitCut.AnswerLost)),
        new("Postgres restarted", (given, _) => given.EndPostgresAsync(PostmasterSignal.FastStop)),
        new("Postgres restarted at once", (given, _) => given.EndPostgresAsync(PostmasterSignal.ImmediateStop)),
        new("Postgres killed under two servers", (given, _) => given.EndPostgresAsync(PostmasterSignal.Kill)),
        new("one of two servers killed", (given, chance) => given.KillServerAsync(chance.Next(2))),
    ];
}
