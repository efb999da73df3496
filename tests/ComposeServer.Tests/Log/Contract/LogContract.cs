using ComposeServer.Log.Intake;

namespace ComposeServer.Tests.Log.Contract;

/// <summary>What every store of the log promises. Its classes run the same tests over each.</summary>
public abstract partial class LogContract
{
    private protected abstract ValueTask<LogStore> OpenAsync();

    async Task<LogScene> StartAsync(IntakeLimits? limits = null, TimeProvider? clock = null, bool isAnchoring = true) =>
        new(await OpenAsync(), limits, clock, isAnchoring);
}

/// <summary>The log that lives with the process.</summary>
public sealed class InMemoryLogTests : LogContract
{
    private protected override ValueTask<LogStore> OpenAsync() => LogStore.InMemoryAsync();
}

/// <summary>The log in a real Postgres.</summary>
public sealed class PostgresLogTests : LogContract
{
    private protected override ValueTask<LogStore> OpenAsync() => LogStore.PostgresAsync();
}
