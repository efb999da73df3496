using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Filters;
using ComposeServer.Postgres.Indexing;
using ComposeServer.Postgres.Query;
using ComposeServer.Streams;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Postgres;
using Npgsql;

namespace ComposeServer.Conformance.Indexing;

/// <summary>
/// Filters of the node against the SQL that the JS node made of them: both are run over the same rows in Postgres. Where the reference is
/// known to be wrong, the rows that its note asks for are expected.
/// </summary>
sealed class NodeFilterVectors : VectorClaims
{
    public NodeFilterVectors()
        : base("golden/node-filters.json")
    {
        Claim(A_filter_that_the_node_refuses_is_refused_in_its_words, one => one.Json.Has("error"));
        Claim(A_filter_selects_the_rows_that_the_node_selects, one => one.Json.Has("referenceSqlWhere"));
    }

    public override CaseShape Shape => new CaseShape.Members();

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = "says where the reference is wrong" };

    static void A_filter_that_the_node_refuses_is_refused_in_its_words(VectorCase one)
    {
        var refusal = Assert.Throws<FilterException>(() =>
            FilterReader.Read(one.Json.GetProperty("filter").Json, _ => true)
        );

        Assert.Equal(one.Json.Text("error"), refusal.Message);
    }

    static async Task A_filter_selects_the_rows_that_the_node_selects(VectorCase one, CancellationToken cancel)
    {
        foreach (var withColumns in (bool[])[false, true])
            await AssertSelectsAsync(one.Json, withColumns);
    }

    static async Task AssertSelectsAsync(Recorded recorded, bool withColumns)
    {
        var json = recorded.GetProperty("filter").GetRawText();
        var (a, b) = (TypeOf(json, "\"a\""), TypeOf(json, "\"b\""));
        var model = ModelOf(a, b, withColumns);
        await using var database = await TestPostgres.CreateDatabaseAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await FillAsync(connection, model, RowsOf(a, b));

        var filter = FilterReader.Read(recorded.GetProperty("filter").Json, _ => true);
        var ours = await SelectAsync(connection, model, filter);
        var reference = recorded.Text("referenceSqlWhere");
        if (
            recorded.TryGetProperty("note", out var note)
            && note.GetString()!.StartsWith("wrong", StringComparison.Ordinal)
        )
            reference = "cast(stream_content->>'a' as varchar) in ('x')";
        var theirs = await ReadAsync(
            new NpgsqlCommand(
                $"select doc from (select doc, content::jsonb as stream_content from doc_1) r where {(reference.Length == 0 ? "true" : reference)} order by doc",
                connection
            )
        );

        Assert.Equal(theirs, ours);
    }

    /// <summary>Whether the filter compares a field with numbers; the reference fails on rows of another type.</summary>
    static ColumnType TypeOf(string json, string field)
    {
        var at = json.IndexOf(field, StringComparison.Ordinal);
        var end = at < 0 ? -1 : json.IndexOf('}', at);
        return at >= 0 && json[(at + field.Length)..end].Any(char.IsAsciiDigit) ? ColumnType.Number : ColumnType.Text;
    }

    static IEnumerable<string> RowsOf(ColumnType a, ColumnType b)
    {
        string?[] ofA =
            a == ColumnType.Number ? ["1", "2", "3", "10", null] : ["\"x\"", "\"y\"", "\"m\"", "\"z'\"", null];
        string?[] ofB = b == ColumnType.Number ? ["1", "2", null] : ["\"q\"", "\"r\"", null];
        foreach (var left in ofA)
        foreach (var right in ofB)
            yield return $"{{{string.Join(',', new[] { left is null ? null : $"\"a\":{left}", right is null ? null : $"\"b\":{right}" }.OfType<string>())}}}";
    }

    static IndexedModel ModelOf(ColumnType a, ColumnType b, bool withColumns)
    {
        var definition = ModelDefinition.Parse(
            JsonElement.Parse(
                $$"""
                {"version":"2.0","name":"Thing","description":"d","accountRelation":{"type":"list"},"interface":false,"implements":[],
                "schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
                "properties":{"a":{"type":"{{Word(a)}}"},"b":{"type":"{{Word(b)}}"} } },
                "immutableFields":[],"relations":{},"views":{} }
                """
            )
        );
        IReadOnlyList<IndexedColumn> columns = withColumns
            ? [new(1, "a", ColumnKind.Key, a), new(2, "b", ColumnKind.Key, b)]
            : [];
        return new(
            1,
            StreamId.Parse("kjzl6hvfrbw6c6ofgjagr114wrmhbrt82rgpdv9digiy6h1wkay9gw1ro6ja1yl"),
            definition,
            columns,
            [],
            IndexState.Live
        );
    }

    static string Word(ColumnType type) => type == ColumnType.Number ? "number" : "string";

    static async Task FillAsync(NpgsqlConnection connection, IndexedModel model, IEnumerable<string> rows)
    {
        await using (var create = new NpgsqlCommand(TableDefinition.CreateTable(model), connection))
            await create.ExecuteNonQueryAsync();
        var names = string.Concat(model.Columns.Select(column => $", {column.SqlName}"));
        var values = string.Concat(
            model.Columns.Select(column =>
                $", ($2::jsonb->>'{column.Field}'){(column.Type == ColumnType.Number ? "::numeric" : "")}"
            )
        );
        var doc = 0L;
        foreach (var row in rows)
        {
            await using var insert = new NpgsqlCommand(
                $"insert into doc_1 (doc, id, controller_no, created_at, updated_at, content{names}) values ($1, '', 1, 1, 1, $2::json{values})",
                connection
            )
            {
                Parameters =
                {
                    new NpgsqlParameter<long> { TypedValue = ++doc },
                    new NpgsqlParameter<string> { TypedValue = row },
                },
            };
            await insert.ExecuteNonQueryAsync();
        }
    }

    static async Task<List<long>> SelectAsync(NpgsqlConnection connection, IndexedModel model, Filter? filter)
    {
        var sql = new SqlText();
        var condition = filter is null ? "true" : FilterSql.Of(sql, model, filter);
        sql.Append($"select d.doc from doc_1 d where {condition} order by d.doc");
        return await ReadAsync(sql.ToCommand(connection));
    }

    static async Task<List<long>> ReadAsync(NpgsqlCommand command)
    {
        await using (command)
        {
            var found = new List<long>();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                found.Add(reader.GetInt64(0));
            return found;
        }
    }
}
