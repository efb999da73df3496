namespace ComposeServer.Composites.Runtime;

/// <summary>One model of a runtime definition.</summary>
/// <param name="Id">StreamID text of the model. Kept as text: mock definitions carry other words here.</param>
/// <param name="IsInterface">True for an interface model, which has no documents of its own.</param>
/// <param name="Implements">StreamIDs of all implemented interfaces, direct ones first.</param>
/// <param name="AccountRelation">How many documents an account may have.</param>
public sealed record RuntimeModel(
    string Id,
    bool IsInterface,
    IReadOnlyList<string> Implements,
    RuntimeAccountRelation AccountRelation
);

/// <summary>How many documents of a model an account may have.</summary>
public abstract record RuntimeAccountRelation
{
    RuntimeAccountRelation() { }

    /// <summary>None: the model is an interface.</summary>
    public sealed record None : RuntimeAccountRelation;

    /// <summary>Any number.</summary>
    public sealed record List : RuntimeAccountRelation;

    /// <summary>One.</summary>
    public sealed record Single : RuntimeAccountRelation;

    /// <summary>One for each combination of values of some fields.</summary>
    /// <param name="Fields">Names of the fields, in the order in which they make the document's unique key.</param>
    public sealed record Set(IReadOnlyList<string> Fields) : RuntimeAccountRelation;
}
