using System.Globalization;
using Npgsql;

namespace ComposeServer.Integration.Crash;

/// <summary>Asks the database itself whether log and index agree.</summary>
static class StoredState
{
    /// <summary>Each counts what must not be; <c>{0}</c> is an index table, <c>{1}</c> the number of its model.</summary>
    static readonly (string Fault, string Sql)[] PerModel =
    [
        (
            "index rows without a log of the model",
            "select count(*) from {0} d left join log l on l.log_no = d.doc where l.model_no is distinct from {1}"
        ),
        (
            "logs with a signed event and no index row",
            """
            select count(*) from log l where l.model_no = {1} and l.tip_cid is not null
                and exists (select 1 from event e where e.log_no = l.log_no and e.envelope is not null)
                and not exists (select 1 from {0} d where d.doc = l.log_no)
            """
        ),
        (
            "index rows that are not of the tip",
            """
            select count(*) from {0} d join log l on l.log_no = d.doc join event e on e.position = l.tip_position
            where d.updated_at <> e.received_at
            """
        ),
        (
            "columns that differ from the content",
            "select count(*) from {0} d where (d.content ->> 'importance')::numeric is distinct from d.{2}"
        ),
    ];

    static readonly (string Fault, string Sql)[] OfTheLog =
    [
        (
            "gaps between positions",
            "select h.position - (select count(*) from event) from commit_head h where h.position > 0"
        ),
        ("events past the head", "select count(*) from event e, commit_head h where e.position > h.position"),
        (
            "tips that are no event of their log",
            """
            select count(*) from log l where l.tip_position > 0 and not exists (
                select 1 from event e where e.position = l.tip_position and e.log_no = l.log_no and e.cid = l.tip_cid)
            """
        ),
        (
            "events behind the tip of their log",
            "select count(*) from event e join log l using (log_no) where e.position > l.tip_position"
        ),
        (
            "groups that do not follow each other",
            """
            select count(*) from (
                select first_position - lag(last_position, 1, 0::bigint) over (order by first_position) as step,
                    previous_hash, lag(hash, 1, ''::bytea) over (order by first_position) as hash_before
                from commit_group) g
            where step <> 1 or previous_hash <> hash_before
            """
        ),
        (
            "groups that end before the head",
            "select h.position - (select max(last_position) from commit_group) from commit_head h where h.position > 0"
        ),
    ];

    /// <summary>Faults as sentences; none when all is well.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string connectionString)
    {
        // One connection: the private cluster has few to spare, and a closed one is not gone at once.
        await using var source = NpgsqlDataSource.Create(connectionString + ";Maximum Pool Size=1");
        var faults = new List<string>();
        foreach (var (fault, sql) in OfTheLog)
            await CheckAsync(fault, sql);
        foreach (var (table, model, importance) in await IndicesAsync(source))
        foreach (var (fault, sql) in PerModel)
            if (importance is not null || !sql.Contains("{2}", StringComparison.Ordinal))
                await CheckAsync(
                    $"{table}: {fault}",
                    string.Format(CultureInfo.InvariantCulture, sql, table, model, importance)
                );
        return faults;

        async Task CheckAsync(string fault, string sql)
        {
            await using var command = source.CreateCommand(sql);
            if (
                Convert.ToInt64(await command.ExecuteScalarAsync() ?? 0L, CultureInfo.InvariantCulture)
                is var count
                    and not 0
            )
                faults.Add($"{fault}: {count}");
        }
    }

    /// <summary>Index tables with the number of their model, and the column of <c>importance</c> where there is one.</summary>
    static async Task<List<(string Table, long Model, string? Importance)>> IndicesAsync(NpgsqlDataSource source)
    {
        const string Sql = """
            select 'doc_' || m.table_no, m.model_no, 'k_' || c.column_no
            from indexed_model m left join indexed_column c on c.table_no = m.table_no and c.field = 'importance' and c.kind = 'key'
            """;
        var indices = new List<(string, long, string?)>();
        await using var command = source.CreateCommand(Sql);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            indices.Add((rows.GetString(0), rows.GetInt64(1), rows.IsDBNull(2) ? null : rows.GetString(2)));
        return indices;
    }
}
