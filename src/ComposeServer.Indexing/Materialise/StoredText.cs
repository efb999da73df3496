using System.Text;

namespace ComposeServer.Indexing.Materialise;

/// <summary>
/// Text that Postgres can hold: it refuses U+0000 in text, also in one that it is asked to take out of JSON. The replacement is for the index only; the document itself keeps
/// what its author wrote.
/// </summary>
public static class StoredText
{
    const string EscapedNul = "\\u0000";

    /// <summary>A plain text, with U+FFFD for U+0000.</summary>
    public static string OfPlain(string text) => text.Replace('\0', '\uFFFD');

    /// <summary>A JSON text, with U+FFFD for each escaped U+0000.</summary>
    public static string OfJson(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        return text.Contains(EscapedNul, StringComparison.OrdinalIgnoreCase) ? Replace(text) : text;
    }

    static string Replace(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                result.Append(text[i]);
            }
            else if (string.CompareOrdinal(text, i, EscapedNul, 0, EscapedNul.Length) == 0)
            {
                result.Append('\uFFFD');
                i += EscapedNul.Length - 1;
            }
            else
            {
                result.Append(text, i, 2);
                i++;
            }
        }

        return result.ToString();
    }
}
