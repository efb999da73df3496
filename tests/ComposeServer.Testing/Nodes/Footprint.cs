using Npgsql;

namespace ComposeServer.Testing.Nodes;

/// <summary>How much a database holds. Equal before and after means that nothing was stored.</summary>
/// <param name="Events">Rows of the table of events.</param>
/// <param name="Logs">Streams ever named.</param>
/// <param name="Blocks">Shared blocks: capabilities.</param>
/// <param name="Principals">Accounts ever named.</param>
/// <param name="Groups">Commits.</param>
/// <param name="Position">Where the log stands.</param>
public sealed record Footprint(long Events, long Logs, long Blocks, long Principals, long Groups, long Position)
{
    const string Sql = """
        select (select count(*) from event), (select count(*) from log), (select count(*) from block),
            (select count(*) from principal), (select count(*) from commit_group), (select position from commit_head)
        """;

    /// <summary>Counts.</summary>
    public static async Task<Footprint> OfAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return new(
            row.GetInt64(0),
            row.GetInt64(1),
            row.GetInt64(2),
            row.GetInt64(3),
            row.GetInt64(4),
            row.GetInt64(5)
        );
    }
}
