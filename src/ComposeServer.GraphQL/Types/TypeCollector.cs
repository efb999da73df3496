namespace ComposeServer.GraphQL.Types;

/// <summary>Collects types with everything they refer to, depth first, in the order of the reference implementation.</summary>
/// <remarks>Works with a stack of its own: chains of types may be long.</remarks>
sealed class TypeCollector
{
    readonly HashSet<NamedType> seen = [];
    readonly List<NamedType> order = [];
    readonly Stack<IEnumerator<NamedType>> pending = new();

    /// <summary>Adds the listed types; a type that one of them refers to keeps its own place in the list.</summary>
    public void AddAll(NamedType[] types)
    {
        var listed = types.ToHashSet();
        foreach (var type in types)
        {
            if (seen.Contains(type))
            {
                continue;
            }

            listed.Remove(type);
            Walk(type, listed);
        }
    }

    public void Add(NamedType? type)
    {
        if (type is not null)
        {
            Walk(type, except: []);
        }
    }

    /// <summary>All collected types.</summary>
    /// <exception cref="SchemaException">Two different types have the same name.</exception>
    public List<NamedType> InOrder()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in order)
        {
            if (!names.Add(type.Name))
            {
                throw new SchemaException(
                    $"Schema must contain uniquely named types but contains multiple types named \"{type.Name}\"."
                );
            }
        }

        return order;
    }

    void Walk(NamedType first, HashSet<NamedType> except)
    {
        Take(first, except);
        while (pending.TryPeek(out var siblings))
        {
            if (siblings.MoveNext())
            {
                Take(siblings.Current, except);
            }
            else
            {
                siblings.Dispose();
                pending.Pop();
            }
        }
    }

    void Take(NamedType type, HashSet<NamedType> except)
    {
        if (!except.Contains(type) && seen.Add(type))
        {
            order.Add(type);
            pending.Push(References(type).GetEnumerator());
        }
    }

    static IEnumerable<NamedType> References(NamedType type)
    {
        switch (type)
        {
            case UnionType union:
                return union.Types;
            case FieldsContainerType container:
                return container.Interfaces.Concat(container.Fields.SelectMany(OfField));
            case InputObjectType input:
                return input.Fields.Select(field => field.Type.Named);
            default:
                return [];
        }

        static IEnumerable<NamedType> OfField(FieldDefinition field) =>
            field.Arguments.Select(argument => argument.Type.Named).Prepend(field.Type.Named);
    }
}
