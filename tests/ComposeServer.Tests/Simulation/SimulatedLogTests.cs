using ComposeServer.Tests.Log.Contract;

namespace ComposeServer.Tests.Simulation;

/// <summary>The store of simulations, when nothing strikes it, is a store like others.</summary>
public sealed class SimulatedLogTests : LogContract
{
    private protected override ValueTask<LogStore> OpenAsync()
    {
        var store = new SimulatedStore(StoreSite.Calm, new Ledger(new Findings()));
        var connection = store.Connect();
        return ValueTask.FromResult(
            new LogStore(new(connection, connection, connection, new NoRows()), store.Log, store.Log, store.Log)
        );
    }
}
