using System.Text;

namespace ComposeServer.GraphQL.Language;

/// <summary>Byte offsets to lines and columns, for errors: nodes carry theirs.</summary>
static class SourceMap
{
    /// <summary>Line and column, from 1, of a byte offset; columns in UTF-16 units.</summary>
    public static (int Line, int Column) Locate(ReadOnlySpan<byte> source, int offset)
    {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < offset; i++)
        {
            if (source[i] is not ((byte)'\n' or (byte)'\r'))
            {
                continue;
            }

            // CR LF is one line end, also for an offset between the two.
            var length = source[i..].StartsWith("\r\n"u8) ? 2 : 1;
            line++;
            lineStart = i + length;
            i = lineStart - 1;
        }

        var column = offset < lineStart ? offset - lineStart : Encoding.UTF8.GetCharCount(source[lineStart..offset]);
        return (line, column + 1);
    }
}
