using System.Text;

namespace ComposeServer.Benchmarks.Report;

/// <summary>The figures for a page.</summary>
static class ReportMarkdown
{
    public static string Write(RunReport report)
    {
        var text = new StringBuilder();
        Row(text, FigureRows.Heads);
        Row(text, FigureRows.Heads.Select((_, i) => i is 0 or FigureRows.NamesColumn ? "---" : "---:"));
        foreach (var row in FigureRows.Of(report))
            Row(text, row);
        text.Append('\n');
        foreach (var (name, line) in RunFacts.Of(report))
            text.Append($"* {name}: {line}\n");
        foreach (var line in RunFacts.Trouble(report))
            text.Append($"* **{line}**\n");
        return text.ToString();
    }

    static void Row(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
