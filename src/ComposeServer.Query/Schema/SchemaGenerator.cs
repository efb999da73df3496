using System.Runtime.CompilerServices;
using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Query.Schema;

/// <summary>
/// Makes the GraphQL schema of a composite: the same types, fields, order and words as the JS runtime prints (composedb.md 7), with our
/// resolvers hung on.
/// </summary>
sealed partial class SchemaGenerator
{
    readonly RuntimeDefinition _definition;
    readonly ISchemaResolvers _resolvers;
    readonly Dictionary<string, string> _namesById;
    readonly Dictionary<string, (string Role, NamedType Type)> _types = new(StringComparer.Ordinal);
    readonly InterfaceType _node;
    readonly ObjectType _account;
    readonly ObjectType _pageInfo;
    readonly int _pageSizeMax;

    SchemaGenerator(RuntimeDefinition definition, ISchemaResolvers resolvers)
    {
        _pageSizeMax = resolvers.PageSizeMax;
        _definition = definition;
        _resolvers = resolvers;
        _namesById = new(StringComparer.Ordinal);
        foreach (var (name, model) in definition.Models)
            _namesById[model.Id] = name;
        _node = new(
            "Node",
            () => [new FieldDefinition("id", NonNull(BuiltInScalars.Id)) { Description = Descriptions.NodeTypeId }]
        )
        {
            Description = Descriptions.NodeType,
            ResolveType = resolvers.TypeOf(),
        };
        _account = new("CeramicAccount", () => Once(AccountFields()), () => [_node]);
        _pageInfo = PageInfo();
    }

    /// <summary>Makes the schema.</summary>
    /// <param name="definition">What to serve.</param>
    /// <param name="resolvers">How fields are answered.</param>
    /// <param name="isReadOnly">True leaves mutations and their inputs out.</param>
    /// <param name="withSubscriptions">True adds what the JS runtime does not have.</param>
    /// <param name="additions">What else it does not have.</param>
    /// <exception cref="SchemaGenerationException">The definition contradicts itself, or makes no valid schema.</exception>
    public static GraphQL.Types.Schema Generate(
        RuntimeDefinition definition,
        ISchemaResolvers resolvers,
        bool isReadOnly,
        bool withSubscriptions,
        SchemaAdditions? additions = null
    )
    {
        SchemaNames.Check(definition);
        var generator = new SchemaGenerator(definition, resolvers);
        var writable = !isReadOnly && definition.Models.Any(entry => !entry.Value.IsInterface);
        var schema = new SchemaBuilder
        {
            Query = new("Query", () => Once(generator.QueryFields())),
            Mutation = writable ? new("Mutation", generator.MutationFields) : null,
            Subscription = withSubscriptions ? generator.Subscription() : null,
            Directives =
            [
                .. BuiltInDirectives.All,
                .. withSubscriptions ? [LiveDirective.Definition] : (DirectiveDefinition[])[],
                .. additions?.Incremental == true ? IncrementalDirectives.All : [],
            ],
            TypeExtensions = additions?.Types ?? [],
            ExtensionTypes = DocumentScalars.All,
        };
        return Valid(schema);
    }

    /// <summary>Two models that do not go together may have made a schema that breaks the rules of GraphQL.</summary>
    static GraphQL.Types.Schema Valid(SchemaBuilder builder)
    {
        try
        {
            var schema = builder.Build();
            var faults = SchemaValidator.Validate(schema);
            return faults.Count == 0
                ? schema
                : throw new SchemaGenerationException(string.Join("\n\n", faults.Select(fault => fault.Message)));
        }
        catch (SchemaException twoTypesOfOneName)
        {
            throw new SchemaGenerationException(twoTypesOfOneName.Message);
        }
    }

    static NonNullType NonNull(GraphQLType type) => NonNullType.Of(type);

    static string UpperFirst(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    static string LowerFirst(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>
    /// Names made of other names can meet: <c>Note</c> and <c>note</c> both ask for <c>noteIndex</c>. As in the JS runtime the last one is
    /// served, in the place of the first.
    /// </summary>
    static IEnumerable<FieldDefinition> Once(IEnumerable<FieldDefinition> fields)
    {
        var once = new OrderedDictionary<string, FieldDefinition>(StringComparer.Ordinal);
        foreach (var field in fields)
            once[field.Name] = field;
        return once.Values;
    }

    /// <summary>The type of a name, made when it is asked for first.</summary>
    /// <param name="name">The name.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="role">
    /// What it stands for, which is the method that asks: an embedded type called <c>NoteEdge</c> is not the edge of the model
    /// <c>Note</c>, though both are objects.
    /// </param>
    T Type<T>(string name, Func<T> make, [CallerMemberName] string role = "")
        where T : NamedType
    {
        if (_types.TryGetValue(name, out var found))
        {
            return found.Role == role && found.Type is T known
                ? known
                : throw new SchemaGenerationException(
                    $"Schema must contain uniquely named types but contains multiple types named \"{name}\"."
                );
        }
        var made = make();
        _types.Add(name, (role, made));
        return made;
    }

    IEnumerable<FieldDefinition> QueryFields()
    {
        yield return new("nodes", NonNull(ListType.Of(_node)))
        {
            Description = Descriptions.Nodes,
            Arguments = new([
                new ArgumentDefinition("ids", NonNull(ListType.Of(NonNull(BuiltInScalars.Id))))
                {
                    Description = Descriptions.NodesIds,
                },
            ]),
            Resolver = _resolvers.Nodes(),
            Cost = FieldCosts.ByIds,
        };
        yield return NodeField();
        yield return ViewerField();
        foreach (var (name, _) in _definition.Models)
        {
            yield return new($"{LowerFirst(name)}Index", Connection(name))
            {
                Arguments = new([.. PageArguments(), .. FilterAndSorting(name)]),
                Resolver = _resolvers.Index(name),
                Cost = FieldCosts.Page(_pageSizeMax),
            };
            yield return new($"{LowerFirst(name)}Count", NonNull(BuiltInScalars.Int))
            {
                Arguments = new([.. FilterOnly(name)]),
                Resolver = _resolvers.Count(name),
                Cost = FieldCosts.Count,
            };
        }
    }

    FieldDefinition NodeField() =>
        new("node", _node)
        {
            Description = Descriptions.Node,
            Arguments = new([
                new ArgumentDefinition("id", NonNull(BuiltInScalars.Id)) { Description = Descriptions.NodeId },
            ]),
            Resolver = _resolvers.Node(),
            Cost = FieldCosts.One,
        };

    FieldDefinition ViewerField() =>
        new("viewer", _account) { Description = Descriptions.Viewer, Resolver = _resolvers.Viewer() };
}
