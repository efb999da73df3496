using System.Globalization;
using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Paging;
using ComposeServer.Integration.Oracle;
using ComposeServer.Ipld;
using ComposeServer.Postgres;
using ComposeServer.Postgres.Query;
using ComposeServer.Query.Plan;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ComposeServer.Integration.Plans;

/// <summary>The oracle's models with 120,000 things and 60,000 parts, written straight into their tables.</summary>
/// <remarks>
/// A thing's rank is its number; size has 1,000 values and is absent in one of ten; kind is ALPHA in one of 10,000, else BETA or GAMMA; ten
/// things share a millisecond; account 1 wrote half of them, accounts 2 to 1,000 the rest. A thing has ten parts, or none.
/// </remarks>
public sealed class PlanScene : IAsyncLifetime
{
    public const int Things = 120_000;
    public const int Parts = 60_000;

    const string FillThings = """
        insert into {table} (doc, id, controller_no, created_at, updated_at, content{columns})
        select 1000000 + g, md5((1000000 + g)::text), 10001 + case when g % 2 = 0 then 0 else 1 + g % 999 end, 1700000000000 + g / 10, 1700000000000 + g / 10, jsonb_strip_nulls(c)::json{values}
        from generate_series(1, 120000) g, lateral (select jsonb_build_object(
            'name', 'name ' || g % 5000, 'size', case when g % 10 > 0 then g % 1000 end, 'rank', g, 'ratio', g / 7.0, 'flag', g % 3 = 0,
            'kind', case when g % 10000 = 5000 then 'ALPHA' when g % 2 = 0 then 'BETA' else 'GAMMA' end,
            'at', to_char(timestamp '2020-01-01' + g * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
            'note', repeat('x', 195) || g)) as made (c)
        """;

    const string FillParts = """
        insert into {table} (doc, id, controller_no, created_at, updated_at, content{columns})
        select 2000000 + g, md5((2000000 + g)::text), 10002 + g % 999, 1700000000000 + g, 1700000000000 + g, c::json{values}
        from generate_series(1, 60000) g, lateral (select jsonb_build_object(
            'name', 'part ' || g % 100, 'size', g % 1000, 'thing', 1000001 + g / 10)) as made (c)
        """;

    const string FillLogs = """
        insert into log (log_no, name, family, tip_position, state)
        select n, case when n = 1000002 then '{name}'::bytea else decode(md5(n::text), 'hex') end, 'document', 1, '\x00'
        from (select 1000000 + generate_series(1, 120000) union all select 2000000 + generate_series(1, 60000)) as t (n);
        insert into principal (author_no, did) select 10000 + g, 'did:plan:' || g from generate_series(1, 1000) g;
        analyze log; analyze principal
        """;

    /// <summary>The account that wrote half of the things.</summary>
    internal static Did Busy { get; } = Did.Parse("did:plan:1");

    /// <summary>Has ten parts.</summary>
    internal static string ThingWithParts { get; } =
        new StreamId(StreamType.Document, Cid.Create(Multicodec.DagCbor, 0x12, new byte[32])).ToString();

    static byte[] NameWithParts => StreamId.Parse(ThingWithParts).Name.Memory.ToArray();

    PostgresBackend _backend = null!;
    Dictionary<string, StreamId> _ids = [];

    TestNode Node { get; set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Node = await TestNode.StartAsync();
        var composite = await Node.DeployAsync(OracleSchema.Sdl);
        _ids = new[] { OracleSchema.Thing, OracleSchema.Part }.ToDictionary(
            name => name,
            name => composite.FindByAlias(name)!.Value,
            StringComparer.Ordinal
        );
        _backend = await PostgresBackend.OpenAsync(
            Node.Database.ConnectionString,
            2,
            StreamFamilies.Make().History,
            TimeProvider.System,
            NullLogger.Instance,
            CancellationToken.None
        );
        await ReloadAsync();
        await ExecuteAsync(
            FillLogs.Replace("{name}", "\\x" + Convert.ToHexString(NameWithParts), StringComparison.Ordinal)
        );
        await FillAsync(FillThings, Thing);
        await FillAsync(FillParts, Part);
    }

    internal IndexedModel Thing { get; private set; } = null!;

    internal IndexedModel Part { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _backend.DisposeAsync();
        await Node.DisposeAsync();
    }

    /// <summary>The plan of a page as production asks for it.</summary>
    internal Task<Plan> PageAsync(DocumentSet set, PageWindow window, bool isGeneric, params PageParent[] parents)
    {
        var order = OrderSql.For(set.Models, window.Sort, window.Backward);
        return ExplainAsync(PageSql.Of(set, window, order, (Cursor.Exact?)window.Cursor, parents), isGeneric);
    }

    /// <summary>The plan of a page with what is read beside its documents.</summary>
    internal Task<Plan> TreeAsync(PageRead read, bool isGeneric, params PageParent[] parents) =>
        ExplainAsync(TreeSql.Of(read, parents), isGeneric);

    /// <summary>The plan of a count.</summary>
    internal Task<Plan> CountAsync(DocumentSet set, PageParent parent, bool isGeneric) =>
        ExplainAsync(CountSql.Of(set, [parent]), isGeneric);

    /// <summary>Prepared by name, as the driver does it, and planned with or without a look at the values.</summary>
    async Task<Plan> ExplainAsync(SqlText sql, bool isGeneric)
    {
        await using var connection = await Node.Database.DataSource.OpenConnectionAsync();
        await using var statement = sql.ToCommand(connection);
        var parameters = statement.Parameters.Cast<NpgsqlParameter>().ToArray();
        var types = string.Join(", ", parameters.Select(TypeOf));
        var values = string.Join(", ", parameters.Select(LiteralOf));
        await ExecuteAsync(
            connection,
            $"set plan_cache_mode = force_{(isGeneric ? "generic" : "custom")}_plan; set jit = off"
        );
        await ExecuteAsync(connection, $"prepare page ({types}) as {sql}");
        await using var explain = new NpgsqlCommand(
            $"explain (analyze, format json) execute page ({values})",
            connection
        );
        var json = (string)(await explain.ExecuteScalarAsync())!;
        await ExecuteAsync(connection, "deallocate page");
        return new(JsonElement.Parse(json));
    }

    static string TypeOf(NpgsqlParameter parameter) =>
        parameter.Value switch
        {
            long => "bigint",
            byte[] => "bytea",
            string?[] => "text[]",
            byte[]?[] => "bytea[]",
            _ => "text",
        };

    static string LiteralOf(NpgsqlParameter parameter) =>
        parameter.Value switch
        {
            null or DBNull => "null",
            long number => number.ToString(CultureInfo.InvariantCulture),
            string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
            byte[] bytes => $"'\\x{Convert.ToHexString(bytes)}'",
            string?[] texts =>
                $"array[{string.Join(',', texts.Select(text => text is null ? "null" : $"'{text}'"))}]::text[]",
            byte[]?[] blobs =>
                $"array[{string.Join(',', blobs.Select(blob => blob is null ? "null" : $"'\\x{Convert.ToHexString(blob)}'"))}]::bytea[]",
            var other => throw new NotSupportedException(other.GetType().Name),
        };

    async Task ReloadAsync()
    {
        var catalogue = await _backend.Catalogue.LoadAsync(CancellationToken.None);
        Thing = Find(OracleSchema.Thing);
        Part = Find(OracleSchema.Part);

        IndexedModel Find(string name) =>
            catalogue.TryGet(_ids[name], out var model) ? model : throw new KeyNotFoundException(name);
    }

    async Task FillAsync(string sql, IndexedModel model)
    {
        var columns = string.Concat(model.Columns.Select(column => $", {column.SqlName}"));
        var values = string.Concat(model.Columns.Select(column => $", {ValueOf(column)}"));
        await ExecuteAsync(
            sql.Replace("{table}", model.SqlName, StringComparison.Ordinal)
                .Replace("{columns}", columns, StringComparison.Ordinal)
                .Replace("{values}", values, StringComparison.Ordinal)
        );
        await ExecuteAsync($"vacuum analyze {model.SqlName}");
    }

    static string ValueOf(IndexedColumn column) =>
        (column.Kind, column.Type) switch
        {
            (ColumnKind.Account, _) => "10001 + g % 1000",
            (ColumnKind.Document, _) => "(c->>'thing')::bigint",
            (_, ColumnType.Number) => $"(c->>'{column.Field}')::numeric",
            (_, ColumnType.Boolean) => $"(c->>'{column.Field}')::boolean",
            _ => $"left(c->>'{column.Field}', {IndexedColumn.TextLengthMax})",
        };

    async Task ExecuteAsync(string sql)
    {
        await using var connection = await Node.Database.DataSource.OpenConnectionAsync();
        await ExecuteAsync(connection, sql);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
