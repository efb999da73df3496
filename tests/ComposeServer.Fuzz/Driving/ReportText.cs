using ComposeServer.Fuzz.Running;

namespace ComposeServer.Fuzz.Driving;

/// <summary>A report for people: one line, and two for each finding.</summary>
static class ReportText
{
    public static void Write(TextWriter writer, FuzzReport report)
    {
        var rate = report.Executions / double.Max(report.Seconds, 0.001);
        writer.WriteLine(
            $"{report.Target, -16} {report.Executions, 12:n0} executions {rate, 8:n0}/s  corpus {report.CorpusCount, 6:n0}  edges {report.Edges, 6:n0}"
                + $"  slowest {report.SlowestMs, 6:f0} ms  largest {report.LargestBytes / 1_048_576.0, 5:f1} MiB  findings {report.Findings.Count}"
        );
        foreach (var finding in report.Findings)
        {
            writer.WriteLine($"    {finding.Fault}");
            writer.WriteLine($"    replay: --target {report.Target} --input {finding.Detail}");
        }
    }
}
