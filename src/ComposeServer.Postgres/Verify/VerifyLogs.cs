using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Intake.Commit;
using Npgsql;

namespace ComposeServer.Postgres.Verify;

/// <summary>Reads logs as they are stored, page by page in order of number; models before what they define.</summary>
static class VerifyLogs
{
    public const string Count = "select count(*) from log where family is not null";

    const string Page = """
        select l.log_no, l.name, l.family, l.tip_position, l.tip_cid, l.state, m.name, p.did
        from log l left join log m on m.log_no = l.model_no left join principal p on p.author_no = l.controller_no
        where l.log_no > $1 and l.family is not null and (l.family = 'model') = $2 order by l.log_no limit $3
        """;

    /// <summary>A head with what it names.</summary>
    public sealed record Row(long LogNo, StoredHead Head, Cid? Tip, LogName Model, Did? Controller);

    public static NpgsqlBatchCommand ReadPage(long after, bool models, int limit) =>
        new(Page)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = after },
                new NpgsqlParameter<bool> { TypedValue = models },
                new NpgsqlParameter<int> { TypedValue = limit },
            },
        };

    public static Row Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            new(
                new LogName(reader.GetFieldValue<byte[]>(1)),
                reader.GetString(2),
                reader.GetInt64(3),
                reader.IsDBNull(5) ? default : reader.GetFieldValue<byte[]>(5)
            ),
            !reader.IsDBNull(4) && Cid.TryRead(reader.GetFieldValue<byte[]>(4), out var tip) ? tip : null,
            reader.IsDBNull(6) ? default : new(reader.GetFieldValue<byte[]>(6)),
            !reader.IsDBNull(7) && Did.TryParse(reader.GetString(7), out var controller) ? controller : null
        );
}
