using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;

namespace ComposeServer.Postgres.Snapshots;

/// <summary>A connection that sees a snapshot until it is disposed of. Nothing that it writes stays.</summary>
sealed class SnapshotConnection : IAsyncDisposable
{
    /// <summary>Rows of one page.</summary>
    const int PageRows = 2_000;

    readonly NpgsqlConnection _connection;
    readonly NpgsqlTransaction _transaction;

    SnapshotConnection(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_connection, _transaction) = (connection, transaction);

    /// <summary>For what wants a connection with its transaction.</summary>
    public NpgsqlConnection Connection => _connection;

    /// <inheritdoc cref="Connection"/>
    public NpgsqlTransaction Transaction => _transaction;

    /// <param name="connectionString">Where the database is.</param>
    /// <param name="snapshot">An exported snapshot; null takes a new one.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<SnapshotConnection> OpenAsync(
        string connectionString,
        string? snapshot,
        CancellationToken cancel
    )
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancel);
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
            if (snapshot is not null)
            {
                // The name is Postgres' own, hexadecimal digits and hyphens; the statement takes no parameter.
                await using var set = new NpgsqlCommand(
                    $"set transaction snapshot '{snapshot}'",
                    connection,
                    transaction
                );
                await set.ExecuteNonQueryAsync(cancel);
            }

            return new(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public NpgsqlCommand Command(string sql) => new(sql, _connection, _transaction);

    /// <summary>Carries out one statement and reads its rows.</summary>
    public async IAsyncEnumerable<T> ReadAsync<T>(
        NpgsqlBatchCommand command,
        Func<NpgsqlDataReader, T> read,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var batch = new NpgsqlBatch(_connection, _transaction);
        batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            yield return read(reader);
    }

    /// <summary>Reads the rows of a statement page by page. The connection is free for others while a page is looked at.</summary>
    /// <param name="cursor">A name that no other reading has.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancel">Gives up.</param>
    public async IAsyncEnumerable<T> ReadInPagesAsync<T>(
        string cursor,
        string sql,
        Func<NpgsqlDataReader, T> read,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await ExecuteAsync($"declare {cursor} no scroll cursor for {sql}", cancel);
        var page = new List<T>(PageRows);
        do
        {
            page.Clear();
            await foreach (var row in ReadAsync(new($"fetch {PageRows} from {cursor}"), read, cancel))
                page.Add(row);
            foreach (var row in page)
                yield return row;
        } while (page.Count == PageRows);
        await ExecuteAsync($"close {cursor}", cancel);
    }

    /// <summary>Carries out one statement and reads the only value of its only row.</summary>
    public async Task<T> ScalarAsync<T>(string sql, CancellationToken cancel)
    {
        await using var command = Command(sql);
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancel)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
