using Npgsql;
using NpgsqlTypes;

namespace ComposeServer.Benchmarks.Bare;

/// <summary>Adds documents, as many as there are, in one statement.</summary>
static class InsertRows
{
    public const string Author = """
        insert into bare.author (doc, id, controller_no, created_at, content, number)
        select n.doc, n.id, (select p.author_no from principal p where p.did = n.controller), n.created_at, n.content,
            (n.content->>'number')::numeric
        from unnest($1, $2, $3, $4, $5::jsonb[]) as n (doc, id, controller, created_at, content)
        """;

    public const string Post = """
        insert into bare.post (doc, id, controller_no, created_at, content, author, topic, rank, published_at)
        select n.doc, n.id, (select p.author_no from principal p where p.did = n.controller), n.created_at, n.content,
            (select a.doc from bare.author a where a.id = n.content->>'authorID'),
            n.content->>'topic', (n.content->>'rank')::numeric, n.content->>'publishedAt'
        from unnest($1, $2, $3, $4, $5::jsonb[]) as n (doc, id, controller, created_at, content)
        """;

    public const string Comment = """
        insert into bare.comment (doc, id, controller_no, created_at, content, post)
        select n.doc, n.id, (select p.author_no from principal p where p.did = n.controller), n.created_at, n.content,
            (select a.doc from bare.post a where a.id = n.content->>'postID')
        from unnest($1, $2, $3, $4, $5::jsonb[]) as n (doc, id, controller, created_at, content)
        """;

    public static NpgsqlBatchCommand Command(string sql, IReadOnlyList<BareRow> rows) =>
        new(sql)
        {
            Parameters =
            {
                Of(NpgsqlDbType.Bigint, rows.Select(row => row.Doc)),
                Of(NpgsqlDbType.Text, rows.Select(row => row.Id)),
                Of(NpgsqlDbType.Text, rows.Select(row => row.Controller)),
                Of(NpgsqlDbType.Bigint, rows.Select(row => row.CreatedAt)),
                Of(NpgsqlDbType.Text, rows.Select(row => row.Content)),
            },
        };

    public static NpgsqlParameter<T[]> Of<T>(NpgsqlDbType type, IEnumerable<T> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type };
}
