using ComposeServer.Benchmarks.Operations;

namespace ComposeServer.Benchmarks.Report;

/// <summary>The figures for people at a terminal.</summary>
static class ReportTable
{
    public static void Write(TextWriter output, RunReport report)
    {
        var rows = FigureRows.Of(report).Prepend([.. FigureRows.Heads]).ToArray();
        var widths = Enumerable.Range(0, FigureRows.Heads.Count).Select(i => rows.Max(row => row[i].Length)).ToArray();
        output.WriteLine();
        foreach (var row in rows)
            output.WriteLine(string.Join("  ", row.Select((cell, i) => Pad(cell, i, widths[i]))).TrimEnd());
        output.WriteLine();
        foreach (var (name, text) in RunFacts.Of(report))
            output.WriteLine($"{name, -11}{text}");
        output.WriteLine($"{"rounds", -11}{string.Join("; ", report.Operations.Select(Rounds))}");
        foreach (var line in RunFacts.Trouble(report))
            output.WriteLine(line);
    }

    static string Pad(string cell, int column, int width) =>
        column is 0 or FigureRows.NamesColumn ? cell.PadRight(width) : cell.PadLeft(width);

    static string Rounds(OperationFigures operation) =>
        $"{operation.Name} {string.Join(" | ", operation.Sides.Select(side => string.Join(' ', side.Rounds.Select(FigureRows.Rate))))}";
}
