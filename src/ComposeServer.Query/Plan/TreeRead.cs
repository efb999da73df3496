using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Paging;

namespace ComposeServer.Query.Plan;

/// <summary>A page with everything that is read beside its documents, all levels down: data, without a word of SQL.</summary>
/// <param name="Set">Which documents; of one model. The condition that ties them to a parent is in <paramref name="Tie"/>.</param>
/// <param name="Window">Which stretch of them. A cursor is one of ours, with its values.</param>
/// <param name="Tie">How the set is narrowed to one parent.</param>
/// <param name="HasPlaces">Whether the place of each document is wanted, for cursors.</param>
/// <param name="Document">What is wanted of each document; null when only their number is.</param>
public sealed record PageRead(
    DocumentSet Set,
    PageWindow Window,
    ParentTie Tie,
    bool HasPlaces,
    DocumentRead? Document
);

/// <summary>What is wanted of a document.</summary>
/// <param name="Content">Its JSON text.</param>
/// <param name="Id">The text of its StreamID.</param>
/// <param name="Account">The DID of its controller.</param>
/// <param name="Tip">The CID of its tip.</param>
/// <param name="Branches">What is read beside it.</param>
public sealed record DocumentRead(bool Content, bool Id, bool Account, bool Tip, IReadOnlyList<BranchRead> Branches);

/// <summary>What is read beside a document.</summary>
public abstract record BranchRead
{
    BranchRead() { }

    /// <summary>A page.</summary>
    public sealed record Page(PageRead Read) : BranchRead;

    /// <summary>The number of documents of a set.</summary>
    public sealed record Count(DocumentSet Set, ParentTie Tie) : BranchRead;

    /// <summary>Always 0: there is no account to count for.</summary>
    public sealed record Zero : BranchRead;

    /// <summary>The document of a model that a relation column of this one points to.</summary>
    public sealed record One(IndexedColumn Column, IndexedModel Model, DocumentRead Document) : BranchRead;
}

/// <summary>How a set is narrowed to its parent.</summary>
/// <param name="Related">Whose number the set's relation column holds.</param>
/// <param name="Controller">Who made the documents; null for whom the parent says, where the set is by controller.</param>
public sealed record ParentTie(ParentNumber Related, Did? Controller)
{
    /// <summary>What the parent says, for both.</summary>
    public static ParentTie OfParent { get; } = new(ParentNumber.Document, null);
}

/// <summary>A number that a parent has.</summary>
public enum ParentNumber
{
    /// <summary>Its own, as a document.</summary>
    Document,

    /// <summary>Its controller's.</summary>
    Controller,
}
