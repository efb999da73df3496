using System.Text;

namespace ComposeServer.GraphQL.Language;

/// <summary>Strings between triple quotation marks. Source: GraphQL October 2021, 2.9.4 "Block Strings".</summary>
static class BlockString
{
    // A single line longer than this gets lines of its own between the quotes.
    const int SingleLineMax = 70;
    const string Quotes = "\"\"\"";

    /// <summary>Joins the raw lines of a block without their common indentation and without blank first and last lines.</summary>
    public static string Dedent(IReadOnlyList<string> lines)
    {
        var indent = int.MaxValue;
        var first = -1;
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var blank = LeadingBlanks(lines[i]);
            if (blank == lines[i].Length)
            {
                continue;
            }

            first = first < 0 ? i : first;
            last = i;
            indent = i == 0 ? indent : Math.Min(indent, blank);
        }

        if (first < 0)
        {
            return "";
        }

        var text = new StringBuilder();
        for (var i = first; i <= last; i++)
        {
            text.Append(i == first ? "" : "\n")
                .Append(i == 0 ? lines[i] : lines[i][Math.Min(indent, lines[i].Length)..]);
        }

        return text.ToString();
    }

    /// <summary>Writes a value in block form.</summary>
    public static string Print(string value)
    {
        var escaped = value.Replace(Quotes, "\\" + Quotes, StringComparison.Ordinal);
        var lines = escaped.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        var isSingle = lines.Length == 1;
        var needsLeadingLine = !isSingle && lines.Skip(1).All(line => line.Length == 0 || IsBlank(line[0]));
        var endsInQuotes = escaped.EndsWith("\\" + Quotes, StringComparison.Ordinal);
        var needsTrailingLine = (value.EndsWith('"') && !endsInQuotes) || value.EndsWith('\\');
        var isSpread = !isSingle || value.Length > SingleLineMax || needsTrailingLine || endsInQuotes;
        var startsBlank = isSingle && value.Length > 0 && IsBlank(value[0]);
        var open = (isSpread && !startsBlank) || needsLeadingLine ? "\n" : "";
        var close = isSpread ? "\n" : "";
        return Quotes + open + escaped + close + Quotes;
    }

    /// <summary>True when the block form reads back as the same value.</summary>
    public static bool CanHold(string value)
    {
        var isEmptyLine = true;
        var hasIndent = false;
        var hasCommonIndent = true;
        var seenLine = false;
        foreach (var c in value)
        {
            switch (c)
            {
                case '\r':
                case < '\x10' and not '\t' and not '\n':
                    return false;
                case '\n' when isEmptyLine && !seenLine:
                    return false;
                case '\n':
                    seenLine = true;
                    isEmptyLine = true;
                    hasIndent = false;
                    break;
                case '\t' or ' ':
                    hasIndent |= isEmptyLine;
                    break;
                default:
                    hasCommonIndent &= hasIndent;
                    isEmptyLine = false;
                    break;
            }
        }

        return value.Length == 0 || !(isEmptyLine || (hasCommonIndent && seenLine));
    }

    static int LeadingBlanks(string line)
    {
        var count = 0;
        while (count < line.Length && IsBlank(line[count]))
        {
            count++;
        }

        return count;
    }

    static bool IsBlank(char c) => c is ' ' or '\t';
}
