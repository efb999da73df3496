using System.Diagnostics;
using System.Diagnostics.Metrics;
using ComposeServer.Postgres.Query;
using Npgsql;

namespace ComposeServer.Postgres.Diagnostics;

/// <summary>Measurements of the pool and of statements. Spans of statements are the driver's own, of the source <c>Npgsql</c>.</summary>
public static class PostgresDiagnostics
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "ComposeServer.Postgres";

    /// <summary>The statement that reads a page with everything under it, by the name that it is measured under.</summary>
    public const string TreeStatement = nameof(TreeSql);

    static readonly Meter Meter = new(Name);

    static readonly Histogram<double> PoolWaits = Meter.CreateHistogram<double>(
        "postgres.pool.wait",
        unit: "s",
        description: "Time until a connection of the pool was free."
    );

    static readonly Histogram<double> Statements = Meter.CreateHistogram<double>(
        "postgres.statement.duration",
        unit: "s",
        description: "Time of a statement from its sending to its last row, by the file that holds it."
    );

    static readonly Counter<long> Rows = Meter.CreateCounter<long>(
        "postgres.statement.rows",
        unit: "{row}",
        description: "Rows that statements gave, by the file that holds them."
    );

    /// <summary>True while somebody measures statements.</summary>
    internal static bool MeasuresStatements => Statements.Enabled || Rows.Enabled;

    /// <summary>Takes a connection of the pool, and measures how long that took.</summary>
    internal static async ValueTask<NpgsqlConnection> TakeConnectionAsync(
        this NpgsqlDataSource source,
        CancellationToken cancel
    )
    {
        var began = Stopwatch.GetTimestamp();
        var connection = await source.OpenConnectionAsync(cancel);
        PoolWaits.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        return connection;
    }

    /// <summary>Notes a statement that has ended.</summary>
    internal static void Record(string statement, TimeSpan elapsed, int rows)
    {
        var tag = KeyValuePair.Create("statement", (object?)statement);
        Statements.Record(elapsed.TotalSeconds, tag);
        if (rows > 0)
            Rows.Add(rows, tag);
    }
}
