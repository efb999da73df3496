using System.Buffers;
using System.Text;

namespace ComposeServer.GraphQL.Language;

/// <summary>Walks over UTF-8 source and cuts it into tokens, without making strings.</summary>
/// <param name="source">Must be valid UTF-8.</param>
ref partial struct Utf8Lexer(ReadOnlySpan<byte> source)
{
    static readonly SearchValues<byte> NameContinue = SearchValues.Create(
        "_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8
    );

    readonly ReadOnlySpan<byte> source = source;
    int position;
    int line = 1;

    // Offset at which the line would start if every character before the position were as many bytes long as UTF-16
    // units: so columns in UTF-16 units come by subtraction.
    int lineStart;

    /// <summary>What is wrong where the last token was <see cref="TokenKind.Invalid"/>.</summary>
    public string? Fault { get; private set; }

    /// <summary>The next token after blanks, commas, line ends, byte order marks and comments.</summary>
    /// <returns>At a fault a token of kind <see cref="TokenKind.Invalid"/> whose start is the place of the fault.</returns>
    public Token Next()
    {
        SkipIgnored();
        if (position >= source.Length)
        {
            return Take(TokenKind.EndOfFile, 0);
        }

        var c = source[position];
        switch (c)
        {
            case (byte)'!':
                return Take(TokenKind.Bang, 1);
            case (byte)'$':
                return Take(TokenKind.Dollar, 1);
            case (byte)'&':
                return Take(TokenKind.Ampersand, 1);
            case (byte)'(':
                return Take(TokenKind.ParenOpen, 1);
            case (byte)')':
                return Take(TokenKind.ParenClose, 1);
            case (byte)':':
                return Take(TokenKind.Colon, 1);
            case (byte)'=':
                return Take(TokenKind.Equal, 1);
            case (byte)'@':
                return Take(TokenKind.At, 1);
            case (byte)'[':
                return Take(TokenKind.BracketOpen, 1);
            case (byte)']':
                return Take(TokenKind.BracketClose, 1);
            case (byte)'{':
                return Take(TokenKind.BraceOpen, 1);
            case (byte)'|':
                return Take(TokenKind.Pipe, 1);
            case (byte)'}':
                return Take(TokenKind.BraceClose, 1);
            case (byte)'.' when source[position..].StartsWith("..."u8):
                return Take(TokenKind.Spread, 3);
            case (byte)'"' when source[position..].StartsWith("\"\"\""u8):
                return TakeBlockString();
            case (byte)'"':
                return TakeString();
            case (byte)'-':
            case >= (byte)'0' and <= (byte)'9':
                return TakeNumber();
            case (byte)'_':
            case >= (byte)'a' and <= (byte)'z':
            case >= (byte)'A' and <= (byte)'Z':
                return TakeName();
            case (byte)'\'':
                return Fail(
                    position,
                    "Unexpected single quote character ('), did you mean to use a double quote (\")?"
                );
            default:
                return Fail(position, $"Unexpected character: {ShowAt(position)}.");
        }
    }

    void SkipIgnored()
    {
        while (position < source.Length)
        {
            switch (source[position])
            {
                case (byte)' ':
                case (byte)'\t':
                case (byte)',':
                    position++;
                    break;
                case (byte)'\n':
                    position++;
                    StartLine();
                    break;
                case (byte)'\r':
                    position += source[position..].StartsWith("\r\n"u8) ? 2 : 1;
                    StartLine();
                    break;
                case (byte)'#':
                    SkipComment();
                    break;
                case 0xef when source[position..].StartsWith("\ufeff"u8):
                    Pass(3);
                    break;
                default:
                    return;
            }
        }
    }

    void SkipComment()
    {
        var length = source[position..].IndexOfAny((byte)'\n', (byte)'\r');
        Pass(length < 0 ? source.Length - position : length);
    }

    Token TakeName()
    {
        var length = source[position..].IndexOfAnyExcept(NameContinue);
        return Take(TokenKind.Name, length < 0 ? source.Length - position : length);
    }

    void StartLine()
    {
        line++;
        lineStart = position;
    }

    /// <summary>Goes over text without line ends that may hold characters of several bytes.</summary>
    void Pass(int length)
    {
        lineStart += length - Encoding.UTF8.GetCharCount(source.Slice(position, length));
        position += length;
    }

    Token Take(TokenKind kind, int length)
    {
        var token = new Token(kind, position, position + length, line, 1 + position - lineStart);
        position += length;
        return token;
    }

    Token Fail(int offset, string fault)
    {
        Fault = fault;
        return new Token(TokenKind.Invalid, offset, offset, line, 0);
    }

    readonly string ShowAt(int offset)
    {
        if (offset >= source.Length)
        {
            return TokenKind.EndOfFile.Shown;
        }

        Rune.DecodeFromUtf8(source[offset..], out var rune, out _);
        return rune.Value switch
        {
            '"' => "'\"'",
            >= ' ' and <= '~' => $"\"{rune}\"",
            _ => $"U+{rune.Value:X4}",
        };
    }
}
