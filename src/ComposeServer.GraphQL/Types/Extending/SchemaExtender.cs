using ComposeServer.GraphQL.Introspection;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.Extending;

/// <summary>Adds fields and types to a schema in the making.</summary>
/// <param name="types">What the schema has.</param>
/// <param name="known">What it might have besides, such as scalars that no field has yet.</param>
/// <param name="extensions">What is added.</param>
sealed class SchemaExtender(
    IReadOnlyList<NamedType> types,
    IEnumerable<NamedType> known,
    IReadOnlyList<TypeExtension> extensions
)
{
    readonly Dictionary<string, NamedType> byName = types
        .Concat(known)
        .Concat(BuiltInScalars.All)
        .DistinctBy(type => type.Name, StringComparer.Ordinal)
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>Adds them; an extension of a type that is not there is left out.</summary>
    /// <exception cref="SchemaException">A name is there already, or a type is not; the message names both.</exception>
    public void Extend()
    {
        foreach (var extension in extensions.Where(extension => extension.IsNew))
        {
            var made = new ObjectType(extension.Name, () => extension.Fields.Select(Define));
            if (!byName.TryAdd(extension.Name, made))
            {
                throw new SchemaException(
                    $"The type {extension.Name} is there already; the added one needs another name."
                );
            }
        }

        foreach (var extension in extensions.Where(extension => !extension.IsNew))
        {
            if (!byName.TryGetValue(extension.Name, out var type))
            {
                continue;
            }

            if (type is not FieldsContainerType container || IntrospectionTypes.IsName(type.Name))
            {
                throw new SchemaException($"The type {extension.Name} takes no fields.");
            }

            container.Extend(extension.Fields.Select(field => Define(container, field)));
        }
    }

    FieldDefinition Define(FieldsContainerType container, FieldExtension field) =>
        container.Fields.Contains(field.Name)
            ? throw new SchemaException(
                $"The field {container.Name}.{field.Name} is there already; the added one needs another name."
            )
            : Define(field);

    FieldDefinition Define(FieldExtension field) =>
        new(field.Name, Output(field))
        {
            Description = field.DescriptionText,
            DeprecationReason = field.DeprecationReason,
            Arguments = new(field.Arguments.Select(argument => Define(field, argument))),
            Resolver = field.Resolver,
        };

    GraphQLType Output(FieldExtension field)
    {
        var place = $"{field.Owner}.{field.Name}";
        var type = Find(field.TypeText!, place);
        return type.IsOutput ? type : throw new SchemaException($"The type {type} of {place} is no type of a field.");
    }

    ArgumentDefinition Define(FieldExtension field, AddedArgument argument)
    {
        var place = $"{field.Owner}.{field.Name}({argument.Name}:)";
        var type = Find(argument.Type, place);
        if (!type.IsInput)
        {
            throw new SchemaException($"The type {type} of {place} is no type of an argument.");
        }

        var byDefault = argument.Default is { } literal ? InputDefault.FromLiteral(literal) : null;
        return byDefault is null || byDefault.TryGetValue(type, out _)
            ? new(argument.Name, type) { Description = argument.Description, Default = byDefault }
            : throw new SchemaException($"The default of {place} does not fit its type {type}.");
    }

    GraphQLType Find(TypeNode text, string place) =>
        text switch
        {
            ListTypeNode list => ListType.Of(Find(list.Type, place)),
            NonNullTypeNode nonNull => NonNullType.Of(Find(nonNull.Type, place)),
            NamedTypeNode named when byName.TryGetValue(named.Name, out var type) => type,
            _ => throw new SchemaException(
                $"There is no type {text.Innermost.Name} for {place}.{Suggestion.Hint(Suggestion.Near(text.Innermost.Name, byName.Keys))}"
            ),
        };
}
