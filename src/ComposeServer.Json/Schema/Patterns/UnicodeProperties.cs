using System.Collections.Concurrent;
using System.Globalization;

namespace ComposeServer.Json.Schema.Patterns;

/// <summary>The sets that <c>\p{…}</c> names. Source: ECMA-262, Unicode property escapes.</summary>
/// <remarks>
/// General categories are .NET's own; scripts and binary properties come from a recorded file, of which
/// <c>tests/vectors/make-unicode-properties.mjs</c> tells the form.
/// </remarks>
static class UnicodeProperties
{
    static readonly ConcurrentDictionary<string, CodePointSet> Found = new(StringComparer.Ordinal);

    static readonly Lazy<CodePointSet[]> Categories = new(ReadCategories);

    static readonly Lazy<Dictionary<string, string>> Lines = new(ReadLines);

    /// <summary>Short and long names of general categories, and the categories each stands for.</summary>
    static readonly Dictionary<string, int[]> CategoryNames = NameCategories();

    /// <param name="expression">What stands between the braces: a value, or <c>name=value</c>.</param>
    /// <returns>Null when there is no such property.</returns>
    public static CodePointSet? Find(string expression)
    {
        if (Found.TryGetValue(expression, out var known))
            return known;
        if (Read(expression) is not { } set)
            return null;
        // Only correct names get here, so the table cannot grow without end.
        return Found.GetOrAdd(expression, set);
    }

    static CodePointSet? Read(string expression)
    {
        var equals = expression.IndexOf('=', StringComparison.Ordinal);
        var category = expression switch
        {
            _ when equals < 0 => Category(expression),
            _ when expression[..equals] is "General_Category" or "gc" => Category(expression[(equals + 1)..]),
            _ => null,
        };
        return category ?? Special(expression) ?? Recorded(expression);
    }

    static CodePointSet? Special(string name) =>
        name switch
        {
            "Any" => CodePointSet.All,
            "ASCII" => CodePointSet.Of((0, 0x7F)),
            "Assigned" => Category("Cn")!.Complement(),
            _ => null,
        };

    static CodePointSet? Recorded(string name)
    {
        if (!Lines.Value.TryGetValue(name, out var line))
            return null;
        var ranges = new List<(int, int)>();
        var next = 0;
        foreach (var pair in line.Split(',').Chunk(2))
        {
            var from = next + FromBase36(pair[0]);
            var to = from + FromBase36(pair[1]);
            ranges.Add((from, to));
            next = to + 1;
        }
        return CodePointSet.Of(ranges);
    }

    static int FromBase36(string digits) =>
        digits.Aggregate(
            0,
            (number, digit) => (number * 36) + (char.IsAsciiDigit(digit) ? digit - '0' : digit - 'a' + 10)
        );

    static Dictionary<string, string> ReadLines()
    {
        const string Name = "ComposeServer.Json.Schema.Patterns.unicode-properties.txt";
        using var reader = new StreamReader(typeof(UnicodeProperties).Assembly.GetManifestResourceStream(Name)!);
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            foreach (var name in line[..space].Split('|'))
                lines.Add(name, line[(space + 1)..]);
        }
        return lines;
    }

    static CodePointSet? Category(string name) =>
        CategoryNames.TryGetValue(name, out var categories)
            ? CodePointSet.Of(categories.SelectMany(category => Categories.Value[category].Ranges))
            : null;

    static CodePointSet[] ReadCategories()
    {
        var ranges = Enumerable.Range(0, 30).Select(_ => new List<(int, int)>()).ToArray();
        var from = 0;
        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(codePoint);
            if (codePoint < 0x10FFFF && CharUnicodeInfo.GetUnicodeCategory(codePoint + 1) == category)
                continue;
            ranges[(int)category].Add((from, codePoint));
            from = codePoint + 1;
        }
        return Array.ConvertAll(ranges, list => CodePointSet.Of(list));
    }

    static Dictionary<string, int[]> NameCategories()
    {
        // In the order of System.Globalization.UnicodeCategory.
        string[] single =
        [
            "Lu Uppercase_Letter",
            "Ll Lowercase_Letter",
            "Lt Titlecase_Letter",
            "Lm Modifier_Letter",
            "Lo Other_Letter",
            "Mn Nonspacing_Mark",
            "Mc Spacing_Mark",
            "Me Enclosing_Mark",
            "Nd Decimal_Number digit",
            "Nl Letter_Number",
            "No Other_Number",
            "Zs Space_Separator",
            "Zl Line_Separator",
            "Zp Paragraph_Separator",
            "Cc Control cntrl",
            "Cf Format",
            "Cs Surrogate",
            "Co Private_Use",
            "Pc Connector_Punctuation",
            "Pd Dash_Punctuation",
            "Ps Open_Punctuation",
            "Pe Close_Punctuation",
            "Pi Initial_Punctuation",
            "Pf Final_Punctuation",
            "Po Other_Punctuation",
            "Sm Math_Symbol",
            "Sc Currency_Symbol",
            "Sk Modifier_Symbol",
            "So Other_Symbol",
            "Cn Unassigned",
        ];
        (string Names, string Short)[] groups =
        [
            ("L Letter", "Lu Ll Lt Lm Lo"),
            ("LC Cased_Letter", "Lu Ll Lt"),
            ("M Mark Combining_Mark", "Mn Mc Me"),
            ("N Number", "Nd Nl No"),
            ("P Punctuation punct", "Pc Pd Ps Pe Pi Pf Po"),
            ("S Symbol", "Sm Sc Sk So"),
            ("Z Separator", "Zs Zl Zp"),
            ("C Other", "Cc Cf Cs Co Cn"),
        ];
        var names = new Dictionary<string, int[]>(StringComparer.Ordinal);
        for (var i = 0; i < single.Length; i++)
        {
            foreach (var name in single[i].Split(' '))
                names[name] = [i];
        }
        foreach (var (group, members) in groups)
        {
            int[] all = [.. members.Split(' ').Select(member => names[member][0])];
            foreach (var name in group.Split(' '))
                names[name] = all;
        }
        return names;
    }
}
