using System.Buffers;

namespace ComposeServer.Identity;

static class HexDigits
{
    public static readonly SearchValues<char> Chars = SearchValues.Create("0123456789abcdefABCDEF");
}
