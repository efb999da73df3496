using System.Collections.Immutable;
using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Query.Plan;

/// <summary>One walk through a selection.</summary>
sealed partial class ShapeReading
{
    /// <summary>Levels of pages and documents within each other.</summary>
    const int DepthMax = 8;

    /// <summary>Branches of one statement, all levels together.</summary>
    const int BranchesMax = 32;

    int _branches;

    public ConnectionShape? Connection(FieldSelection selection, int depth)
    {
        if (
            depth > DepthMax
            || selection.Field.Type.Named is not ObjectType type
            || selection.Selections is not { IsInParts: false } selections
        )
            return null;
        var members = ImmutableArray.CreateBuilder<Member<ConnectionPart>>();
        DocumentShape? document = null;
        var hasCursors = false;
        var hasFacts = false;
        foreach (var field in selections.For(type))
        {
            ConnectionPart? part = RoleOf(field) switch
            {
                FieldRole.Edges => Edges(field, depth, ref document, ref hasCursors),
                FieldRole.PageInfo => PageInfo(field, ref hasCursors, ref hasFacts),
                _ => null,
            };
            if (!TryAdd(members, field, part))
                return null;
        }

        return new(members.DrainToImmutable(), hasCursors, hasFacts, document);
    }

    ConnectionPart.Edges? Edges(FieldSelection selection, int depth, ref DocumentShape? document, ref bool hasCursors)
    {
        if (
            selection.Field.Type.Named is not ObjectType type
            || selection.Selections is not { IsInParts: false } selections
            || selection.IsStreamed
        )
            return null;
        var members = ImmutableArray.CreateBuilder<Member<EdgePart>>();
        foreach (var field in selections.For(type))
        {
            switch (RoleOf(field))
            {
                case null when field.IsTypeName:
                    members.Add(Member<EdgePart>.TypeName(field));
                    break;
                case FieldRole.EdgeCursor:
                    hasCursors = true;
                    members.Add(Member<EdgePart>.Of(field, EdgePart.Cursor));
                    break;
                // A page is read once; two views of its documents are left to who reads level by level.
                case FieldRole.Node when document is null && field.Field.Type.Named is ObjectType model:
                    document = Document(field.Selections, model, depth + 1);
                    if (document is null)
                        return null;
                    members.Add(Member<EdgePart>.Of(field, EdgePart.Node));
                    break;
                default:
                    return null;
            }
        }

        return new(members.DrainToImmutable());
    }

    static ConnectionPart.PageInfo? PageInfo(FieldSelection selection, ref bool hasCursors, ref bool hasFacts)
    {
        if (
            selection.Field.Type.Named is not ObjectType type
            || selection.Selections is not { IsInParts: false } selections
        )
            return null;
        hasFacts = true;
        var members = ImmutableArray.CreateBuilder<Member<PageFactKind>>();
        foreach (var field in selections.For(type))
        {
            if (field.IsTypeName)
            {
                members.Add(Member<PageFactKind>.TypeName(field));
                continue;
            }

            if (RoleOf(field) is not FieldRole.PageFact fact)
                return null;
            hasCursors |= fact.Kind is PageFactKind.StartCursor or PageFactKind.EndCursor;
            members.Add(Member<PageFactKind>.Of(field, fact.Kind));
        }

        return new(members.DrainToImmutable());
    }

    public DocumentShape? Document(SelectionSet? selections, ObjectType type, int depth)
    {
        if (depth > DepthMax || selections is not { IsInParts: false })
            return null;
        var members = ImmutableArray.CreateBuilder<Member<DocumentPart>>();
        var fields = new FieldNames();
        var branches = ImmutableArray.CreateBuilder<BranchShape>();
        foreach (var field in selections.For(type))
        {
            if (!TryAdd(members, field, Part(field, fields, branches, depth)))
                return null;
        }

        return new(members.DrainToImmutable(), fields.ToArray(), branches.DrainToImmutable());
    }

    DocumentPart? Part(FieldSelection field, FieldNames fields, ImmutableArray<BranchShape>.Builder branches, int depth)
    {
        switch (RoleOf(field))
        {
            case FieldRole.DocumentId:
                return new DocumentPart.Id();
            case FieldRole.DocumentVersion:
                return new DocumentPart.Version();
            case FieldRole.DocumentAccount:
                return Account(field, branches, depth) is { } members ? new DocumentPart.Account(members) : null;
            case FieldRole.Content content:
                return Value(field, field.Field.Type, content.Type) is { } value
                    ? new DocumentPart.Content(fields.Add(content.Field), value)
                    : null;
            case FieldRole.Relation relation:
                return Branch(field, relation, fields, depth) is { } branch && TryAdd(branches, branch)
                    ? new DocumentPart.Branch(branches.Count - 1)
                    : null;
            default:
                return null;
        }
    }

    BranchShape? Branch(FieldSelection field, FieldRole.Relation role, FieldNames fields, int depth) =>
        role.View.Source switch
        {
            RelationSource.QueryCount => new BranchShape.Count(field, role),
            RelationSource.QueryConnection => Connection(field, depth + 1) is { } connection
                ? new BranchShape.Page(field, role, connection)
                : null,
            RelationSource.Document when field.Field.Type.Named is ObjectType type => Document(
                field.Selections,
                type,
                depth + 1
            )
                is { } document
                ? new BranchShape.One(field, role, fields.Add(role.View.Property), document)
                : null,
            _ => null,
        };

    /// <param name="selection">A field that gives an account.</param>
    /// <param name="branches">Gets the account's documents; null where they cannot be read along.</param>
    /// <param name="depth">Levels above.</param>
    ImmutableArray<Member<AccountPart>>? Account(
        FieldSelection selection,
        ImmutableArray<BranchShape>.Builder? branches,
        int depth
    )
    {
        if (
            selection.Field.Type.Named is not ObjectType type
            || selection.Selections is not { IsInParts: false } selections
        )
            return null;
        var members = ImmutableArray.CreateBuilder<Member<AccountPart>>();
        foreach (var field in selections.For(type))
        {
            AccountPart? part = RoleOf(field) switch
            {
                FieldRole.AccountId => new AccountPart.Id(),
                FieldRole.IsViewer => new AccountPart.IsViewer(),
                _ when branches is not null && AccountBranch(field, depth) is { } branch && TryAdd(branches, branch) =>
                    new AccountPart.Branch(branches.Count - 1),
                _ => null,
            };
            if (!TryAdd(members, field, part))
                return null;
        }

        return members.DrainToImmutable();
    }

    BranchShape? AccountBranch(FieldSelection field, int depth) =>
        RoleOf(field) switch
        {
            FieldRole.AccountCount count => new BranchShape.Count(field, count),
            FieldRole.AccountData { Entry: AccountDataEntry.Connection or AccountDataEntry.Account } data => Connection(
                field,
                depth + 1
            )
                is { } connection
                ? new BranchShape.Page(field, data, connection)
                : null,
            _ => null,
        };

    static bool TryAdd<TPart>(ImmutableArray<Member<TPart>>.Builder members, FieldSelection field, TPart? part)
        where TPart : class
    {
        if (field.IsTypeName)
            members.Add(Member<TPart>.TypeName(field));
        else if (part is not null)
            members.Add(Member<TPart>.Of(field, part));
        return field.IsTypeName || part is not null;
    }

    bool TryAdd(ImmutableArray<BranchShape>.Builder branches, BranchShape branch)
    {
        branches.Add(branch);
        return ++_branches <= BranchesMax;
    }

    static FieldRole? RoleOf(FieldSelection field) => FieldRole.Of(field.Field.Resolver);
}
