using System.Text;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Ipld;
using ComposeServer.Query.Plan;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Query.Run;

/// <summary>Documents, and what is read beside them.</summary>
sealed partial class TreeWriter
{
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
        var frame = default(ObjectFrame);
        foreach (var member in shape.Members)
        {
            frame.Member(ref json, member.Text);
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

        frame.End(ref json);
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
        var frame = default(ObjectFrame);
        foreach (var member in account.Members)
        {
            frame.Member(ref json, member.Text);
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

        frame.End(ref json);
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
