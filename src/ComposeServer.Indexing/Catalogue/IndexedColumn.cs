namespace ComposeServer.Indexing.Catalogue;

/// <summary>What a column of an index table holds.</summary>
public enum ColumnKind
{
    /// <summary>A field that is filtered or sorted by.</summary>
    Key,

    /// <summary>A relation to a document: the number of its log.</summary>
    Document,

    /// <summary>A relation to an account: the number of its principal.</summary>
    Account,
}

/// <summary>How a column is compared.</summary>
public enum ColumnType
{
    /// <summary>As numbers.</summary>
    Number,

    /// <summary>False before true.</summary>
    Boolean,

    /// <summary>Bytewise, as UTF-8.</summary>
    Text,

    /// <summary>By number, for equality only.</summary>
    Reference,
}

/// <summary>A typed column that the committer writes for one top-level field.</summary>
/// <param name="No">Number within the table; never reused.</param>
/// <param name="Field">The field's name in the documents.</param>
public sealed record IndexedColumn(int No, string Field, ColumnKind Kind, ColumnType Type)
{
    /// <summary>Characters (code points) of a text that its column holds; longer texts are compared again on the document.</summary>
    public const int TextLengthMax = 200;

    /// <summary>Name in the table: made of the number alone, never of text from outside.</summary>
    public string SqlName => Kind == ColumnKind.Key ? $"k_{No}" : $"ref_{No}";

    /// <summary>The part of a text that its column holds. It keeps the order of texts, which is that of their code points.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= TextLengthMax)
            return text;
        var end = 0;
        for (var i = 0; i < TextLengthMax && end < text.Length; i++)
            end += char.IsSurrogatePair(text, end) ? 2 : 1;
        return text[..end];
    }
}
