using ComposeServer.Log;
using ComposeServer.Log.Heads;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>One page of the logs that have events, in order of number. By model it uses <c>log_by_model</c>, else the primary key.</summary>
static class ListLogs
{
    /// <summary>Names of one page.</summary>
    public const int PageSize = 1_000;

    const string Head = "select log_no, name from log where log_no > $1 and family is not null";

    const string Tail = " order by log_no limit $2";

    public static NpgsqlBatchCommand Command(LogFilter filter, long after)
    {
        var command = new NpgsqlBatchCommand(
            filter switch
            {
                LogFilter.OfModel => Head + " and model_no = (select log_no from log where name = $3)" + Tail,
                LogFilter.OfController => Head
                    + " and controller_no = (select author_no from principal where did = $3)"
                    + Tail,
                _ => Head + Tail,
            }
        );
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PageSize });
        if (filter is LogFilter.OfModel ofModel)
            command.Parameters.Add(PostgresArray.Bytes(ofModel.Model.Memory.ToArray()));
        if (filter is LogFilter.OfController ofController)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ofController.Controller.Text });
        return command;
    }

    public static (long LogNo, LogName Name) Read(NpgsqlDataReader reader) =>
        (reader.GetInt64(0), new LogName(reader.GetFieldValue<byte[]>(1)));
}
