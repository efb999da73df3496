using System.Text;

namespace ComposeServer.GraphQL.Language;

/// <summary>The text that string tokens mean. The lexer has already found them well formed.</summary>
static class TokenText
{
    /// <summary>Value of a quoted string.</summary>
    /// <param name="token">The token with its quotation marks.</param>
    public static string OfString(ReadOnlySpan<byte> token)
    {
        var rest = token[1..^1];
        var next = rest.IndexOf((byte)'\\');
        if (next < 0)
        {
            return Encoding.UTF8.GetString(rest);
        }

        var text = new StringBuilder(rest.Length);
        while (next >= 0)
        {
            text.Append(Encoding.UTF8.GetString(rest[..next]));
            StringEscape.TryRead(rest[next..], out var value, out var length);
            text.Append(value.ToString());
            rest = rest[(next + length)..];
            next = rest.IndexOf((byte)'\\');
        }

        return text.Append(Encoding.UTF8.GetString(rest)).ToString();
    }

    /// <summary>Value of a block string.</summary>
    /// <param name="token">The token with its quotation marks.</param>
    public static string OfBlockString(ReadOnlySpan<byte> token)
    {
        var text = Encoding
            .UTF8.GetString(token[3..^3])
            .Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal)
            .Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        return BlockString.Dedent(text);
    }
}
