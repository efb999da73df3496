using ComposeServer.Log.Intake.Commit;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>
/// Writes the new heads of logs, each only where the stored tip is the expected one. The number of rows written equals the number of
/// heads, or another server was faster.
/// </summary>
static class WriteHeads
{
    const string Sql = """
        update log set family = n.family, model_no = n.model_no, controller_no = n.controller_no,
            tip_position = n.tip_position, tip_cid = n.tip_cid, state = n.state
        from unnest($1, $2, $3, $4, $5, $6, $7, $8)
            as n (log_no, expected, family, model_no, controller_no, tip_position, tip_cid, state)
        where log.log_no = n.log_no and log.tip_position = n.expected
        """;

    public static NpgsqlBatchCommand Command(IReadOnlyCollection<LogWrite> writes, Numbers numbers)
    {
        var count = writes.Count;
        var logNo = new long[count];
        var expected = new long[count];
        var family = new string[count];
        var model = new long?[count];
        var controller = new long[count];
        var tipPosition = new long[count];
        var tipCid = new byte[count][];
        var state = new byte[count][];
        var i = 0;
        foreach (var write in writes)
        {
            logNo[i] = numbers.Of(write.Name);
            expected[i] = write.ExpectedTipPosition;
            family[i] = write.Family;
            model[i] = write.Model.IsEmpty ? null : numbers.Of(write.Model);
            controller[i] = numbers.Of(write.Controller);
            tipPosition[i] = write.TipPosition;
            tipCid[i] = write.Tip.Bytes.ToArray();
            state[i] = write.State.ToArray();
            i++;
        }

        return new(Sql)
        {
            Parameters =
            {
                PostgresArray.Of(logNo),
                PostgresArray.Of(expected),
                PostgresArray.Of(family),
                PostgresArray.Of(model),
                PostgresArray.Of(controller),
                PostgresArray.Of(tipPosition),
                PostgresArray.Of(tipCid),
                PostgresArray.Of(state),
            },
        };
    }
}
