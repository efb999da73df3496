using ComposeServer.Log.Families;
using ComposeServer.Postgres.Indexing;
using Npgsql;

namespace ComposeServer.Postgres.Backup;

/// <summary>Makes the tables that a restored catalogue names. They are empty: what was complete is to be filled again from the log.</summary>
static class RestoredIndex
{
    const string BeginAgain = """
        update indexed_model set state = 'backfilling' where state = 'live';
        update declared_index set state = 'backfilling' where state = 'live'
        """;

    /// <summary>Tables that are out of use are made too: they are filled when their model is indexed again.</summary>
    public static async Task MakeTablesAsync(NpgsqlDataSource source, FamilyRegistry families, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var begin = new NpgsqlCommand(BeginAgain, connection);
        await begin.ExecuteNonQueryAsync(cancel);
        var catalogue = await PostgresCatalogueStore.LoadAsync(connection, null, families, cancel);
        foreach (var model in catalogue.Models)
        {
            await using var make = new NpgsqlCommand(TableDefinition.CreateTable(model), connection);
            await make.ExecuteNonQueryAsync(cancel);
        }
    }
}
