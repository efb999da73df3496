using System.Text;

namespace ComposeServer.GraphQL.Language;

ref partial struct Utf8Lexer
{
    Token TakeNumber()
    {
        var end = position;
        var kind = TokenKind.Int;
        if (At(end) == '-')
        {
            end++;
        }

        if (At(end) == '0')
        {
            end++;
            if (IsDigit(end))
            {
                return Fail(end, $"Invalid number, unexpected digit after 0: {ShowAt(end)}.");
            }
        }
        else if (!SkipDigits(ref end))
        {
            return FailNumber(end);
        }

        if (At(end) == '.')
        {
            kind = TokenKind.Float;
            end++;
            if (!SkipDigits(ref end))
            {
                return FailNumber(end);
            }
        }

        if (At(end) is 'e' or 'E')
        {
            kind = TokenKind.Float;
            end += At(end + 1) is '+' or '-' ? 2 : 1;
            if (!SkipDigits(ref end))
            {
                return FailNumber(end);
            }
        }

        // A name or another fraction right behind would read as if there were a blank between.
        return At(end) is '.' or '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')
            ? FailNumber(end)
            : Take(kind, end - position);
    }

    Token FailNumber(int offset) => Fail(offset, $"Invalid number, expected digit but got: {ShowAt(offset)}.");

    Token TakeString()
    {
        var end = position + 1;
        while (true)
        {
            var step = source[end..].IndexOfAny("\"\\\n\r"u8);
            end = step < 0 ? source.Length : end + step;
            switch (At(end))
            {
                case '"':
                    return TakePassing(TokenKind.String, end + 1);
                case '\\' when StringEscape.TryRead(source[end..], out _, out var length):
                    end += length;
                    break;
                case '\\':
                    return FailEscape(end);
                default:
                    return Fail(end, "Unterminated string.");
            }
        }
    }

    Token FailEscape(int offset)
    {
        StringEscape.TryRead(source[offset..], out _, out var length);
        var what = At(offset + 1) == 'u' ? "Unicode" : "character";
        return Fail(offset, $"Invalid {what} escape sequence: \"{Units(offset, length)}\".");
    }

    Token TakeBlockString()
    {
        var end = position + 3;
        var lines = 0;
        var lastLine = position;
        while (true)
        {
            var step = source[end..].IndexOfAny("\"\\\n\r"u8);
            if (step < 0)
            {
                return Fail(source.Length, "Unterminated string.");
            }

            end += step;
            var rest = source[end..];
            if (rest.StartsWith("\"\"\""u8))
            {
                return TakeLines(end + 3, lines, lastLine);
            }

            if (rest[0] is (byte)'\n' or (byte)'\r')
            {
                end += rest.StartsWith("\r\n"u8) ? 2 : 1;
                lines++;
                lastLine = end;
            }
            else
            {
                end += rest.StartsWith("\\\"\"\""u8) ? 4 : 1;
            }
        }
    }

    /// <summary>Takes a block string, then counts its lines: its token stands on the first.</summary>
    Token TakeLines(int end, int lines, int lastLine)
    {
        if (lines == 0)
        {
            return TakePassing(TokenKind.BlockString, end);
        }

        var token = Take(TokenKind.BlockString, end - position);
        line += lines;
        lineStart = lastLine;
        position = lastLine;
        Pass(end - lastLine);
        return token;
    }

    Token TakePassing(TokenKind kind, int end)
    {
        var start = position;
        var token = Take(kind, end - start);
        position = start;
        Pass(end - start);
        return token;
    }

    bool SkipDigits(scoped ref int end)
    {
        if (!IsDigit(end))
        {
            return false;
        }

        while (IsDigit(end))
        {
            end++;
        }

        return true;
    }

    readonly bool IsDigit(int offset) => At(offset) is >= '0' and <= '9';

    readonly int At(int offset) => offset < source.Length ? source[offset] : -1;

    /// <summary>As many UTF-16 units of the source as asked for, or as there are.</summary>
    readonly string Units(int offset, int count)
    {
        const int BytesPerUnitMax = 3;
        var text = Encoding.UTF8.GetString(
            source.Slice(offset, Math.Min(source.Length - offset, (count + 1) * BytesPerUnitMax))
        );
        return text[..Math.Min(count, text.Length)];
    }
}
