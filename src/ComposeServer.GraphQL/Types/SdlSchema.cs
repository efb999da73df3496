using ComposeServer.GraphQL.Introspection;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>One schema in the making, from a document that keeps the rules of <see cref="SdlValidator"/>.</summary>
sealed partial class SdlSchema
{
    static readonly Dictionary<string, NamedType> Standard = BuiltInScalars
        .All.Concat<NamedType>(IntrospectionTypes.All)
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    readonly DocumentNode document;
    readonly ILookup<string, TypeExtensionNode> extensions;
    readonly Dictionary<string, NamedType> types = new(StringComparer.Ordinal);
    readonly List<SchemaError> errors = [];

    public SdlSchema(DocumentNode document)
    {
        this.document = document;
        extensions = document
            .Definitions.OfType<TypeExtensionNode>()
            .ToLookup(node => node.Name, StringComparer.Ordinal);
    }

    public SchemaResult Build()
    {
        var ordered = new List<NamedType>();
        foreach (var node in document.Definitions.OfType<TypeDefinitionNode>())
        {
            var type = Standard.GetValueOrDefault(node.Name) ?? BuildType(node);
            types[node.Name] = type;
            ordered.Add(type);
        }

        if (errors.Count > 0)
        {
            return SchemaResult.Fail(errors);
        }

        CheckKinds();
        var roots = FindRoots();
        var declared = document.Definitions.OfType<DirectiveDefinitionNode>().Select(BuildDirective).ToList();
        if (errors.Count > 0)
        {
            return SchemaResult.Fail(errors);
        }

        var schema = new SchemaBuilder
        {
            Description = Definition?.Description?.Value,
            Query = roots.GetValueOrDefault(OperationType.Query),
            Mutation = roots.GetValueOrDefault(OperationType.Mutation),
            Subscription = roots.GetValueOrDefault(OperationType.Subscription),
            Types = ordered,
            Directives =
            [
                .. declared,
                .. BuiltInDirectives.All.Where(known =>
                    !declared.Exists(own => string.Equals(own.Name, known.Name, StringComparison.Ordinal))
                ),
            ],
            Syntax = Definition,
            Extensions = document.Definitions.OfType<SchemaExtensionNode>(),
        }.Build();

        // Building resolves every lazy part, and only then all applied directives have been read.
        return errors.Count > 0 ? SchemaResult.Fail(errors) : SchemaResult.Of(schema);
    }

    SchemaDefinitionNode? Definition => document.Definitions.OfType<SchemaDefinitionNode>().LastOrDefault();

    /// <summary>Root types by declaration; without a schema definition also, and before what an extension declares, by their usual names.</summary>
    Dictionary<OperationType, ObjectType> FindRoots()
    {
        var declared = (Definition is { } definition ? [definition] : Array.Empty<SchemaNode>())
            .Concat(document.Definitions.OfType<SchemaExtensionNode>())
            .SelectMany(node => node.OperationTypes)
            .ToDictionary(node => node.Operation, node => node.Type);
        var roots = new Dictionary<OperationType, ObjectType>();
        foreach (var operation in Enum.GetValues<OperationType>())
        {
            var reference = declared.GetValueOrDefault(operation);
            var usual = Definition is null ? types.GetValueOrDefault(operation.ToString()) : null;
            if ((usual ?? (reference is null ? null : Named(reference))) is { } type)
            {
                SetRoot(roots, operation, type, (SyntaxNode?)reference ?? type.Syntax);
            }
        }

        return roots;
    }

    void SetRoot(
        Dictionary<OperationType, ObjectType> roots,
        OperationType operation,
        NamedType type,
        SyntaxNode? place
    )
    {
        if (type is ObjectType root)
        {
            roots[operation] = root;
            return;
        }

        var must = operation == OperationType.Query ? "Object type" : "Object type if provided";
        errors.Add(SchemaError.AtNodes($"{operation} root type must be {must}, it cannot be {type}.", place));
    }

    NamedType Named(NamedTypeNode node) => Standard.GetValueOrDefault(node.Name) ?? types[node.Name];

    GraphQLType Wrapped(TypeNode node) =>
        node switch
        {
            ListTypeNode list => ListType.Of(Wrapped(list.Type)),
            NonNullTypeNode nonNull => NonNullType.Of(Wrapped(nonNull.Type)),
            _ => Named((NamedTypeNode)node),
        };
}
