namespace ComposeServer.Composites.Runtime;

/// <summary>A field of an account that leads to its documents.</summary>
/// <param name="Model">Name of the model, as in <see cref="RuntimeDefinition.Models"/>.</param>
public abstract record AccountDataEntry(string Model)
{
    /// <summary><c>connection</c>: all documents of the model that the account controls.</summary>
    public sealed record Connection(string Model) : AccountDataEntry(Model);

    /// <summary><c>node</c>: the account's one document of a SINGLE model.</summary>
    public sealed record Node(string Model) : AccountDataEntry(Model);

    /// <summary><c>set</c>: the account's document of a SET model with given values.</summary>
    public sealed record Set(string Model) : AccountDataEntry(Model);

    /// <summary><c>account</c>: all documents that name the account in a field.</summary>
    public sealed record Account(string Model, string Property) : AccountDataEntry(Model);

    /// <summary><c>account-set</c>: another account's document of a SET model that names this account in a field.</summary>
    public sealed record AccountSet(string Model, string Property) : AccountDataEntry(Model);
}
