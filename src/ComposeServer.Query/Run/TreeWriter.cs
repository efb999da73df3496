using System.Globalization;
using System.Text.Json;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Indexing.Paging;
using ComposeServer.Query.Plan;

namespace ComposeServer.Query.Run;

/// <summary>Writes the answer of a tree: what the engine would make of the same documents, byte for byte.</summary>
/// <param name="database">Name of the database, which cursors carry.</param>
/// <param name="viewer">JSON text of the DID that asks; empty for nobody.</param>
sealed partial class TreeWriter(string database, byte[] viewer)
{
    /// <summary>Fields of a document that are looked for without memory of their own.</summary>
    const int FieldsOnStack = 32;

    /// <summary>Writes a connection.</summary>
    /// <returns>False when a part of it makes an error, or a document is not here as a whole.</returns>
    public bool WriteConnection(ref JsonTextWriter json, scoped TreeBytes bytes, ConnectionShape shape, PageRead read)
    {
        var behind = read.Window is { Cursor: not null, BothFlags: true } && bytes.Byte() == 1;
        var count = bytes.Int();
        var page = new PageFacts(read, Math.Min(count, read.Window.Limit), count > read.Window.Limit, behind);
        // Documents lie in reading order; a page from the end is shown the other way round.
        var documents = bytes.Rest;
        var starts = new int[page.Count];
        for (var i = 0; i < count; i++)
        {
            if (i < page.Count)
                starts[read.Window.Backward ? page.Count - 1 - i : i] = documents.Length - bytes.Rest.Length;
            bytes.Counted();
        }

        var frame = default(ObjectFrame);
        foreach (var member in shape.Members)
        {
            frame.Member(ref json, member.Text);
            if (member.IsConstant)
                continue;
            if (member.Value is ConnectionPart.PageInfo info)
                WritePageInfo(ref json, info, page, starts, documents);
            else if (!WriteEdges(ref json, (ConnectionPart.Edges)member.Value, shape, read, starts, documents))
                return false;
        }

        frame.End(ref json);
        return true;
    }

    bool WriteEdges(
        ref JsonTextWriter json,
        ConnectionPart.Edges edges,
        ConnectionShape shape,
        PageRead read,
        int[] starts,
        scoped ReadOnlySpan<byte> documents
    )
    {
        json.Raw("["u8);
        for (var i = 0; i < starts.Length; i++)
        {
            json.Raw(i > 0 ? ","u8 : default);
            var frame = default(ObjectFrame);
            foreach (var member in edges.Members)
            {
                frame.Member(ref json, member.Text);
                if (member.IsConstant)
                    continue;
                var document = DocumentAt(documents, starts[i]);
                if (member.Value == EdgePart.Cursor)
                    json.Text(CursorOf(read, document));
                else if (!WriteDocument(ref json, document, shape.Document!, read.Document!, read.HasPlaces))
                    return false;
            }

            frame.End(ref json);
        }

        json.Raw("]"u8);
        return true;
    }

    void WritePageInfo(
        ref JsonTextWriter json,
        ConnectionPart.PageInfo info,
        PageFacts page,
        int[] starts,
        scoped ReadOnlySpan<byte> documents
    )
    {
        var frame = default(ObjectFrame);
        foreach (var member in info.Members)
        {
            frame.Member(ref json, member.Text);
            if (member.IsConstant)
                continue;
            switch (member.Value)
            {
                case PageFactKind.HasNext:
                    json.Value(page.HasNext);
                    break;
                case PageFactKind.HasPrevious:
                    json.Value(page.HasPrevious);
                    break;
                default:
                    if (starts.Length == 0)
                        json.Raw("null"u8);
                    else
                        json.Text(
                            CursorOf(
                                page.Read,
                                DocumentAt(documents, member.Value == PageFactKind.StartCursor ? starts[0] : starts[^1])
                            )
                        );
                    break;
            }
        }

        frame.End(ref json);
    }

    string CursorOf(PageRead read, scoped TreeBytes document)
    {
        var doc = document.Long();
        var createdAt = document.Long();
        using var sort = JsonDocument.Parse(document.Json().ToArray());
        string?[] values =
        [
            .. sort.RootElement.EnumerateArray().Select(value => value.GetString()),
            createdAt.ToString(CultureInfo.InvariantCulture),
        ];
        return Cursor.Print(new Cursor.Exact(Cursor.SignatureOf(read.Window.Sort), database, values, doc));
    }

    static TreeBytes DocumentAt(ReadOnlySpan<byte> documents, int start) =>
        new(new TreeBytes(documents[start..]).Counted());

    static void SkipPlace(ref TreeBytes bytes)
    {
        bytes.Take(2 * sizeof(long));
        bytes.Json();
    }

    static void SkipBranch(ref TreeBytes bytes, BranchRead branch)
    {
        switch (branch)
        {
            case BranchRead.Count:
                bytes.Long();
                break;
            case BranchRead.One when bytes.Byte() == OneMark.Present:
                bytes.Counted();
                break;
            case BranchRead.Page { Read: var read }:
                if (read.Window is { Cursor: not null, BothFlags: true })
                    bytes.Byte();
                for (var left = bytes.Int(); left > 0; left--)
                    bytes.Counted();
                break;
        }
    }

    readonly record struct PageFacts(PageRead Read, int Count, bool HasMore, bool Behind)
    {
        public bool HasNext => Read.Window.Backward ? Behind : HasMore;

        public bool HasPrevious => Read.Window.Backward ? HasMore : Behind;
    }
}
