using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Filters;

namespace ComposeServer.Indexing.Paging;

/// <summary>Which documents are asked for; the same for every parent of a level.</summary>
/// <param name="Models">Tables to read; several for an interface.</param>
/// <param name="Relation">The field by which documents point to their parent; null for none.</param>
/// <param name="ByController">True to keep only documents of the parent's controller.</param>
/// <param name="Filter">A condition, or null.</param>
public sealed record DocumentSet(
    IReadOnlyList<IndexedModel> Models,
    RelationField? Relation,
    bool ByController,
    Filter? Filter
);

/// <summary>A relation by which a set is narrowed to one parent.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Kind">Whether it points to documents or to accounts.</param>
public sealed record RelationField(string Field, ColumnKind Kind);

/// <summary>What one parent narrows a <see cref="DocumentSet"/> to.</summary>
/// <param name="Related">The StreamID or DID that the relation field must hold; null without a relation.</param>
/// <param name="Controller">The author; null for any.</param>
public sealed record PageParent(string? Related, Did? Controller)
{
    /// <summary>No parent: the whole set.</summary>
    public static PageParent None { get; } = new(null, null);
}

/// <summary>One field to sort by.</summary>
public sealed record SortKey(string Field, bool Descending);

/// <summary>A stretch of an ordered set.</summary>
/// <param name="Sort">Fields, most significant first; ties are broken by time of creation and then by number.</param>
/// <param name="Limit">At most so many; see <see cref="PageArguments.LimitMax"/>.</param>
/// <param name="Backward">True for the last ones, before the cursor; they come in the set's order all the same.</param>
/// <param name="Cursor">Where to begin, exclusive; null for the set's end.</param>
/// <param name="BothFlags">True to find out whether there is a page on the other side of the cursor, too.</param>
public sealed record PageWindow(IReadOnlyList<SortKey> Sort, int Limit, bool Backward, Cursor? Cursor, bool BothFlags);
