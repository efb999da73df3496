using ComposeServer.Ipld;
using ComposeServer.Log.Feed;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Feed;

/// <summary>One event by its CID, with its log. Uses the unique key on <c>cid</c>.</summary>
static class FindEvent
{
    const string Sql = $"""
        select {EventColumns.List}, l.name
        from event e join log l using (log_no) {EventColumns.Joins}
        where e.cid = $1
        """;

    public static NpgsqlBatchCommand Command(Cid cid) =>
        new(Sql) { Parameters = { PostgresArray.Bytes(cid.Bytes.ToArray()) } };

    public static FoundEvent Read(NpgsqlDataReader reader) =>
        new(new(reader.GetFieldValue<byte[]>(EventColumns.Count)), EventColumns.Read(reader));
}

/// <summary>One unclaimed init event by its CID, with its log. Uses the unique key on <c>cid</c>.</summary>
static class FindUnclaimed
{
    const string Sql = "select cid, payload, received_at, name from unclaimed where cid = $1";

    public static NpgsqlBatchCommand Command(Cid cid) =>
        new(Sql) { Parameters = { PostgresArray.Bytes(cid.Bytes.ToArray()) } };

    public static FoundEvent Read(NpgsqlDataReader reader) =>
        new(new(reader.GetFieldValue<byte[]>(3)), ReadUnclaimed.Read(reader));
}
