using System.Collections.Immutable;
using ComposeServer.GraphQL.Operations;

namespace ComposeServer.Query.Plan;

/// <summary>A document as it is selected, of one model.</summary>
/// <param name="Members">In the order of the answer.</param>
/// <param name="Fields">Fields of the content that are looked at, as UTF-8; <see cref="DocumentPart.Content"/> counts in them.</param>
/// <param name="Branches">What is read beside the document; <see cref="DocumentPart.Branch"/> counts in them.</param>
sealed record DocumentShape(
    ImmutableArray<Member<DocumentPart>> Members,
    ImmutableArray<byte[]> Fields,
    ImmutableArray<BranchShape> Branches
)
{
    /// <summary>Whether the StreamID is shown, or the CommitID that begins with it.</summary>
    public bool NeedsId { get; } = Members.Any(member => member.Value is DocumentPart.Id or DocumentPart.Version);

    /// <summary>Whether the CommitID is shown.</summary>
    public bool NeedsTip { get; } = Members.Any(member => member.Value is DocumentPart.Version);

    /// <summary>Whether the DID of the controller is shown, or compared.</summary>
    public bool NeedsAccount { get; } =
        Members.Any(member =>
            member.Value is DocumentPart.Account account
            && account.Members.Any(part => part.Value is AccountPart.Id or AccountPart.IsViewer)
        );
}

/// <summary>A member of a document.</summary>
abstract record DocumentPart
{
    DocumentPart() { }

    /// <summary>The StreamID.</summary>
    public sealed record Id : DocumentPart;

    /// <summary>The CommitID.</summary>
    public sealed record Version : DocumentPart;

    /// <summary>The controller.</summary>
    public sealed record Account(ImmutableArray<Member<AccountPart>> Members) : DocumentPart;

    /// <summary>A value of the content.</summary>
    public sealed record Content(int Field, ValueShape Value) : DocumentPart;

    /// <summary>Other documents, or their number.</summary>
    public sealed record Branch(int Index) : DocumentPart;
}

/// <summary>A member of an account.</summary>
abstract record AccountPart
{
    AccountPart() { }

    /// <summary>The DID.</summary>
    public sealed record Id : AccountPart;

    /// <summary>Whether it is the one that asks.</summary>
    public sealed record IsViewer : AccountPart;

    /// <summary>Documents of the account that controls a document, or their number.</summary>
    public sealed record Branch(int Index) : AccountPart;
}

/// <summary>What is read beside a document.</summary>
/// <param name="Selection">The field as selected.</param>
/// <param name="Role">What it gives.</param>
abstract record BranchShape(FieldSelection Selection, FieldRole Role)
{
    /// <summary>A page.</summary>
    public sealed record Page(FieldSelection Selection, FieldRole Role, ConnectionShape Connection)
        : BranchShape(Selection, Role);

    /// <summary>A number of documents.</summary>
    public sealed record Count(FieldSelection Selection, FieldRole Role) : BranchShape(Selection, Role);

    /// <summary>The document that a field names.</summary>
    /// <param name="Field">Place of that field among <see cref="DocumentShape.Fields"/>.</param>
    public sealed record One(FieldSelection Selection, FieldRole Role, int Field, DocumentShape Document)
        : BranchShape(Selection, Role);
}
