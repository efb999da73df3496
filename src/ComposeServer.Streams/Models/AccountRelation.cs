namespace ComposeServer.Streams.Models;

/// <summary>How many documents of a model one account may have.</summary>
public enum AccountRelationKind
{
    /// <summary>Any number.</summary>
    List,

    /// <summary>One, found by account and model alone.</summary>
    Single,

    /// <summary>One for each combination of values of some fields.</summary>
    Set,

    /// <summary>Any number, of no account in particular; ids are made as for <see cref="List"/> (ceramic.md 6.4).</summary>
    None,
}

/// <summary>Member <c>accountRelation</c> of a model definition (composedb.md 2.1).</summary>
/// <param name="Kind">How many.</param>
/// <param name="Fields">The fields whose values tell documents apart, in order; empty unless <see cref="AccountRelationKind.Set"/>.</param>
public sealed record AccountRelation(AccountRelationKind Kind, IReadOnlyList<string> Fields)
{
    /// <summary>True when ids follow from account, model and key, so that everyone makes the same unsigned init event.</summary>
    public bool IsDeterministic => Kind is AccountRelationKind.Single or AccountRelationKind.Set;
}
