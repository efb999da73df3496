using ComposeServer.Identity.Dids;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Numbers principals for the first time.</summary>
static class InsertPrincipals
{
    const string Sql = "insert into principal (author_no, did) select * from unnest($1, $2)";

    /// <param name="dids">In order of number, the last of which is <paramref name="lastNo"/>.</param>
    /// <param name="lastNo">Number of the last of them.</param>
    public static NpgsqlBatchCommand Command(IReadOnlyList<Did> dids, long lastNo)
    {
        var numbers = new long[dids.Count];
        var texts = new string[dids.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            numbers[i] = lastNo - dids.Count + 1 + i;
            texts[i] = dids[i].ToString();
        }

        return new(Sql) { Parameters = { PostgresArray.Of(numbers), PostgresArray.Of(texts) } };
    }
}
