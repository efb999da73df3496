using System.Globalization;

namespace ComposeServer.Json.Schema.Patterns;

sealed partial class PatternReader
{
    const string SyntaxCharacters = "^$\\.*+?()[]{}|/";

    PatternSyntax? ReadAtom()
    {
        switch (source[at])
        {
            case '.':
                at++;
                return One(CodePointSets.Dot);
            case '[':
                at++;
                return ReadClass() is { } members ? One(members) : null;
            case '\\':
                at++;
                return ReadAtomEscape();
            default:
                return One(CodePointSet.Of(TakeCodePoint(isUnicode)));
        }
    }

    PatternSyntax? ReadAtomEscape()
    {
        if (at >= source.Length)
            return Fail("\\ at end of pattern");
        var c = source[at];
        if (c == 'k' && (isUnicode || HasNames))
            return ReadNamedReference();
        if (c is >= '1' and <= '9')
        {
            if (ReadReference() is { } reference)
                return reference;
            if (isUnicode)
                return Fail("Invalid escape");
        }
        if (ReadSetEscape(out var set))
            return set is null ? null : One(set);
        return ReadCharacterEscape(inClass: false, out var codePoint) ? One(CodePointSet.Of(codePoint)) : null;
    }

    /// <summary>A decimal escape when there are that many groups; else, without the flag, it is an octal or a plain digit.</summary>
    PatternSyntax.BackReference? ReadReference()
    {
        var end = at;
        SkipDigits(ref end);
        if (!int.TryParse(source.AsSpan(at, end - at), NumberStyles.None, CultureInfo.InvariantCulture, out var group))
            return null;
        if (group > groups.Count)
            return null;
        at = end;
        return new(group);
    }

    /// <summary>Reads <c>\d \D \s \S \w \W \p{…} \P{…}</c>; false when it is another escape.</summary>
    bool ReadSetEscape(out CodePointSet? set)
    {
        var c = source[at];
        set = c switch
        {
            'd' or 'D' => CodePointSets.Digits,
            's' or 'S' => CodePointSets.Space,
            'w' or 'W' => CodePointSets.Word,
            _ => null,
        };
        var isProperty = c is 'p' or 'P' && isUnicode;
        if (set is null && !isProperty)
            return false;
        at++;
        if (isProperty)
            set = ReadProperty();
        if (char.IsAsciiLetterUpper(c))
            set = set?.Complement();
        return true;
    }

    CodePointSet? ReadProperty()
    {
        var close = StartsWith("{") ? source.IndexOf('}', at) : -1;
        var set = close < 0 ? null : UnicodeProperties.Find(source[(at + 1)..close]);
        if (set is null)
            Fail("Invalid property name");
        at = close + 1;
        return set;
    }

    bool ReadCharacterEscape(bool inClass, out int codePoint)
    {
        var c = source[at];
        codePoint = c;
        switch (c)
        {
            case 't' or 'n' or 'v' or 'f' or 'r':
                at++;
                codePoint = c switch
                {
                    't' => '\t',
                    'n' => '\n',
                    'v' => '\v',
                    'f' => '\f',
                    _ => '\r',
                };
                return true;
            case 'c':
                return ReadControlEscape(inClass, out codePoint);
            case '0' when Peek(1) is not { } next || !char.IsAsciiDigit(next):
                at++;
                codePoint = 0;
                return true;
            case 'x':
                return TryReadHex(2, out codePoint) || ReadIdentityEscape("Invalid escape", out codePoint);
            case 'u':
                return TryReadUnicodeEscape(isUnicode, out codePoint)
                    || ReadIdentityEscape("Invalid Unicode escape", out codePoint);
            case >= '0' and <= '7' when !isUnicode:
                codePoint = ReadOctal();
                return true;
            case '0':
                Fail(inClass ? "Invalid class escape" : "Invalid decimal escape");
                return false;
            default:
                return ReadIdentityEscape(
                    "Invalid escape",
                    out codePoint,
                    SyntaxCharacters.Contains(c) || (inClass && c == '-')
                );
        }
    }

    /// <summary>A character that stands for itself: with the flag only those that mean something else unescaped.</summary>
    bool ReadIdentityEscape(string fault, out int codePoint, bool isAllowed = false)
    {
        codePoint = source[at];
        if (isUnicode ? !isAllowed : codePoint == 'k' && HasNames)
        {
            Fail(fault);
            return false;
        }
        codePoint = TakeCodePoint(isUnicode);
        return true;
    }

    bool ReadControlEscape(bool inClass, out int codePoint)
    {
        codePoint = '\\';
        var letter = Peek(1);
        if (letter is { } c && (char.IsAsciiLetter(c) || (!isUnicode && inClass && (char.IsAsciiDigit(c) || c == '_'))))
        {
            codePoint = c & 0x1F;
            at += 2;
            return true;
        }
        // Without the flag the backslash stands for itself and the c follows.
        if (!isUnicode)
            return true;
        Fail("Invalid Unicode escape");
        return false;
    }

    int ReadOctal()
    {
        var value = 0;
        for (var i = 0; i < 3 && Peek(0) is >= '0' and <= '7' && (value * 8) + (source[at] - '0') <= 255; i++)
            value = (value * 8) + (source[at++] - '0');
        return value;
    }

    bool TryReadHex(int length, out int value)
    {
        value = 0;
        if (at + length >= source.Length)
            return false;
        foreach (var digit in source.AsSpan(at + 1, length))
        {
            if (!char.IsAsciiHexDigit(digit))
                return false;
            value = (value * 16) + Convert.ToInt32(digit.ToString(), 16);
        }
        at += length + 1;
        return true;
    }

    /// <summary>Reads what follows a backslash: <c>uXXXX</c>, a pair of them, or <c>u{X…}</c>.</summary>
    bool TryReadUnicodeEscape(bool allowBraces, out int codePoint)
    {
        if (allowBraces && Peek(1) == '{')
            return TryReadBracedEscape(out codePoint);
        if (!TryReadHex(4, out codePoint))
            return false;
        if (!allowBraces || codePoint is < 0xD800 or > 0xDBFF || !StartsWith("\\u"))
            return true;
        var mark = at++;
        if (TryReadHex(4, out var low) && low is >= 0xDC00 and <= 0xDFFF)
            codePoint = char.ConvertToUtf32((char)codePoint, (char)low);
        else
            at = mark;
        return true;
    }

    bool TryReadBracedEscape(out int codePoint)
    {
        codePoint = 0;
        var first = at + 2;
        var i = first;
        for (; i < source.Length && char.IsAsciiHexDigit(source[i]); i++)
        {
            codePoint = (codePoint * 16) + Convert.ToInt32(source[i].ToString(), 16);
            if (codePoint > 0x10FFFF)
                return false;
        }
        if (i == first || i >= source.Length || source[i] != '}')
            return false;
        at = i + 1;
        return true;
    }

    int TakeCodePoint(bool pairs)
    {
        var c = source[at++];
        if (pairs && char.IsHighSurrogate(c) && at < source.Length && char.IsLowSurrogate(source[at]))
            return char.ConvertToUtf32(c, source[at++]);
        return c;
    }

    // Sets such as \p{L} have hundreds of ranges, and a pattern may have thousands of sets.
    PatternSyntax? One(CodePointSet set)
    {
        ranges += set.Ranges.Count;
        return ranges > RangesMax ? Fail("Regular expression too large") : new PatternSyntax.Character(set);
    }
}
