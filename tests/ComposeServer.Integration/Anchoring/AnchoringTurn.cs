using ComposeServer.Log.AnchorRequests;
using ComposeServer.Postgres;

namespace ComposeServer.Integration.Anchoring;

/// <summary>The turn of a server that is in the middle of its run for as long as a test wants.</summary>
static class AnchoringTurn
{
    public static async Task<IAnchorTurn> HoldAsync(PostgresBackend database)
    {
        for (var tries = 0; tries < 1_000; tries++)
        {
            if (await database.AnchorRequests.TryBeginAsync(default) is { } turn)
                return turn;
            await Task.Delay(5);
        }

        throw new InvalidOperationException("somebody has the turn all the time");
    }
}
