namespace ComposeServer.Cli.Shell;

/// <summary>A table of plain text: columns as wide as their widest cell, two blanks between them.</summary>
sealed class TextTable(params IReadOnlyList<string> headings)
{
    public async Task WriteAsync(TextWriter target, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.Select(row => row.Select(ForeignText.OneLine).ToArray()).Prepend([.. headings]).ToList();
        var widths = headings.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        foreach (var row in all)
            await target.WriteLineAsync(
                string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()
            );
    }
}
