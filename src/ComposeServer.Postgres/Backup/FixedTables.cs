using System.Text.RegularExpressions;
using ComposeServer.Postgres.Migrations;
using ComposeServer.Postgres.Snapshots;
using ComposeServer.Sync.Backup;
using Npgsql;

namespace ComposeServer.Postgres.Backup;

/// <summary>The tables that migrations make, in the order in which they make them: what a table refers to stands before it.</summary>
static partial class FixedTables
{
    const string Columns = """
        select quote_ident(attname) from pg_attribute
        where attrelid = to_regclass($1) and attnum > 0 and not attisdropped and attgenerated = '' order by attnum
        """;

    const string Sequences = """
        select sequencename::text, last_value from pg_sequences where schemaname = current_schema() order by sequencename
        """;

    /// <summary>The tables of a database, with their columns and their number of rows.</summary>
    public static async Task<IReadOnlyList<BackupTable>> ReadAsync(
        SnapshotConnection connection,
        IReadOnlyList<string> names,
        CancellationToken cancel
    )
    {
        var tables = new List<BackupTable>(names.Count);
        foreach (var name in names)
        {
            var ask = new NpgsqlBatchCommand(Columns)
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = name } },
            };
            var columns = new List<string>();
            await foreach (var column in connection.ReadAsync(ask, reader => reader.GetString(0), cancel))
                columns.Add(column);
            var rows = await connection.ScalarAsync<long>($"select count(*) from {name}", cancel);
            tables.Add(new(name, rows, columns));
        }

        return tables;
    }

    /// <summary>Sequences and what they gave out last. They know no snapshots: it is at least what is in the tables.</summary>
    public static async Task<IReadOnlyList<BackupSequence>> ReadSequencesAsync(
        SnapshotConnection connection,
        CancellationToken cancel
    )
    {
        var sequences = new List<BackupSequence>();
        await foreach (
            var sequence in connection.ReadAsync(
                new(Sequences),
                reader => new BackupSequence(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetInt64(1)),
                cancel
            )
        )
            sequences.Add(sequence);
        return sequences;
    }

    /// <summary>Names of the tables that are there after some migrations.</summary>
    public static IReadOnlyList<string> NamesOf(IEnumerable<Migration> migrations)
    {
        var names = new List<string>();
        foreach (var migration in migrations)
        foreach (Match found in Statement.Matches(migration.Sql))
        {
            var name = found.Groups["name"].Value;
            if (found.Groups["made"].Success)
                names.Add(name);
            else
                names.Remove(name);
        }

        return names;
    }

    [GeneratedRegex(
        @"^((?<made>create table)|drop table)( if (not )?exists)? (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Statement { get; }
}
