namespace ComposeServer.Json.Schema.Patterns;

sealed partial class PatternReader
{
    /// <summary>Reads a class after its opening bracket; null with a fault.</summary>
    CodePointSet? ReadClass()
    {
        var isComplement = StartsWith("^");
        if (isComplement)
            at++;
        var parts = new List<(int, int)>();
        while (at < source.Length && source[at] != ']')
        {
            if (!ReadClassRange(parts))
                return null;
        }
        if (at >= source.Length)
        {
            Fail("Unterminated character class");
            return null;
        }
        at++;
        var set = CodePointSet.Of(parts);
        return isComplement ? set.Complement() : set;
    }

    bool ReadClassRange(List<(int, int)> parts)
    {
        if (!ReadClassAtom(out var from, out var fromSet))
            return false;
        if (!StartsWith("-") || Peek(1) is null or ']')
        {
            AddTo(parts, from, fromSet);
            return true;
        }
        at++;
        if (!ReadClassAtom(out var to, out var toSet))
            return false;
        if (fromSet is null && toSet is null)
        {
            parts.Add((from, to));
            if (from > to)
                Fail("Range out of order in character class");
            return from <= to;
        }
        // Annex B: a hyphen beside a set is one.
        AddTo(parts, from, fromSet);
        AddTo(parts, to, toSet);
        parts.Add(('-', '-'));
        if (isUnicode)
            Fail("Invalid character class");
        return !isUnicode;
    }

    static void AddTo(List<(int, int)> parts, int codePoint, CodePointSet? set)
    {
        if (set is null)
            parts.Add((codePoint, codePoint));
        else
            parts.AddRange(set.Ranges);
    }

    /// <summary>One character of a class, or a set.</summary>
    bool ReadClassAtom(out int codePoint, out CodePointSet? set)
    {
        set = null;
        codePoint = 0;
        if (source[at] != '\\')
        {
            codePoint = TakeCodePoint(isUnicode);
            return true;
        }
        at++;
        if (at >= source.Length)
        {
            Fail("\\ at end of pattern");
            return false;
        }
        switch (source[at])
        {
            case 'b':
                at++;
                codePoint = '\b';
                return true;
            case >= '1' and <= '9' when isUnicode:
                Fail("Invalid class escape");
                return false;
            default:
                return ReadSetEscape(out set) ? set is not null : ReadCharacterEscape(inClass: true, out codePoint);
        }
    }
}
