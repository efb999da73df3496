using ComposeServer.Postgres.Migrations;
using ComposeServer.Sync.Backup;
using Npgsql;

namespace ComposeServer.Postgres.Backup;

/// <summary>What a restore does with the fixed tables around the copying.</summary>
static class RestoredTables
{
    const string Columns = """
        select coalesce(array_agg(quote_ident(attname)), '{}') from pg_attribute
        where attrelid = to_regclass($1) and attnum > 0 and not attisdropped
        """;

    /// <summary>Later migrations may change index tables, which are not made yet: to them there are none.</summary>
    const string PutAside = """
        create table held_model as table indexed_model;
        create table held_column as table indexed_column;
        create table held_index as table declared_index;
        delete from indexed_model
        """;

    /// <summary>The tables of the catalogue, and where they were held. Others refer to the first.</summary>
    static readonly (string Table, string Held)[] Catalogue =
    [
        ("indexed_model", "held_model"),
        ("indexed_column", "held_column"),
        ("declared_index", "held_index"),
    ];

    /// <summary>
    /// A digest tells of damage and not of who wrote a file: names in it become part of statements only when migrations made what they name.
    /// </summary>
    /// <exception cref="BackupException"><c>BACKUP_DAMAGED</c>: a table or column is none of ours.</exception>
    public static async Task RequireOursAsync(
        NpgsqlDataSource source,
        BackupHeader header,
        IEnumerable<Migration> migrations,
        CancellationToken cancel
    )
    {
        var names = FixedTables.NamesOf(migrations.Take(header.Migration));
        if (!names.SequenceEqual(header.Tables.Select(table => table.Name), StringComparer.Ordinal))
            throw BackupFile.Damaged("its tables are not those of its migration");
        foreach (var table in header.Tables)
        {
            await using var command = source.CreateCommand(Columns);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table.Name });
            var columns = (string[])(await command.ExecuteScalarAsync(cancel))!;
            if (table.Columns.Count == 0 || table.Columns.Except(columns, StringComparer.Ordinal).Any())
                throw BackupFile.Damaged($"the columns of {table.Name} are not those of its migration");
        }
    }

    public static Task PutCatalogueAsideAsync(NpgsqlDataSource source, CancellationToken cancel) =>
        ExecuteAsync(source, PutAside, cancel);

    public static async Task PutCatalogueBackAsync(
        NpgsqlDataSource source,
        BackupHeader header,
        CancellationToken cancel
    )
    {
        foreach (var (name, held) in Catalogue)
        {
            var columns = string.Join(", ", header.Tables.Single(table => table.Name == name).Columns);
            await ExecuteAsync(source, $"insert into {name} ({columns}) select {columns} from {held}", cancel);
            await ExecuteAsync(source, $"drop table {held}", cancel);
        }
    }

    static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
