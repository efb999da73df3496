using ComposeServer.Faults;

namespace ComposeServer.Integration.Crash;

/// <summary>One way for a server with a Postgres of its own to come to harm.</summary>
/// <param name="Name">Told in results.</param>
/// <param name="Point">The step of a commit at which the server kills itself; null for faults that come from outside.</param>
/// <param name="StrikeAsync">Does it; null for a step of a commit.</param>
sealed record ServerFault(string Name, string? Point, Func<ServerProcess, Random, Task>? StrikeAsync)
{
    const int HaltMs = 700;

    /// <summary>Every step of a commit, and what happens to processes at any moment.</summary>
    public static IReadOnlyList<ServerFault> All { get; } =
    [
        .. FaultPoint.All.Select(point => new ServerFault(point, point, null)),
        new("server killed", null, KillServerAsync),
        new("Postgres killed", null, KillPostgresAsync),
        new("both killed, the server first", null, KillServerFirstAsync),
        new("both killed, Postgres first", null, KillPostgresFirstAsync),
        new("server halted", null, HaltServerAsync),
        new("Postgres halted, server killed", null, HaltPostgresAsync),
    ];

    static Task KillServerAsync(ServerProcess server, Random chance)
    {
        server.Kill();
        return server.EndedAsync();
    }

    static Task KillPostgresAsync(ServerProcess server, Random chance)
    {
        server.KillPostgres();
        return Task.CompletedTask;
    }

    /// <summary>At once or a moment apart.</summary>
    static async Task KillServerFirstAsync(ServerProcess server, Random chance)
    {
        server.Kill();
        await Task.Delay(chance.Next(4) * 60, CancellationToken.None);
        server.KillPostgres();
        await server.EndedAsync();
    }

    /// <summary>The server may be starting Postgres again when its own turn comes.</summary>
    static async Task KillPostgresFirstAsync(ServerProcess server, Random chance)
    {
        server.KillPostgres();
        await Task.Delay(chance.Next(4) * 60, CancellationToken.None);
        server.Kill();
        server.KillPostgres();
        await server.EndedAsync();
    }

    static async Task HaltServerAsync(ServerProcess server, Random chance)
    {
        server.Halt(postgres: false);
        await Task.Delay(HaltMs, CancellationToken.None);
        server.Continue(postgres: false);
    }

    /// <summary>What it had sent is carried out after it is gone.</summary>
    static async Task HaltPostgresAsync(ServerProcess server, Random chance)
    {
        server.Halt(postgres: true);
        await Task.Delay(chance.Next(HaltMs), CancellationToken.None);
        server.Kill();
        await server.EndedAsync();
        server.Continue(postgres: true);
    }
}
