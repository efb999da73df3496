using System.Text;

namespace ComposeServer.Ipld;

/// <summary>UTF-8 that refuses a lone surrogate instead of replacing it.</summary>
static class StrictUtf8
{
    public static readonly UTF8Encoding Encoding = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    public static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var at = text.IndexOfAnyInRange('\ud800', '\udfff');
            if (at < 0)
                return false;
            if (Rune.DecodeFromUtf16(text[at..], out _, out _) != System.Buffers.OperationStatus.Done)
                return true;
            text = text[(at + 2)..];
        }
    }
}
