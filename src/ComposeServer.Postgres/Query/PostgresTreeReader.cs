using System.Data;
using ComposeServer.Indexing.Paging;
using ComposeServer.Log;
using ComposeServer.Postgres.Diagnostics;
using ComposeServer.Query.Plan;
using ComposeServer.Query.Run;
using Npgsql;

namespace ComposeServer.Postgres.Query;

/// <summary>Trees of documents, each in one statement for all parents of a level.</summary>
/// <param name="source">Connections for reading.</param>
/// <param name="database">Name of the database, which cursors carry.</param>
sealed class PostgresTreeReader(NpgsqlDataSource source, string database) : ITreeReader
{
    public async Task<Trees> ReadAsync(PageRead read, IReadOnlyList<PageParent> parents, CancellationToken cancel)
    {
        CursorRule.Check(read, database);
        await using var connection = await source.TakeConnectionAsync(cancel);
        await using var command = TreeSql.Of(read, parents).ToCommand(connection);
        using var run = StatementRun.Begin(nameof(TreeSql), command);
        // A tree may be large: it goes from the connection into lent memory, and nowhere else.
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancel);
        var trees = new Trees();
        try
        {
            while (await reader.ReadAsync(cancel))
            {
                run?.AddRow();
                await using var stream = await reader.GetStreamAsync(1, cancel);
                var length = (int)stream.Length;
                await stream.ReadExactlyAsync(trees.Add(length).AsMemory(0, length), cancel);
            }

            Invariant.Holds(trees.Count == parents.Count);
            return trees;
        }
        catch
        {
            trees.Dispose();
            throw;
        }
    }
}
