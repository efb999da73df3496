using System.Text;

namespace ComposeServer.GraphQL.Language;

ref partial struct Parser
{
    void Advance()
    {
        if (error is not null)
        {
            return;
        }

        lastEnd = token.End;
        token = lexer.Next();
        if (token.Kind == TokenKind.Invalid)
        {
            Fail(lexer.Fault!, token.Start);
        }
        else if (token.Kind != TokenKind.EndOfFile && ++tokens > limits.Tokens)
        {
            // "that" is how the reference implementation spells it.
            Exceed($"Document contains more that {limits.Tokens} tokens", token);
        }
    }

    /// <summary>The token after the current one, which stays the current one.</summary>
    Token Peek()
    {
        var ahead = lexer;
        var next = ahead.Next();
        if (next.Kind == TokenKind.Invalid)
        {
            Fail(ahead.Fault!, next.Start);
        }

        return next;
    }

    bool Take(TokenKind kind)
    {
        if (token.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    Token Expect(TokenKind kind)
    {
        var expected = token;
        if (!Take(kind))
        {
            Fail($"Expected {kind.Shown}, found {Describe(token)}.", token.Start);
        }

        return expected;
    }

    bool TakeKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!IsKeyword(token, keyword))
        {
            return false;
        }

        Advance();
        return true;
    }

    void ExpectKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!TakeKeyword(keyword))
        {
            Fail($"Expected \"{Encoding.ASCII.GetString(keyword)}\", found {Describe(token)}.", token.Start);
        }
    }

    readonly bool IsKeyword(Token candidate, ReadOnlySpan<byte> keyword) =>
        candidate.Kind == TokenKind.Name && Bytes(candidate).SequenceEqual(keyword);

    readonly ReadOnlySpan<byte> Bytes(Token of) => source[of.Start..of.End];

    string ParseName(out Location location)
    {
        var name = Expect(TokenKind.Name);
        location = new Location(name.Start, name.End, name.Line, name.Column);
        return error is null ? names.Of(Bytes(name)) : "";
    }

    /// <summary>The place of a node that started at a token and has just ended; counts the node.</summary>
    Location Close(Token start)
    {
        if (++nodes > limits.Nodes)
        {
            Exceed($"Document contains more than {limits.Nodes} nodes", start);
        }

        return new Location(start.Start, lastEnd, start.Line, start.Column);
    }

    /// <summary>Opens a level of nesting; false when there are too many, and then nothing more is parsed.</summary>
    bool Enter()
    {
        if (++nesting > limits.Nesting)
        {
            Exceed($"Document is nested deeper than {limits.Nesting} levels", token);
        }

        return error is null;
    }

    void Leave() => nesting--;

    void Unexpected(Token found) => Fail($"Unexpected {Describe(found)}.", found.Start);

    readonly string Describe(Token found) =>
        found.Kind switch
        {
            TokenKind.Name or TokenKind.Int or TokenKind.Float =>
                $"{found.Kind.Shown} \"{Encoding.ASCII.GetString(Bytes(found))}\"",
            TokenKind.String => $"String \"{TokenText.OfString(Bytes(found))}\"",
            TokenKind.BlockString => $"BlockString \"{TokenText.OfBlockString(Bytes(found))}\"",
            _ => found.Kind.Shown,
        };

    void Exceed(string what, Token at) => Stop(SyntaxError.LimitExceeded, $"{what}. Parsing aborted.", at.Start);

    void Fail(string message, int offset) => Stop(SyntaxError.ParseFailed, message, offset);

    void Stop(string code, string message, int offset)
    {
        if (error is null)
        {
            var (line, column) = SourceMap.Locate(source, offset);
            error = new SyntaxError(code, $"Syntax Error: {message}", line, column);
        }

        token = token with { Kind = TokenKind.Invalid };
    }
}
