using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Records the numbers that were given out beside a commit group.</summary>
static class MoveNumbers
{
    const string Sql = "update commit_head set log_no = $1, author_no = $2";

    public static NpgsqlBatchCommand Command(Numbers numbers) =>
        new(Sql)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = numbers.LastLogNo },
                new NpgsqlParameter<long> { TypedValue = numbers.LastAuthorNo },
            },
        };
}
