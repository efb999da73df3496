namespace ComposeServer.GraphQL.Language;

/// <summary>Kinds of lexical tokens. Source: GraphQL October 2021, 2.1.6.</summary>
enum TokenKind : byte
{
    StartOfFile,
    EndOfFile,
    Bang,
    Dollar,
    Ampersand,
    ParenOpen,
    ParenClose,
    Spread,
    Colon,
    Equal,
    At,
    BracketOpen,
    BracketClose,
    BraceOpen,
    Pipe,
    BraceClose,
    Name,
    Int,
    Float,
    String,
    BlockString,

    /// <summary>No token: the source is faulty here.</summary>
    Invalid,
}

/// <summary>Token kinds as error messages name them.</summary>
static class TokenKindNames
{
    extension(TokenKind kind)
    {
        public string Shown =>
            kind switch
            {
                TokenKind.StartOfFile => "<SOF>",
                TokenKind.EndOfFile => "<EOF>",
                TokenKind.Bang => "\"!\"",
                TokenKind.Dollar => "\"$\"",
                TokenKind.Ampersand => "\"&\"",
                TokenKind.ParenOpen => "\"(\"",
                TokenKind.ParenClose => "\")\"",
                TokenKind.Spread => "\"...\"",
                TokenKind.Colon => "\":\"",
                TokenKind.Equal => "\"=\"",
                TokenKind.At => "\"@\"",
                TokenKind.BracketOpen => "\"[\"",
                TokenKind.BracketClose => "\"]\"",
                TokenKind.BraceOpen => "\"{\"",
                TokenKind.Pipe => "\"|\"",
                TokenKind.BraceClose => "\"}\"",
                _ => kind.ToString(),
            };
    }
}
