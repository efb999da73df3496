using System.Text;

namespace ComposeServer.Ipld;

/// <summary>UTF-8 that refuses a lone surrogate instead of replacing it.</summary>
static class StrictUtf8
{
    public static readonly UTF8Encoding Encoding = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );
}
