using System.Collections.Immutable;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Query.Plan;

/// <summary>A value of a document's content.</summary>
/// <param name="IsNonNull">Whether it must be there.</param>
abstract record ValueShape(bool IsNonNull)
{
    /// <summary>A scalar or an enum.</summary>
    /// <param name="Type">Makes the outgoing value where the rule does not say that the stored text is it.</param>
    /// <param name="Rule">When it is.</param>
    /// <param name="Known">JSON texts of an enum's values.</param>
    public sealed record Leaf(LeafType Type, LeafRule Rule, ImmutableArray<byte[]> Known, bool IsNonNull)
        : ValueShape(IsNonNull);

    /// <summary>A list.</summary>
    public sealed record List(ValueShape Item, bool IsNonNull) : ValueShape(IsNonNull);

    /// <summary>An embedded object.</summary>
    /// <param name="Members">In the order of the answer.</param>
    /// <param name="Fields">Fields that are looked at, as UTF-8; <see cref="ObjectPart"/> counts in them.</param>
    public sealed record Object(
        ImmutableArray<Member<ObjectPart>> Members,
        ImmutableArray<byte[]> Fields,
        bool IsNonNull
    ) : ValueShape(IsNonNull);

    /// <summary>A DID, which is shown as an account.</summary>
    public sealed record Account(ImmutableArray<Member<AccountPart>> Members, bool IsNonNull) : ValueShape(IsNonNull);
}

/// <summary>A member of an embedded object.</summary>
readonly record struct ObjectPart(int Field, ValueShape Value);

/// <summary>When the text of a stored leaf is the text of the answer; otherwise its type is asked.</summary>
enum LeafRule
{
    /// <summary>Never.</summary>
    Typed,

    /// <summary>A text without escapes.</summary>
    Text,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Nine digits at most.</summary>
    Integer,

    /// <summary>Fifteen digits at most, without a fraction.</summary>
    Float,

    /// <summary>One of the known texts.</summary>
    Known,

    /// <summary>A date and time in UTC, as nearly all are written.</summary>
    UtcTime,
}
