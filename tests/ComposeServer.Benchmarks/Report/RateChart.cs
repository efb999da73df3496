using ComposeServer.Benchmarks.Operations;

namespace ComposeServer.Benchmarks.Report;

/// <summary>
/// Rates as bars: a row of panels for each operation, a column for each number of connections, a bar for each side. The bars of a row have one
/// scale, from 0 to its fastest, since operations differ by a thousand times.
/// </summary>
static class RateChart
{
    const int PanelWidth = 250;
    const int BarHeight = 14;
    const int BarStep = 18;
    const int NameWidth = 90;
    const int HeadHeight = 56;
    const int RowHead = 26;
    const int RowGap = 10;
    const int Margin = 12;

    /// <summary>Room at the end of the longest bar for its number.</summary>
    const int NumberWidth = 72;

    /// <summary>Of a panel, what bars may be long.</summary>
    const int BarsWidth = PanelWidth - NumberWidth - 20;

    public static string Draw(RunReport report)
    {
        var columns = report.Operations.Select(figures => figures.Connections).Distinct().Order().ToArray();
        var rows = report.Operations.GroupBy(figures => figures.Name, StringComparer.Ordinal).ToArray();
        var svg = new SvgText(
            (2 * Margin) + NameWidth + (columns.Length * PanelWidth),
            HeadHeight + rows.Sum(HeightOf) + Margin
        );
        svg.Text(Margin, 22, "Answers per second", 15, isBold: true);
        for (var i = 0; i < columns.Length; i++)
            svg.Text(PanelAt(i), 44, columns[i] == 1 ? "1 connection" : $"{columns[i]} connections", 12);
        var y = HeadHeight;
        foreach (var row in rows)
        {
            DrawRow(svg, row, columns, y);
            y += HeightOf(row);
        }

        return svg.ToString();
    }

    static int HeightOf(IEnumerable<OperationFigures> row) =>
        RowHead + (row.Max(figures => figures.Sides.Count) * BarStep) + RowGap;

    static int PanelAt(int column) => Margin + NameWidth + (column * PanelWidth);

    static void DrawRow(SvgText svg, IGrouping<string, OperationFigures> row, int[] columns, int y)
    {
        svg.Line(Margin, y, PanelAt(columns.Length), y);
        svg.Text(Margin, y + 18, row.Key, 13, isBold: true);
        var fastest = row.SelectMany(figures => figures.Sides)
            .Where(side => side.Errors == 0)
            .Select(side => side.PerSecond)
            .DefaultIfEmpty()
            .Max();
        var names = row.MaxBy(figures => figures.Sides.Count)!.Sides.Select(side => side.Side).ToArray();
        for (var i = 0; i < names.Length; i++)
            svg.Text(Margin, y + RowHead + (i * BarStep) + BarHeight - 3, names[i], 12);
        foreach (var figures in row)
        {
            var left = PanelAt(Array.IndexOf(columns, figures.Connections));
            foreach (var side in figures.Sides)
                DrawBar(svg, left, y + RowHead + (Array.IndexOf(names, side.Side) * BarStep), side, fastest);
        }
    }

    static void DrawBar(SvgText svg, int left, int top, SideFigures side, double fastest)
    {
        var length = side.Errors == 0 ? Math.Max(1, side.PerSecond / fastest * BarsWidth) : 0;
        svg.Bar(left, top, length, BarHeight, SideColors.Of(side.Side));
        svg.Text(
            left + length + 5,
            top + BarHeight - 3,
            side.Errors == 0 ? FigureRows.Rate(side.PerSecond) : "failed",
            12
        );
    }
}
