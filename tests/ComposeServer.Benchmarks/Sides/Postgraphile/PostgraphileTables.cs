using Npgsql;

namespace ComposeServer.Benchmarks.Sides.Postgraphile;

/// <summary>
/// The documents in the tables that PostGraphile makes the best of: a column for each member, foreign keys for relations, and indices in
/// the order that it sorts by, whose last key is always the primary one.
/// </summary>
static class PostgraphileTables
{
    public const string Schema = "postgraphile";

    const string Sql = """
        drop schema if exists postgraphile cascade;
        create schema postgraphile;
        create table postgraphile.author (
            doc bigint primary key,
            stream_id text collate "C" not null,
            name text not null,
            number integer not null
        );
        create table postgraphile.post (
            doc bigint primary key,
            stream_id text collate "C" not null,
            author_doc bigint not null,
            created_at bigint not null,
            title text not null,
            body text not null,
            topic text collate "C" not null,
            rank integer not null,
            published_at text collate "C" not null
        );
        create table postgraphile.comment (
            doc bigint primary key,
            stream_id text collate "C" not null,
            post_doc bigint not null,
            created_at bigint not null,
            text text not null
        );
        insert into postgraphile.author
        select doc, id, content->>'name', number from bare.author order by doc;
        insert into postgraphile.post
        select doc, id, author, created_at, content->>'title', content->>'body', topic, rank, published_at from bare.post order by doc;
        insert into postgraphile.comment
        select doc, id, post, created_at, content->>'text' from bare.comment order by doc;
        alter table postgraphile.author add unique (stream_id);
        alter table postgraphile.post add unique (stream_id), add foreign key (author_doc) references postgraphile.author;
        alter table postgraphile.comment add unique (stream_id), add foreign key (post_doc) references postgraphile.post;
        create index on postgraphile.author (number, doc);
        create index on postgraphile.post (created_at, doc);
        create index on postgraphile.post (author_doc, created_at, doc);
        create index on postgraphile.post (topic, rank, doc);
        create index on postgraphile.post (rank, doc);
        create index on postgraphile.post (published_at, doc);
        create index on postgraphile.comment (created_at, doc);
        create index on postgraphile.comment (post_doc, created_at, doc);
        """;

    /// <summary>Makes and fills them from the tables of the bare endpoint, which must be there.</summary>
    public static async Task FillAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        foreach (var sql in (string[])[Sql, "vacuum analyze"])
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
