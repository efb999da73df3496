using ComposeServer.Log.AnchorRequests;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Anchoring;

/// <summary>Says what became of requests, each only where it is still the one that was taken.</summary>
/// <remarks>
/// What a group is just replacing is passed by, so that neither waits for the other. Should that group fail, the row still says that it is
/// worked on, and the next turn takes it up.
/// </remarks>
static class SettleAnchorRequests
{
    const string Found = """
        select r.log_no, n.status, n.message
        from unnest($1, $2, $3, $4) as n (name, tip, status, message)
        join log l on l.name = n.name join anchor_request r on r.log_no = l.log_no and r.tip = n.tip
        for update of r skip locked
        """;

    const string Remove = $"delete from anchor_request r using ({Found}) f where r.log_no = f.log_no";

    const string Keep = $"""
        update anchor_request r set status = f.status, tries = r.tries + 1, message = f.message, updated_at = $5
        from ({Found}) f where r.log_no = f.log_no
        """;

    /// <summary>Nothing is left to do about these.</summary>
    public static NpgsqlBatchCommand Over(IReadOnlyList<SettledAnchorRequest> settled) => Of(Remove, settled);

    /// <summary>These failed, and are tried again or are not.</summary>
    public static NpgsqlBatchCommand Failed(IReadOnlyList<SettledAnchorRequest> settled, DateTimeOffset now)
    {
        var command = Of(Keep, settled);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = now.ToUnixTimeMilliseconds() });
        return command;
    }

    static NpgsqlBatchCommand Of(string sql, IReadOnlyList<SettledAnchorRequest> settled) =>
        new(sql)
        {
            Parameters =
            {
                PostgresArray.Of(settled.Select(one => one.Request.Log.Memory.ToArray()).ToArray()),
                PostgresArray.Of(settled.Select(one => one.Request.Tip.Bytes.ToArray()).ToArray()),
                PostgresArray.Of(settled.Select(one => (short)(one.Stage ?? default)).ToArray()),
                PostgresArray.Of(settled.Select(one => one.Message).ToArray()),
            },
        };
}
