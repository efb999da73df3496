using ComposeServer.Log.Intake.Commit;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Keeps states beside events.</summary>
static class InsertSnapshots
{
    const string Sql = "insert into snapshot (position, state) select * from unnest($1, $2)";

    public static NpgsqlBatchCommand Command(IReadOnlyList<SnapshotWrite> snapshots) =>
        new(Sql)
        {
            Parameters =
            {
                PostgresArray.Of(snapshots.Select(snapshot => snapshot.Position).ToArray()),
                PostgresArray.Of(snapshots.Select(snapshot => snapshot.State.ToArray()).ToArray()),
            },
        };
}
