using Npgsql;

namespace ComposeServer.Testing.Postgres;

/// <summary>A database for one test class. Its role owns it and is no superuser, as in production.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    readonly Func<string, Task> drop;

    internal TestDatabase(string connectionString, string name, Func<string, Task> drop)
    {
        this.drop = drop;
        Name = name;
        ConnectionString = connectionString;
        DataSource = NpgsqlDataSource.Create(connectionString);
    }

    /// <summary>Name of the database.</summary>
    public string Name { get; }

    /// <summary>For tests that make a data source of their own.</summary>
    public string ConnectionString { get; }

    /// <summary>Pool with Npgsql's defaults.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>Sends all sessions away and lets nobody in again.</summary>
    public async Task GoAwayAsync()
    {
        await using var command = DataSource.CreateCommand(
            $"""
            alter database {Name} connection limit 0;
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
            """
        );
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Drops the database, with sessions that are still open.</summary>
    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await drop(Name);
    }
}
