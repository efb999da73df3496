using System.Globalization;

namespace ComposeServer.Json.Schema.Patterns;

/// <summary>Reads an ECMAScript regular expression. Faults are named in the words of V8.</summary>
/// <remarks>Source: ECMA-262, Patterns; without the flag <c>u</c> also annex B, over code units, and then only the verdict is of use.</remarks>
sealed partial class PatternReader
{
    const int DepthMax = 200;
    const int RangesMax = 20_000;

    readonly string source;
    readonly bool isUnicode;
    readonly List<string?> groups;
    int at;
    int depth;
    int ranges;

    public PatternReader(string source, bool isUnicode)
    {
        this.source = source;
        this.isUnicode = isUnicode;
        groups = FindGroups();
    }

    /// <summary>Why it is not a pattern.</summary>
    public string Fault { get; private set; } = "";

    bool HasNames => groups.Exists(name => name is not null);

    /// <returns>Null with a <see cref="Fault"/>.</returns>
    public PatternSyntax? Read()
    {
        var names = groups.FindAll(name => name is not null);
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count)
            return Fail("Duplicate capture group name");
        var syntax = ReadChoice();
        return syntax is not null && at < source.Length ? Fail("Unmatched ')'") : syntax;
    }

    PatternSyntax? ReadChoice()
    {
        if (++depth > DepthMax)
            return Fail("Regular expression too large");
        var options = new List<PatternSyntax>();
        while (true)
        {
            var parts = new List<PatternSyntax>();
            while (at < source.Length && source[at] is not ('|' or ')'))
            {
                if (ReadTerm() is not { } term)
                    return null;
                parts.Add(term);
            }
            options.Add(parts.Count == 1 ? parts[0] : new PatternSyntax.Sequence(parts));
            if (at >= source.Length || source[at] == ')')
                break;
            at++;
        }
        depth--;
        return options.Count == 1 ? options[0] : new PatternSyntax.Choice(options);
    }

    PatternSyntax? ReadTerm()
    {
        switch (source[at])
        {
            case '^':
                at++;
                return Repeated(new PatternSyntax.Start());
            case '$':
                at++;
                return Repeated(new PatternSyntax.End());
            case '(':
                return ReadGroup() is { } group ? Repeated(group) : null;
            case '\\' when Peek(1) is 'b' or 'B':
                at += 2;
                return Repeated(new PatternSyntax.WordBoundary(source[at - 1] == 'B'));
            case '*' or '+' or '?':
                return Fail("Nothing to repeat");
            case '{' when IsBracedQuantifier():
                return Fail("Nothing to repeat");
            case '{' or '}' or ']' when isUnicode:
                return Fail("Lone quantifier brackets");
            default:
                return ReadAtom() is { } atom ? Repeated(atom) : null;
        }
    }

    PatternSyntax? ReadGroup()
    {
        at++;
        if (!StartsWith("?"))
            return ReadGroupBody() is { } body ? new PatternSyntax.Capture(body) : null;
        if (StartsWith("?:"))
        {
            at += 2;
            return ReadGroupBody();
        }
        var isBehind = StartsWith("?<=") || StartsWith("?<!");
        if (isBehind || StartsWith("?=") || StartsWith("?!"))
        {
            at += isBehind ? 3 : 2;
            var isNegative = source[at - 1] == '!';
            return ReadGroupBody() is { } seen ? new PatternSyntax.LookAround(seen, isBehind, isNegative) : null;
        }
        if (!StartsWith("?<"))
            return Fail("Invalid group");
        at += 2;
        if (ReadGroupName() is null)
            return Fail("Invalid capture group name");
        return ReadGroupBody() is { } named ? new PatternSyntax.Capture(named) : null;
    }

    PatternSyntax? ReadGroupBody()
    {
        if (ReadChoice() is not { } body)
            return null;
        if (at >= source.Length)
            return Fail("Unterminated group");
        at++;
        return body;
    }

    /// <summary>Reads the quantifier after a term, if there is one.</summary>
    PatternSyntax? Repeated(PatternSyntax term)
    {
        if (at >= source.Length)
            return term;
        var (least, most) = (0, PatternSyntax.Repetition.Endless);
        switch (source[at])
        {
            case '*':
                at++;
                break;
            case '+':
                at++;
                least = 1;
                break;
            case '?':
                at++;
                most = 1;
                break;
            case '{' when IsBracedQuantifier():
                (least, most) = ReadBraces();
                if (least > most)
                    return Fail("numbers out of order in {} quantifier");
                break;
            case '{' when isUnicode:
                return Fail("Incomplete quantifier");
            default:
                return term;
        }
        if (term is PatternSyntax.Start or PatternSyntax.End or PatternSyntax.WordBoundary)
            return Fail("Nothing to repeat");
        // Annex B lets a look-ahead be repeated.
        if (term is PatternSyntax.LookAround look && (isUnicode || look.IsBehind))
            return Fail("Invalid quantifier");
        var isLazy = StartsWith("?");
        if (isLazy)
            at++;
        return new PatternSyntax.Repetition(term, least, most, isLazy);
    }

    bool IsBracedQuantifier()
    {
        var end = at + 1;
        if (SkipDigits(ref end) == 0)
            return false;
        if (end < source.Length && source[end] == ',')
        {
            end++;
            SkipDigits(ref end);
        }
        return end < source.Length && source[end] == '}';
    }

    int SkipDigits(ref int end)
    {
        var begin = end;
        while (end < source.Length && char.IsAsciiDigit(source[end]))
            end++;
        return end - begin;
    }

    (int Least, int Most) ReadBraces()
    {
        var close = source.IndexOf('}', at);
        var parts = source[(at + 1)..close].Split(',');
        at = close + 1;
        var least = Bounded(parts[0]);
        if (parts.Length == 1)
            return (least, least);
        return (least, parts[1].Length == 0 ? PatternSyntax.Repetition.Endless : Bounded(parts[1]));
    }

    // A count beyond the integers is out of reach all the same.
    static int Bounded(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, PatternSyntax.Repetition.Endless - 1)
            : PatternSyntax.Repetition.Endless - 1;

    char? Peek(int ahead) => at + ahead < source.Length ? source[at + ahead] : null;

    bool StartsWith(string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;

    PatternSyntax? Fail(string fault)
    {
        Fault = fault;
        return null;
    }
}
