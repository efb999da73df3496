using System.Text.Encodings.Web;

namespace ComposeServer.Composites;

/// <summary>Escapes what <c>JSON.stringify</c> escapes and nothing else: quotes, backslashes and control characters.</summary>
/// <remarks>The encoders of .NET escape more, for example all emoji. Source: ECMA-262, QuoteJSONString.</remarks>
sealed class EcmaJsonEncoder : JavaScriptEncoder
{
    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or '"' or '\\';

    /// <summary>Safe: reads no more than <paramref name="textLength"/> characters from <paramref name="text"/>.</summary>
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var at = 0; at < textLength; at++)
        {
            if (WillEncode(text[at]))
                return at;
        }
        return -1;
    }

    /// <summary>Safe: writes through a span of <paramref name="bufferLength"/> characters.</summary>
    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar,
        char* buffer,
        int bufferLength,
        out int numberOfCharactersWritten
    )
    {
        var escape = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => @"\\",
            '\b' => @"\b",
            '\f' => @"\f",
            '\n' => @"\n",
            '\r' => @"\r",
            '\t' => @"\t",
            _ => $@"\u{unicodeScalar:x4}",
        };
        var fits = escape.TryCopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = fits ? escape.Length : 0;
        return fits;
    }
}
