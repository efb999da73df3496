namespace ComposeServer.GraphQL.Types;

public sealed partial class Schema
{
    readonly Dictionary<string, Implementations> implementations;

    /// <summary>The object types that a value of an abstract type can have: members of a union, implementations of an interface.</summary>
    public IReadOnlyList<ObjectType> PossibleTypes(NamedType type) =>
        type switch
        {
            UnionType union => union.Types,
            InterfaceType => ImplementationsOf(type).Objects,
            ObjectType self => [self],
            _ => [],
        };

    /// <summary>The interfaces that implement an interface.</summary>
    public IReadOnlyList<InterfaceType> ImplementingInterfaces(InterfaceType type) =>
        ImplementationsOf(type).Interfaces;

    /// <summary>True when <paramref name="type"/> is a member or an implementation of the abstract <paramref name="super"/>.</summary>
    public bool IsMember(NamedType super, NamedType type) =>
        super is UnionType union ? union.Types.Contains(type) : ImplementationsOf(super).Names.Contains(type.Name);

    /// <summary>True when a value of <paramref name="type"/> may stand where <paramref name="super"/> is declared. Source: October 2021, 3.6 "IsValidImplementationFieldType".</summary>
    public bool IsSubtype(GraphQLType type, GraphQLType super)
    {
        if (ReferenceEquals(type, super))
        {
            return true;
        }

        return (type, super) switch
        {
            (NonNullType a, NonNullType b) => IsSubtype(a.OfType, b.OfType),
            (_, NonNullType) => false,
            (NonNullType a, _) => IsSubtype(a.OfType, super),
            (ListType a, ListType b) => IsSubtype(a.OfType, b.OfType),
            (FieldsContainerType a, NamedType { IsAbstract: true } b) => IsMember(b, a),
            _ => false,
        };
    }

    /// <summary>True when some object can be of both composite types, so that a fragment on one can apply within the other.</summary>
    public bool Overlap(NamedType a, NamedType b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        return (a.IsAbstract, b.IsAbstract) switch
        {
            (true, true) => PossibleTypes(a).Any(type => IsMember(b, type)),
            (true, false) => IsMember(a, b),
            (false, true) => IsMember(b, a),
            _ => false,
        };
    }

    Implementations ImplementationsOf(NamedType type) =>
        implementations.GetValueOrDefault(type.Name) ?? Implementations.None;

    static Dictionary<string, Implementations> FindImplementations(NamedList<NamedType> types)
    {
        var found = new Dictionary<string, Implementations>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            if (type is not FieldsContainerType container)
            {
                continue;
            }

            foreach (var super in container.Interfaces)
            {
                if (!found.TryGetValue(super.Name, out var entry))
                {
                    found[super.Name] = entry = new Implementations();
                }

                entry.Add(container);
            }
        }

        return found;
    }

    sealed class Implementations
    {
        public static readonly Implementations None = new();

        public List<ObjectType> Objects { get; } = [];
        public List<InterfaceType> Interfaces { get; } = [];
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public void Add(FieldsContainerType type)
        {
            Names.Add(type.Name);
            if (type is ObjectType objectType)
            {
                Objects.Add(objectType);
            }
            else
            {
                Interfaces.Add((InterfaceType)type);
            }
        }
    }
}
