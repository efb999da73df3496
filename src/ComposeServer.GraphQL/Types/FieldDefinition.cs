using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>A field of an object or interface type.</summary>
public sealed class FieldDefinition(string name, GraphQLType type) : INamed
{
    public string Name { get; } = NameRule.Checked(name);
    public GraphQLType Type { get; } = type;
    public string? Description { get; init; }
    public NamedList<ArgumentDefinition> Arguments { get; init; } = NamedList<ArgumentDefinition>.Empty;

    /// <summary>Why the field should no longer be used; null when it may.</summary>
    public string? DeprecationReason { get; init; }
    public bool IsDeprecated => DeprecationReason is not null;

    /// <summary>How the value is made; null in schemas that are not executed.</summary>
    public FieldResolver? Resolver { get; init; }

    /// <summary>Where its events come from, for a root field of subscriptions; null for all others.</summary>
    public SubscriptionSource? Source { get; init; }

    /// <summary>What it takes, for estimates; null for a field that goes to no store.</summary>
    public FieldCost? Cost { get; init; }

    /// <summary>The definition in SDL this field was made from, if any.</summary>
    public FieldDefinitionNode? Syntax { get; init; }

    public override string ToString() => Name;
}
