using System.Globalization;
using System.Text;
using ComposeServer.Benchmarks.Operations;

namespace ComposeServer.Benchmarks.Report;

/// <summary>The figures for people.</summary>
static class ReportTable
{
    static readonly CompositeFormat Row = CompositeFormat.Parse(
        "{0,-10}{1,10}{2,10}{3,8}{4,9}{5,9}{6,9}{7,9}{8,10}{9,8}{10,9}{11,8}{12,8}{13,8}"
    );

    public static void Write(TextWriter output, RunReport report)
    {
        output.WriteLine();
        Line(output, "", "server", "bare", "", "server", "", "bare", "", "CPU ms/op", "", "", "", "RSS", "others");
        Line(
            output,
            "operation",
            "per s",
            "per s",
            "ratio",
            "p50 ms",
            "p99 ms",
            "p50 ms",
            "p99 ms",
            "server",
            "+ pg",
            "bare",
            "+ pg",
            "MB",
            "CPU"
        );
        foreach (var operation in report.Operations)
            Write(output, operation);
        output.WriteLine();
        WriteFacts(output, report);
        foreach (var operation in report.Operations)
            WriteTrouble(output, operation);
    }

    static void Write(TextWriter output, OperationFigures operation)
    {
        var (server, bare) = (operation.Server, operation.Bare);
        Line(
            output,
            operation.Name,
            Rate(server.PerSecond),
            Rate(bare.PerSecond),
            Number(operation.Ratio, "0.00"),
            Milliseconds(server.P50Ms),
            Milliseconds(server.P99Ms),
            Milliseconds(bare.P50Ms),
            Milliseconds(bare.P99Ms),
            Milliseconds(server.ServerCpuMs),
            Milliseconds(server.PostgresCpuMs),
            Milliseconds(bare.ServerCpuMs),
            Milliseconds(bare.PostgresCpuMs),
            Number(server.ResidentBytes / 1e6, "0"),
            Number(Math.Max(server.OthersShare, bare.OthersShare) * 100, "0") + " %"
        );
    }

    static void WriteFacts(TextWriter output, RunReport report)
    {
        var (machine, options, size) = (report.Machine, report.Options, report.Size);
        Fact(output, "commit", machine.Commit);
        Fact(
            output,
            "machine",
            $"{machine.Cores} cores, {machine.Processor}, {Gigabytes(machine.MemoryBytes)}, {machine.System}"
        );
        Fact(
            output,
            "software",
            $"{machine.Runtime}, Postgres {machine.Postgres}, {machine.Durability}, on {machine.Disk}"
        );
        Fact(
            output,
            "documents",
            Invariant($"{size.Authors} authors, {size.Posts} posts, {size.Comments} comments, seed {options.Seed}")
        );
        Fact(
            output,
            "load",
            Invariant(
                $"{options.Connections} connections, {options.Rounds} × {options.Seconds / options.Rounds:0.##} s each by turns, after {options.WarmUpSeconds} s of warm-up"
            )
        );
        Fact(
            output,
            "answers",
            string.Join(
                ", ",
                report.Operations.Select(operation => Invariant($"{operation.Name} {operation.AnswerBytes} B"))
            ) + ", equal on both sides"
        );
        Fact(output, "client", string.Join(", ", report.Operations.Select(ClientCpu)) + " ms CPU per request");
        Fact(
            output,
            "memory",
            Invariant($"peak {report.ServerPeakBytes / 1e6:0} MB server, {report.BarePeakBytes / 1e6:0} MB bare")
        );
        Fact(
            output,
            "others",
            Invariant(
                $"load average {machine.LoadBefore:0.0} before, {report.LoadAfter:0.0} after; client, servers and Postgres share the cores"
            )
        );
        Fact(output, "rounds", string.Join("; ", report.Operations.Select(Rounds)));
    }

    static void WriteTrouble(TextWriter output, OperationFigures operation)
    {
        foreach (var (who, side) in new[] { ("server", operation.Server), ("bare", operation.Bare) })
        {
            if (side.Errors > 0)
                output.WriteLine($"ERRORS: {operation.Name}, {who}: {side.Errors}, such as {side.FirstError}");
            if (side.RanOut)
                output.WriteLine(
                    $"note: {operation.Name}, {who}: a round ended early, its signed documents were used up"
                );
        }
    }

    static string ClientCpu(OperationFigures operation) =>
        $"{operation.Name} {Milliseconds(operation.Server.ClientCpuMs)}";

    static string Rounds(OperationFigures operation) =>
        $"{operation.Name} {List(operation.Server)} | {List(operation.Bare)}";

    static string List(SideFigures side) => string.Join(' ', side.Rounds.Select(Rate));

    static void Fact(TextWriter output, string name, string text) => output.WriteLine($"{name, -11}{text}");

    static void Line(TextWriter output, params object[] cells) =>
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, cells).TrimEnd());

    static string Rate(double value) => Number(value, "#,0");

    static string Milliseconds(double value) => Number(value, value < 10 ? "0.000" : "0.0");

    static string Gigabytes(long bytes) => Number(bytes / 1e9, "0.0") + " GB";

    static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
