using System.Globalization;
using ComposeServer.Benchmarks.Operations;

namespace ComposeServer.Benchmarks.Report;

/// <summary>The figures as text, a row for each operation, number of connections and side.</summary>
static class FigureRows
{
    public static readonly IReadOnlyList<string> Heads =
    [
        "operation",
        "connections",
        "side",
        "per s",
        "server is",
        "p50 ms",
        "p99 ms",
        "CPU ms/op",
        "+ Postgres",
        "RSS MB",
        "answer B",
        "others",
    ];

    /// <summary>Columns from here on are numbers, but for the side.</summary>
    public const int NamesColumn = 2;

    public static IEnumerable<string[]> Of(RunReport report) =>
        from operation in report.Operations
        from side in operation.Sides
        select Row(operation, side);

    /// <summary>A rate with its thousands set apart.</summary>
    public static string Rate(double value) => Number(value, value < 100 ? "0.0" : "#,0");

    /// <summary>Milliseconds as exact as they are worth.</summary>
    public static string Milliseconds(double value) => Number(value, value < 10 ? "0.000" : "0.0");

    /// <summary>A number for people everywhere.</summary>
    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    static string[] Row(OperationFigures operation, SideFigures side) =>
        [
            operation.Name,
            Number(operation.Connections, "0"),
            side.Side,
            side.Errors == 0 ? Rate(side.PerSecond) : "FAILED",
            side == operation.Server ? "" : Ratio(operation.Ratio(side)),
            Milliseconds(side.P50Ms),
            Milliseconds(side.P99Ms),
            Milliseconds(side.ServerCpuMs),
            Milliseconds(side.PostgresCpuMs),
            Number(side.ResidentBytes / 1e6, "0"),
            Number(side.AnswerBytes, "0"),
            Number(side.OthersShare * 100, "0") + " %",
        ];

    static string Ratio(double ratio) => double.IsFinite(ratio) ? Number(ratio, ratio < 10 ? "0.00" : "0") + " ×" : "–";
}
