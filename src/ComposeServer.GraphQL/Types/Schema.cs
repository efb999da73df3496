using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>All types and directives a service offers. Immutable and thread-safe; made by <see cref="SchemaBuilder"/>.</summary>
public sealed partial class Schema
{
    internal Schema(SchemaBuilder source, IEnumerable<NamedType> types)
    {
        Description = source.Description;
        QueryType = source.Query;
        MutationType = source.Mutation;
        SubscriptionType = source.Subscription;
        Directives = new NamedList<DirectiveDefinition>(source.Directives ?? BuiltInDirectives.All);
        IsIncremental = Directives["defer"] is not null || Directives["stream"] is not null;
        Types = new NamedList<NamedType>(types);
        Syntax = source.Syntax;
        Extensions = [.. source.Extensions];
        implementations = FindImplementations(Types);
    }

    public string? Description { get; }

    /// <summary>The root of queries; null only in a schema that validation finds faulty.</summary>
    public ObjectType? QueryType { get; }
    public ObjectType? MutationType { get; }
    public ObjectType? SubscriptionType { get; }

    /// <summary>Every named type that can be reached, introspection types included, in the order of the reference implementation.</summary>
    public NamedList<NamedType> Types { get; }
    public NamedList<DirectiveDefinition> Directives { get; }

    /// <summary>True when answers may come in parts: the schema names one of <see cref="IncrementalDirectives"/>.</summary>
    public bool IsIncremental { get; }

    /// <summary>The definition in SDL, if there was one.</summary>
    public SchemaDefinitionNode? Syntax { get; }
    public IReadOnlyList<SchemaExtensionNode> Extensions { get; }

    /// <summary>The root type of a kind of operation, or null when the schema has none.</summary>
    public ObjectType? RootType(OperationType operation) =>
        operation switch
        {
            OperationType.Query => QueryType,
            OperationType.Mutation => MutationType,
            _ => SubscriptionType,
        };

    /// <summary>The type that a reference in a document means, or null when its name is unknown.</summary>
    public GraphQLType? Resolve(TypeNode reference) =>
        reference switch
        {
            NamedTypeNode named => Types[named.Name],
            ListTypeNode list => Resolve(list.Type) is { } inner ? ListType.Of(inner) : null,
            NonNullTypeNode nonNull => Resolve(nonNull.Type) is { } inner ? NonNullType.Of(inner) : null,
            _ => null,
        };
}
