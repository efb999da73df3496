using System.Globalization;
using System.Text;

namespace ComposeServer.Json.Schema.Patterns;

/// <summary>A set of Unicode code points, as sorted ranges that neither touch nor overlap.</summary>
sealed class CodePointSet
{
    const int Last = 0x10FFFF;
    const int FirstHigh = 0xD800;
    const int FirstLow = 0xDC00;
    const int LastLow = 0xDFFF;

    readonly (int From, int To)[] ranges;

    CodePointSet((int From, int To)[] ranges) => this.ranges = ranges;

    public static CodePointSet Empty { get; } = new([]);

    public static CodePointSet All { get; } = new([(0, Last)]);

    public IReadOnlyList<(int From, int To)> Ranges => ranges;

    public static CodePointSet Of(int codePoint) => new([(codePoint, codePoint)]);

    /// <param name="ranges">In any order; they may overlap.</param>
    public static CodePointSet Of(params IEnumerable<(int From, int To)> ranges)
    {
        var merged = new List<(int From, int To)>();
        foreach (var range in ranges.OrderBy(range => range.From))
        {
            if (merged.Count > 0 && range.From <= merged[^1].To + 1)
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, range.To));
            else
                merged.Add(range);
        }
        return new([.. merged]);
    }

    public CodePointSet Complement()
    {
        var gaps = new List<(int, int)>();
        var next = 0;
        foreach (var (from, to) in ranges)
        {
            if (from > next)
                gaps.Add((next, from - 1));
            next = to + 1;
        }
        if (next <= Last)
            gaps.Add((next, Last));
        return new([.. gaps]);
    }

    public CodePointSet Union(CodePointSet other) => Of(ranges.Concat(other.ranges));

    /// <summary>Writes the set as one atom of a .NET regular expression over UTF-16; a pair is one code point, a lone surrogate none.</summary>
    public void WriteTo(StringBuilder regex)
    {
        var alternatives = new List<string>();
        var plain = new StringBuilder();
        foreach (var (from, to) in ranges)
        {
            WriteUnits(plain, from, Math.Min(to, FirstHigh - 1));
            WriteUnits(plain, Math.Max(from, LastLow + 1), Math.Min(to, 0xFFFF));
        }
        if (plain.Length > 0)
            alternatives.Add($"[{plain}]");
        foreach (var group in LowsByHigh().GroupBy(pair => pair.Value, pair => (pair.Key, pair.Key)))
        {
            var highs = new StringBuilder();
            foreach (var (from, to) in Of(group).ranges)
                WriteUnits(highs, from, to);
            alternatives.Add($"[{highs}][{group.Key}]");
        }
        if (alternatives.Count == 1 && plain.Length > 0)
            regex.Append(alternatives[0]);
        else if (alternatives.Count > 0)
            regex.Append("(?:").AppendJoin('|', alternatives).Append(')');
        else
            regex.Append("(?!)");
    }

    public bool Contains(int codePoint) =>
        Array.Exists(ranges, range => range.From <= codePoint && codePoint <= range.To);

    /// <summary>For each high surrogate in use the low ones that follow it, as the inside of a class.</summary>
    SortedDictionary<int, string> LowsByHigh()
    {
        var lows = new SortedDictionary<int, string>();
        foreach (var (from, to) in ranges)
        {
            for (var next = Math.Max(from, 0x10000); next <= to; next = (next | 0x3FF) + 1)
            {
                var high = FirstHigh + ((next - 0x10000) >> 10);
                var units = new StringBuilder(lows.GetValueOrDefault(high));
                WriteUnits(units, FirstLow + (next & 0x3FF), FirstLow + (Math.Min(to, next | 0x3FF) & 0x3FF));
                lows[high] = units.ToString();
            }
        }
        return lows;
    }

    static void WriteUnits(StringBuilder text, int from, int to)
    {
        if (from > to)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\\u{from:X4}");
        if (to > from)
            text.Append(CultureInfo.InvariantCulture, $"-\\u{to:X4}");
    }
}
