using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Query.Schema;

sealed partial class SchemaGenerator
{
    static readonly EnumType SortOrder = new("SortOrder", [new EnumValue("ASC"), new EnumValue("DESC")]);

    readonly Dictionary<string, InputObjectType> _valueFilters = new(StringComparer.Ordinal);

    IEnumerable<ArgumentDefinition> FilterAndSorting(string name)
    {
        if (ComparableFields(name).Count == 0)
            yield break;
        yield return new("filters", Filters(name));
        yield return new("sorting", Sorting(name));
    }

    IEnumerable<ArgumentDefinition> FilterOnly(string name)
    {
        if (ComparableFields(name).Count > 0)
            yield return new("filters", Filters(name));
    }

    /// <summary>Fields to filter and sort by: the indexed ones of a model, all comparable ones of an interface.</summary>
    List<KeyValuePair<string, RuntimeField>> ComparableFields(string name)
    {
        var isInterface = ModelNamed(name).IsInterface;
        return
        [
            .. _definition
                .Objects[name]
                .Where(entry =>
                    entry.Value is RuntimeField.Scalar or RuntimeField.Enum
                    && (isInterface || entry.Value is RuntimeField.Single { Indexed: true })
                ),
        ];
    }

    InputObjectType Filters(string name) =>
        Type(
            $"{name}FiltersInput",
            () =>
            {
                InputObjectType? self = null;
                self = new(
                    $"{name}FiltersInput",
                    () =>
                        [
                            new InputFieldDefinition("where", ObjectFilter(name)),
                            new InputFieldDefinition("and", ListType.Of(NonNull(self!))),
                            new InputFieldDefinition("or", ListType.Of(NonNull(self!))),
                            new InputFieldDefinition("not", self!),
                        ]
                );
                return self;
            }
        );

    InputObjectType ObjectFilter(string name) =>
        Type(
            $"{name}ObjectFilterInput",
            () =>
                new InputObjectType(
                    $"{name}ObjectFilterInput",
                    () =>
                        ComparableFields(name)
                            .Select(entry => new InputFieldDefinition(entry.Key, ValueFilter(entry.Value)))
                )
        );

    InputObjectType Sorting(string name) =>
        Type(
            $"{name}SortingInput",
            () =>
                new InputObjectType(
                    $"{name}SortingInput",
                    () => ComparableFields(name).Select(entry => new InputFieldDefinition(entry.Key, SortOrder))
                )
        );

    /// <summary>One type for each kind of value; the JS runtime makes one for each use of an enum and so breaks the schema (quirk Q9).</summary>
    InputObjectType ValueFilter(RuntimeField field)
    {
        var (name, type) = field switch
        {
            RuntimeField.Enum named => (named.Name, (GraphQLType)Enum(named.Name)),
            RuntimeField.Scalar { Type: RuntimeScalar.Boolean } => ("Boolean", BuiltInScalars.Boolean),
            RuntimeField.Scalar { Type: RuntimeScalar.Integer } => ("Int", BuiltInScalars.Int),
            RuntimeField.Scalar { Type: RuntimeScalar.Float } => ("Float", BuiltInScalars.Float),
            _ => ("String", BuiltInScalars.String),
        };
        var typeName = $"{name}ValueFilterInput";
        if (_valueFilters.TryGetValue(typeName, out var found))
            return found;
        var made = new InputObjectType(typeName, () => Conditions(type, field is RuntimeField.Enum));
        _valueFilters.Add(typeName, made);
        return made;
    }

    static IEnumerable<InputFieldDefinition> Conditions(GraphQLType type, bool isEnum)
    {
        yield return new("isNull", BuiltInScalars.Boolean);
        yield return new("equalTo", type);
        if (ReferenceEquals(type, BuiltInScalars.Boolean))
            yield break;
        yield return new("notEqualTo", type);
        yield return new("in", ListType.Of(NonNull(type)));
        yield return new("notIn", ListType.Of(NonNull(type)));
        if (isEnum)
            yield break;
        foreach (var name in (string[])["lessThan", "lessThanOrEqualTo", "greaterThan", "greaterThanOrEqualTo"])
            yield return new(name, type);
    }
}
