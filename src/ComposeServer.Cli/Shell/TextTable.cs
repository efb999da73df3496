namespace ComposeServer.Cli.Shell;

/// <summary>A table of plain text: columns as wide as their widest cell, two blanks between them.</summary>
sealed class TextTable(params IReadOnlyList<string> headings)
{
    public async Task WriteAsync(TextWriter target, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.Select(row => row.Select(OneLine).ToArray()).Prepend([.. headings]).ToList();
        var widths = headings.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        foreach (var row in all)
            await target.WriteLineAsync(
                string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()
            );
    }

    /// <summary>Cells come from foreign models: what moves a terminal's cursor is not passed on.</summary>
    static string OneLine(string cell) => string.Concat(cell.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
