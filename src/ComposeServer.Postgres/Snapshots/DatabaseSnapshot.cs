using Npgsql;

namespace ComposeServer.Postgres.Snapshots;

/// <summary>
/// One moment of the database, seen by several connections at once while servers go on writing. Connections are outside any pool: they
/// keep a transaction open for as long as the work takes, and tables of their own.
/// </summary>
sealed class DatabaseSnapshot : IAsyncDisposable
{
    readonly string _connectionString;
    readonly string _name;

    DatabaseSnapshot(string connectionString, string name, SnapshotConnection first)
    {
        _connectionString = connectionString;
        _name = name;
        First = first;
    }

    /// <summary>The connection that the snapshot was taken on.</summary>
    public SnapshotConnection First { get; }

    /// <summary>Takes a snapshot.</summary>
    /// <param name="connectionString">Where the database is.</param>
    /// <param name="applicationName">How the sessions are named.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<DatabaseSnapshot> TakeAsync(
        string connectionString,
        string applicationName,
        CancellationToken cancel
    )
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = applicationName,
            Pooling = false,
            // Whole tables are read.
            CommandTimeout = 0,
        };
        var first = await SnapshotConnection.OpenAsync(settings.ConnectionString, null, cancel);
        try
        {
            await using var command = first.Command("select pg_export_snapshot()");
            var name = (string)(await command.ExecuteScalarAsync(cancel))!;
            return new(settings.ConnectionString, name, first);
        }
        catch
        {
            await first.DisposeAsync();
            throw;
        }
    }

    /// <summary>More connections that see the same: as many as are wanted, or as the database has to spare.</summary>
    public async Task<IReadOnlyList<SnapshotConnection>> OpenAsync(int wanted, CancellationToken cancel)
    {
        var opened = new List<SnapshotConnection>(wanted);
        try
        {
            while (opened.Count < wanted)
                opened.Add(await SnapshotConnection.OpenAsync(_connectionString, _name, cancel));
        }
        catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            // A private cluster has few to spare while its server is busy.
        }
        catch
        {
            foreach (var one in opened)
                await one.DisposeAsync();
            throw;
        }

        return opened;
    }

    public ValueTask DisposeAsync() => First.DisposeAsync();
}
