using ComposeServer.Ipld;
using ComposeServer.Log;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>A column that holds a binary CID.</summary>
static class CidColumn
{
    public static Cid Read(NpgsqlDataReader reader, int column) => Of(reader.GetFieldValue<byte[]>(column));

    /// <exception cref="InvariantBroken">The database holds something else.</exception>
    public static Cid Of(byte[] bytes)
    {
        Invariant.Holds(Cid.TryRead(bytes, out var cid));
        return cid;
    }
}
