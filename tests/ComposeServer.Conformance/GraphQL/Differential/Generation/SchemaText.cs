namespace ComposeServer.Conformance.GraphQL.Differential.Generation;

/// <summary>A schema in the making, in parts that a mutation can change.</summary>
sealed class SchemaText
{
    public List<DefinitionText> Definitions { get; } = [];

    /// <summary>What defines types, without what extends them.</summary>
    public IEnumerable<DefinitionText> Types => Definitions.Where(part => part is { IsExtension: false, IsType: true });

    public IEnumerable<DefinitionText> Directives => Definitions.Where(part => part.Keyword == "directive");

    public DefinitionText? Find(string name) => Types.FirstOrDefault(type => type.Name == name);

    /// <summary>The members of a type, those of its extensions after its own.</summary>
    public IReadOnlyList<MemberText> MembersOf(string name) =>
        [.. Parts(name).OrderBy(part => part.IsExtension).SelectMany(part => part.Members)];

    /// <summary>The names of the object types a value of that type may have.</summary>
    public IReadOnlyList<string> PossibleTypes(string name) =>
        Find(name)?.Keyword switch
        {
            "type" => [name],
            "union" => [.. MembersOf(name).Select(member => member.Name)],
            "interface" =>
            [
                .. Types
                    .Where(type =>
                        type.Keyword == "type" && Parts(type.Name).Any(part => part.Interfaces.Contains(name))
                    )
                    .Select(type => type.Name),
            ],
            _ => [],
        };

    /// <summary>The types with a selection.</summary>
    public IEnumerable<DefinitionText> Composites =>
        Types.Where(type => type.Keyword is "type" or "interface" or "union");

    public bool IsComposite(string type) => Find(TypeText.Named(type))?.Keyword is "type" or "interface" or "union";

    /// <summary>Name of the root type of operations of a kind, or null.</summary>
    public string? Root(string operation)
    {
        var declared = Definitions.Where(part => part.Keyword == "schema").SelectMany(part => part.Members).ToArray();
        return declared.Length > 0
            ? declared.FirstOrDefault(member => member.Name == operation)?.Type
            : Find(char.ToUpperInvariant(operation[0]) + operation[1..])?.Name;
    }

    IEnumerable<DefinitionText> Parts(string name) => Definitions.Where(part => part.IsType && part.Name == name);

    public override string ToString() => string.Join("\n\n", Definitions);
}

/// <summary>Type references as they are written.</summary>
static class TypeText
{
    public static bool IsNonNull(string type) => type.EndsWith('!');

    public static string Nullable(string type) => type.TrimEnd('!');

    /// <summary>True for a list, null or not.</summary>
    public static bool IsList(string type) => type.StartsWith('[');

    /// <summary>The type of a list's items.</summary>
    public static string Item(string type) => Nullable(type)[1..^1];

    public static string Named(string type) => type.Trim('[', ']', '!');
}
