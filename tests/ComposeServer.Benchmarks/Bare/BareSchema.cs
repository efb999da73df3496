namespace ComposeServer.Benchmarks.Bare;

/// <summary>
/// Tables that somebody would make by hand for this one application, in a schema beside the server's tables. They have the same columns to
/// search by and the same indices, and keep the StreamID as text, which a hand-written endpoint would.
/// </summary>
static class BareSchema
{
    public const string Tables = """
        drop schema if exists bare cascade;
        create schema bare;
        create table bare.author (
            doc bigint primary key,
            id text collate "C" not null,
            controller_no bigint not null,
            created_at bigint not null,
            content jsonb not null,
            number numeric not null
        );
        create table bare.post (
            doc bigint primary key,
            id text collate "C" not null,
            controller_no bigint not null,
            created_at bigint not null,
            content jsonb not null,
            author bigint not null,
            topic text collate "C" not null,
            rank numeric not null,
            published_at text collate "C" not null
        );
        create table bare.comment (
            doc bigint primary key,
            id text collate "C" not null,
            controller_no bigint not null,
            created_at bigint not null,
            content jsonb not null,
            post bigint not null
        );
        create table bare.event (
            position bigint primary key,
            cid bytea not null unique,
            payload_cid bytea not null,
            log_no bigint not null,
            received_at bigint not null,
            envelope bytea not null,
            payload bytea not null
        );
        """;

    /// <summary>Made when the tables are full.</summary>
    public const string Indices = """
        create unique index on bare.author (id);
        create index on bare.author (created_at, doc);
        create index on bare.author (controller_no, created_at, doc);
        create index on bare.author (number, created_at, doc);
        create unique index on bare.post (id);
        create index on bare.post (created_at, doc);
        create index on bare.post (controller_no, created_at, doc);
        create index on bare.post (author, created_at, doc);
        create index on bare.post (topic, rank, created_at, doc);
        create index on bare.post (rank, created_at, doc);
        create index on bare.post (published_at, created_at, doc);
        create unique index on bare.comment (id);
        create index on bare.comment (created_at, doc);
        create index on bare.comment (controller_no, created_at, doc);
        create index on bare.comment (post, created_at, doc);
        create index on bare.event (log_no, position);
        create index on bare.event (payload_cid);
        """;
}
