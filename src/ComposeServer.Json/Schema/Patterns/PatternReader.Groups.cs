using System.Globalization;
using System.Text;

namespace ComposeServer.Json.Schema.Patterns;

sealed partial class PatternReader
{
    /// <summary>All capturing groups in order, null for those without a name: references may look ahead.</summary>
    List<string?> FindGroups()
    {
        var found = new List<string?>();
        var inClass = false;
        for (var i = 0; i < source.Length; i++)
        {
            switch (source[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' when !inClass && !Follows(i, "?"):
                    found.Add(null);
                    break;
                case '(' when !inClass && Follows(i, "?<") && !Follows(i, "?<=") && !Follows(i, "?<!"):
                    at = i + 3;
                    found.Add(ReadGroupName() ?? "");
                    break;
            }
        }
        at = 0;
        return found;
    }

    bool Follows(int i, string text) => string.CompareOrdinal(source, i + 1, text, 0, text.Length) == 0;

    /// <summary>Reads a name and its <c>&gt;</c>; null when it is not an identifier.</summary>
    string? ReadGroupName()
    {
        var name = new StringBuilder();
        while (at < source.Length && source[at] != '>')
        {
            int codePoint;
            if (source[at] == '\\')
            {
                at++;
                if (Peek(0) != 'u' || !TryReadUnicodeEscape(allowBraces: true, out codePoint))
                    return null;
            }
            else
                codePoint = TakeCodePoint(pairs: true);
            if (!IsIdentifierPart(codePoint, isFirst: name.Length == 0))
                return null;
            name.Append(char.ConvertFromUtf32(codePoint));
        }
        if (at >= source.Length || name.Length == 0)
            return null;
        at++;
        return name.ToString();
    }

    static bool IsIdentifierPart(int codePoint, bool isFirst)
    {
        if (codePoint is '$' or '_')
            return true;
        if (codePoint is >= 0xD800 and <= 0xDFFF)
            return false;
        return CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
        {
            UnicodeCategory.UppercaseLetter
            or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter
            or UnicodeCategory.LetterNumber => true,
            UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.ConnectorPunctuation => !isFirst,
            _ => !isFirst && codePoint is 0x200C or 0x200D,
        };
    }

    PatternSyntax? ReadNamedReference()
    {
        at++;
        if (!StartsWith("<"))
            return Fail("Invalid named reference");
        at++;
        if (ReadGroupName() is not { } name)
            return Fail("Invalid capture group name");
        var group = groups.IndexOf(name) + 1;
        return group == 0 ? Fail("Invalid named capture referenced") : new PatternSyntax.BackReference(group);
    }
}
