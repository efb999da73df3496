using System.Globalization;
using System.Text;
using System.Text.Json;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Indexing.Paging;
using ComposeServer.Ipld;
using ComposeServer.Query.Plan;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Query.Run;

/// <summary>Writes the answer of a tree: what the engine would make of the same documents, byte for byte.</summary>
/// <param name="database">Name of the database, which cursors carry.</param>
/// <param name="viewer">JSON text of the DID that asks; empty for nobody.</param>
sealed class TreeWriter(string database, byte[] viewer)
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

        var separator = "{"u8;
        foreach (var member in shape.Members)
        {
            json.Raw(separator);
            json.Raw(member.Text);
            separator = ","u8;
            if (member.IsConstant)
                continue;
            if (member.Value is ConnectionPart.PageInfo info)
                WritePageInfo(ref json, info, page, starts, documents);
            else if (!WriteEdges(ref json, (ConnectionPart.Edges)member.Value, shape, read, starts, documents))
                return false;
        }

        json.Raw(separator[0] == '{' ? "{}"u8 : "}"u8);
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
            json.Raw(i > 0 ? ",{"u8 : "{"u8);
            var isFirst = true;
            foreach (var member in edges.Members)
            {
                json.Raw(isFirst ? default : ","u8);
                json.Raw(member.Text);
                isFirst = false;
                if (member.IsConstant)
                    continue;
                var document = DocumentAt(documents, starts[i]);
                if (member.Value == EdgePart.Cursor)
                    json.Text(CursorOf(read, document));
                else if (!WriteDocument(ref json, document, shape.Document!, read.Document!, read.HasPlaces))
                    return false;
            }

            json.Raw("}"u8);
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
        var separator = "{"u8;
        foreach (var member in info.Members)
        {
            json.Raw(separator);
            json.Raw(member.Text);
            separator = ","u8;
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

        json.Raw(separator[0] == '{' ? "{}"u8 : "}"u8);
    }

    /// <summary>Writes a document.</summary>
    /// <inheritdoc cref="WriteConnection"/>
    bool WriteDocument(
        ref JsonTextWriter json,
        scoped TreeBytes bytes,
        DocumentShape shape,
        DocumentRead read,
        bool hasPlace
    )
    {
        Span<FieldPlace> fields =
            shape.Fields.Length <= FieldsOnStack
                ? stackalloc FieldPlace[shape.Fields.Length]
                : new FieldPlace[shape.Fields.Length];
        if (hasPlace)
            SkipPlace(ref bytes);
        var id = read.Id ? bytes.Counted() : default;
        var account = read.Account ? bytes.Json() : default;
        var tip = read.Tip ? bytes.Counted() : default;
        Span<int> starts = stackalloc int[shape.Branches.Length];
        var branches = bytes.Rest;
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = branches.Length - bytes.Rest.Length;
            SkipBranch(ref bytes, read.Branches[i]);
        }

        // The index has this character where a document holds U+0000, which Postgres does not keep.
        var content = bytes.Rest;
        if (read.Content && (!ContentFields.Find(content, shape.Fields, fields) || content.IndexOf("\uFFFD"u8) >= 0))
            return false;
        return WriteMembers(ref json, new(content, id, account, tip, branches, starts, fields), shape, read);
    }

    /// <summary>Writes a document from its state; nothing is read beside it.</summary>
    /// <inheritdoc cref="WriteConnection"/>
    public bool WriteState(ref JsonTextWriter json, DocumentState state, DocumentShape shape)
    {
        Span<FieldPlace> fields =
            shape.Fields.Length <= FieldsOnStack
                ? stackalloc FieldPlace[shape.Fields.Length]
                : new FieldPlace[shape.Fields.Length];
        var content = state.Content.Span;
        if (!ContentFields.Find(content, shape.Fields, fields))
            return false;
        return WriteMembers(
            ref json,
            new(
                content,
                shape.NeedsId ? Encoding.UTF8.GetBytes(state.Id.ToString()) : default,
                shape.NeedsAccount ? DocumentAnswers.TextOf(state.Controller) : default,
                state.Tip.Bytes,
                default,
                default,
                fields
            ),
            shape,
            null
        );
    }

    bool WriteMembers(ref JsonTextWriter json, scoped DocumentParts parts, DocumentShape shape, DocumentRead? read)
    {
        var separator = "{"u8;
        foreach (var member in shape.Members)
        {
            json.Raw(separator);
            json.Raw(member.Text);
            separator = ","u8;
            if (member.IsConstant)
                continue;
            switch (member.Value)
            {
                case DocumentPart.Id:
                    json.Raw("\""u8);
                    json.Raw(parts.Id);
                    json.Raw("\""u8);
                    break;
                case DocumentPart.Version:
                    if (!Cid.TryRead(parts.Tip, out var tip))
                        return false;
                    json.Text(StreamId.Parse(Encoding.UTF8.GetString(parts.Id)).At(tip).ToString());
                    break;
                case DocumentPart.Content content:
                    var place = parts.Fields[content.Field];
                    var text = parts.Content.Slice(place.Start, place.Length);
                    if (!ValueWriter.Write(ref json, text, place.Kind, content.Value, viewer))
                        return false;
                    break;
                case DocumentPart.Account account:
                    if (!WriteAccount(ref json, account, parts, shape, read))
                        return false;
                    break;
                case DocumentPart.Branch branch:
                    if (!WriteBranch(ref json, branch.Index, parts, shape, read))
                        return false;
                    break;
            }
        }

        json.Raw(separator[0] == '{' ? "{}"u8 : "}"u8);
        return true;
    }

    bool WriteAccount(
        ref JsonTextWriter json,
        DocumentPart.Account account,
        scoped DocumentParts parts,
        DocumentShape shape,
        DocumentRead? read
    )
    {
        var separator = "{"u8;
        foreach (var member in account.Members)
        {
            json.Raw(separator);
            json.Raw(member.Text);
            separator = ","u8;
            if (member.IsConstant)
                continue;
            if (member.Value is AccountPart.Branch branch)
            {
                if (!WriteBranch(ref json, branch.Index, parts, shape, read))
                    return false;
            }
            else
            {
                json.Raw(member.Value is AccountPart.Id ? parts.Account : ValueWriter.IsViewer(parts.Account, viewer));
            }
        }

        json.Raw(separator[0] == '{' ? "{}"u8 : "}"u8);
        return true;
    }

    bool WriteBranch(
        ref JsonTextWriter json,
        int index,
        scoped DocumentParts parts,
        DocumentShape shape,
        DocumentRead? read
    )
    {
        var bytes = new TreeBytes(parts.Branches[parts.BranchStarts[index]..]);
        switch (read!.Branches[index])
        {
            case BranchRead.Zero:
                json.Number(0);
                return true;
            case BranchRead.Count:
                json.Number(Math.Min(int.MaxValue, bytes.Long()));
                return true;
            case BranchRead.Page page:
                var connection = ((BranchShape.Page)shape.Branches[index]).Connection;
                return WriteConnection(ref json, bytes, connection, page.Read);
            case BranchRead.One one:
                var branch = (BranchShape.One)shape.Branches[index];
                switch (bytes.Byte())
                {
                    case OneMark.Present:
                        return WriteDocument(
                            ref json,
                            new(bytes.Counted()),
                            branch.Document,
                            one.Document,
                            hasPlace: false
                        );
                    case OneMark.Absent:
                    case OneMark.None when parts.Fields[branch.Field].IsNull:
                        json.Raw("null"u8);
                        return true;
                    default:
                        return false;
                }
            default:
                return false;
        }
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

    readonly ref struct DocumentParts(
        ReadOnlySpan<byte> content,
        ReadOnlySpan<byte> id,
        ReadOnlySpan<byte> account,
        ReadOnlySpan<byte> tip,
        ReadOnlySpan<byte> branches,
        ReadOnlySpan<int> branchStarts,
        ReadOnlySpan<FieldPlace> fields
    )
    {
        public ReadOnlySpan<byte> Content { get; } = content;
        public ReadOnlySpan<byte> Id { get; } = id;
        public ReadOnlySpan<byte> Account { get; } = account;
        public ReadOnlySpan<byte> Tip { get; } = tip;
        public ReadOnlySpan<byte> Branches { get; } = branches;
        public ReadOnlySpan<int> BranchStarts { get; } = branchStarts;
        public ReadOnlySpan<FieldPlace> Fields { get; } = fields;
    }
}
