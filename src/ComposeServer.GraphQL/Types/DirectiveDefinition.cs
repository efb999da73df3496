using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary><c>directive @name(arguments) on LOCATIONS</c></summary>
public sealed class DirectiveDefinition(string name, IEnumerable<DirectiveLocation> locations) : INamed
{
    public string Name { get; } = NameRule.Checked(name);

    /// <summary>Where the directive may stand, in declared order.</summary>
    public IReadOnlyList<DirectiveLocation> Locations { get; } = [.. locations];
    public string? Description { get; init; }
    public NamedList<ArgumentDefinition> Arguments { get; init; } = NamedList<ArgumentDefinition>.Empty;

    /// <summary>True when the directive may stand several times in one place.</summary>
    public bool IsRepeatable { get; init; }
    public string? DeprecationReason { get; init; }
    public bool IsDeprecated => DeprecationReason is not null;

    /// <summary>The definition in SDL this directive was made from, if any.</summary>
    public DirectiveDefinitionNode? Syntax { get; init; }

    public override string ToString() => $"@{Name}";
}
