using System.Diagnostics.CodeAnalysis;
using ComposeServer.GraphQL.Introspection;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types.Extending;

namespace ComposeServer.GraphQL.Types;

/// <summary>Makes a <see cref="Schema"/> from root types and whatever can be reached from them.</summary>
public sealed class SchemaBuilder
{
    public string? Description { get; init; }
    public ObjectType? Query { get; init; }
    public ObjectType? Mutation { get; init; }
    public ObjectType? Subscription { get; init; }

    /// <summary>Types that cannot be reached from the roots, such as implementations of interfaces; they come first in the order.</summary>
    public IEnumerable<NamedType> Types { get; init; } = [];

    /// <summary>All directives; null takes <see cref="BuiltInDirectives.All"/>, a list must name these itself.</summary>
    public IEnumerable<DirectiveDefinition>? Directives { get; init; }

    /// <summary>The definition in SDL, if there was one.</summary>
    public SchemaDefinitionNode? Syntax { get; init; }
    public IEnumerable<SchemaExtensionNode> Extensions { get; init; } = [];

    /// <summary>Fields that a host adds to the types, and types of its own. The types must be this schema's alone.</summary>
    public IReadOnlyList<TypeExtension> TypeExtensions { get; init; } = [];

    /// <summary>Types that <see cref="TypeExtensions"/> may name though nothing else in the schema has them.</summary>
    public IEnumerable<NamedType> ExtensionTypes { get; init; } = [];

    /// <summary>Resolves all lazy parts and collects the types.</summary>
    /// <remarks>The result may still break rules of the type system: validate it.</remarks>
    /// <exception cref="SchemaException">Two types or directives have the same name, or an extension does not fit.</exception>
    public Schema Build()
    {
        var types = Collect();
        if (TypeExtensions.Count > 0)
        {
            new SchemaExtender(types, ExtensionTypes, TypeExtensions).Extend();
            types = Collect();
        }

        return new Schema(this, types);
    }

    List<NamedType> Collect()
    {
        var types = new TypeCollector();
        types.AddAll([.. Types]);
        foreach (var root in new[] { Query, Mutation, Subscription })
        {
            types.Add(root);
        }

        foreach (var directive in Directives ?? BuiltInDirectives.All)
        {
            foreach (var argument in directive.Arguments)
            {
                types.Add(argument.Type.Named);
            }
        }

        types.Add(IntrospectionTypes.Schema);
        return types.InOrder();
    }
}

/// <summary>A schema cannot be made at all.</summary>
[SuppressMessage("Roslynator", "RCS1194", Justification = "Without the reason there is nothing to say.")]
public sealed class SchemaException(string message) : Exception(message);
