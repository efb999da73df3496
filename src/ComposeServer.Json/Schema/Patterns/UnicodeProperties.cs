using System.Collections.Concurrent;
using System.Globalization;

namespace ComposeServer.Json.Schema.Patterns;

/// <summary>The sets that <c>\p{…}</c> names. Source: ECMA-262, Unicode property escapes; names from the Unicode Character Database.</summary>
static class UnicodeProperties
{
    static readonly ConcurrentDictionary<string, CodePointSet> Found = new(StringComparer.Ordinal);

    static readonly Lazy<CodePointSet[]> Categories = new(ReadCategories);

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
        if (equals < 0)
            return Category(expression) ?? Binary(expression);
        var value = expression[(equals + 1)..];
        return expression[..equals] switch
        {
            "General_Category" or "gc" => Category(value),
            _ => null,
        };
    }

    static CodePointSet? Binary(string name) =>
        name switch
        {
            "Any" => CodePointSet.All,
            "ASCII" => CodePointSet.Of((0, 0x7F)),
            "Assigned" => Category("Cn")!.Complement(),
            _ => null,
        };

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
