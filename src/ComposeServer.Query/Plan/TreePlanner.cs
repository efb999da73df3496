using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Paging;
using ComposeServer.Query.Resolvers;

namespace ComposeServer.Query.Plan;

/// <summary>Makes the read of a whole tree of documents out of its shape and the arguments of a request.</summary>
/// <remarks>
/// Where an argument is wrong, a model is not indexed or a field has no column of its own, there is no plan: whoever reads level by level says
/// what is wrong, and where.
/// </remarks>
/// <param name="sets">Finds the tables of models.</param>
/// <param name="context">The field that asks.</param>
sealed class TreePlanner(DocumentSets sets, FieldContext context)
{
    static readonly ParentTie OfController = new(ParentNumber.Controller, null);

    /// <summary>The read of a page whose set and window are known.</summary>
    /// <returns>Null when there is no plan.</returns>
    public PageRead? Plan(DocumentSet set, PageWindow window, ConnectionShape shape)
    {
        try
        {
            return PageOf(set, window, ParentTie.OfParent, shape);
        }
        catch (GraphQLException)
        {
            // It will be thrown again where it belongs.
            return null;
        }
    }

    PageRead? PageOf(DocumentSet set, PageWindow window, ParentTie tie, ConnectionShape shape)
    {
        if (set.Models is not [var model] || window.Cursor is not (null or Cursor.Exact { Values.Count: > 0 }))
            return null;
        if (!HasColumn(model, set))
            return null;
        var document = shape.Document is null ? null : DocumentOf(shape.Document, model);
        return document is null && shape.Document is not null
            ? null
            : new(set, window, tie, shape.HasCursors, document);
    }

    DocumentRead? DocumentOf(DocumentShape shape, IndexedModel model)
    {
        var branches = new BranchRead[shape.Branches.Length];
        for (var i = 0; i < branches.Length; i++)
        {
            if (BranchOf(shape.Branches[i], model) is not { } branch)
                return null;
            branches[i] = branch;
        }

        return new(!shape.Fields.IsEmpty, shape.NeedsId, shape.NeedsAccount, shape.NeedsTip, branches);
    }

    BranchRead? BranchOf(BranchShape branch, IndexedModel model)
    {
        if (!context.TryGetArguments(branch.Selection, out var arguments))
            return null;
        switch (branch)
        {
            case BranchShape.One { Role: FieldRole.Relation role } one:
                return
                    model.Find(role.View.Property, ColumnKind.Document) is { } column
                    && sets.ModelOf(role.View.Model) is { } target
                    && DocumentOf(one.Document, target) is { } document
                    ? new BranchRead.One(column, target, document)
                    : null;
            case BranchShape.Count:
                // A count for nobody is 0; a page for nobody is an error.
                if (SetOf(branch.Role, arguments) is not var (counted, countedTie))
                    return new BranchRead.Zero();
                return counted.Models is [var table] && HasColumn(table, counted)
                    ? new BranchRead.Count(counted, countedTie)
                    : null;
            case BranchShape.Page page:
                if (SetOf(branch.Role, arguments) is not var (set, tie))
                    return null;
                var window = PageWindows.Read(arguments, page.Connection.HasFacts, sets.PageSizeMax);
                // What is wrong with a cursor is told by the field that has it.
                return window.Cursor is null && PageOf(set, window, tie, page.Connection) is { } read
                    ? new BranchRead.Page(read)
                    : null;
            default:
                return null;
        }
    }

    static bool HasColumn(IndexedModel model, DocumentSet set) =>
        set.Relation is not { } relation || model.Find(relation.Field, relation.Kind) is not null;

    /// <summary>The documents of a branch and how they are tied to the document that it hangs on; null when nobody is named to tie them to.</summary>
    (DocumentSet Set, ParentTie Tie)? SetOf(FieldRole role, ArgumentValues arguments)
    {
        var filter = FilterArgument.Read(arguments);
        switch (role)
        {
            case FieldRole.Relation { View: var view }:
                var set = new DocumentSet(
                    sets.ModelsOf(sets.NameOf(view)),
                    new(view.Property, ColumnKind.Document),
                    arguments["account"] is string,
                    filter
                );
                return arguments["account"] switch
                {
                    (not string) or "documentAccount" => (set, ParentTie.OfParent),
                    string account => AccountArgument.Resolve(account, null, context) is { } did
                        ? (set, new ParentTie(ParentNumber.Document, did))
                        : null,
                };
            case FieldRole.AccountData { Entry: var listed }:
                return (AccountSetOf(listed, filter), OfController);
            case FieldRole.AccountCount { Entry: var counted }:
                return (AccountSetOf(counted, filter), OfController);
            default:
                return null;
        }
    }

    DocumentSet AccountSetOf(AccountDataEntry entry, Indexing.Filters.Filter? filter) =>
        entry is AccountDataEntry.Account related
            ? new(sets.ModelsOf(entry.Model), new(related.Property, ColumnKind.Account), false, filter)
            : new(sets.ModelsOf(entry.Model), null, true, filter);
}
