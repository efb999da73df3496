namespace ComposeServer.Postgres.Feed;

/// <summary>Bytes of an event and of all its blocks; <c>e</c> is the event. Lengths are read without the bytes, however large they are.</summary>
static class EventSize
{
    public const string Sql = """
        coalesce(octet_length(e.envelope), 0) + octet_length(e.payload)
            + coalesce((select octet_length(s.bytes) from block s where s.cid = e.capability_cid), 0)
            + coalesce(case when e.kind = 2 then (
                select sum(octet_length(s.bytes)) from evidence v join block s using (cid) where v.position = e.position) end, 0)
        """;
}
