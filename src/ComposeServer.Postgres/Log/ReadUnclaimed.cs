using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>The unclaimed init event of a log, if that is all there is. Uses the unique key on <c>name</c>.</summary>
static class ReadUnclaimed
{
    const string Sql = "select cid, payload, received_at from unclaimed where name = $1";

    public static NpgsqlBatchCommand Command(byte[] name) => new(Sql) { Parameters = { PostgresArray.Bytes(name) } };

    public static StoredEvent Read(NpgsqlDataReader reader)
    {
        var cid = CidColumn.Read(reader, 0);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2));
        return new(
            new(0, cid, EventKind.Init, null, null, at, null),
            new(new Block(cid, reader.GetFieldValue<byte[]>(1)))
        );
    }
}
