using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Query.Schema;

sealed partial class SchemaGenerator
{
    /// <summary>A model's type: an interface for interface models, else an object.</summary>
    NamedType Document(string name)
    {
        var model = ModelNamed(name);
        return model.IsInterface
            ? Type<NamedType>(
                name,
                () =>
                    new InterfaceType(name, () => DocumentFields(name), () => Interfaces(model))
                    {
                        ResolveType = _resolvers.TypeOf(),
                    }
            )
            : Type<NamedType>(name, () => new ObjectType(name, () => DocumentFields(name), () => Interfaces(model)));
    }

    /// <summary>Node, then each implemented interface of the composite followed by its own, each once.</summary>
    IEnumerable<InterfaceType> Interfaces(RuntimeModel model)
    {
        var found = new List<InterfaceType> { _node };
        foreach (var id in model.Implements)
        {
            if (!_namesById.TryGetValue(id, out var name) || Document(name) is not InterfaceType contract)
                continue;
            foreach (var each in contract.Interfaces.Prepend(contract))
                if (!found.Contains(each))
                    found.Add(each);
        }

        return found;
    }

    IEnumerable<FieldDefinition> DocumentFields(string name)
    {
        yield return new("id", NonNull(BuiltInScalars.Id)) { Resolver = _resolvers.DocumentId() };
        foreach (var (field, type) in _definition.Objects[name])
            yield return type switch
            {
                RuntimeField.Content content => ContentField(field, content),
                RuntimeField.DocumentAccount => new(field, NonNull(_account))
                {
                    Description = Descriptions.DocumentAccount,
                    Resolver = _resolvers.DocumentAccount(),
                },
                RuntimeField.DocumentVersion => new(field, NonNull(DocumentScalars.CommitId))
                {
                    Description = Descriptions.DocumentVersion,
                    Resolver = _resolvers.DocumentVersion(),
                },
                RuntimeField.Relation relation => RelationField(name, field, relation),
                _ => throw new SchemaGenerationException($"Unsupported field {field} of {name}"),
            };
    }

    /// <summary>An embedded object; it has neither an id nor views.</summary>
    ObjectType Embedded(string name) =>
        Type(
            name,
            () =>
                new ObjectType(
                    name,
                    () =>
                        ObjectNamed(name)
                            .Select(entry =>
                                entry.Value is RuntimeField.Content content
                                    ? ContentField(entry.Key, content)
                                    : throw new SchemaGenerationException(
                                        $"Unsupported view on field {entry.Key} of object {name}. Views can only be set on models."
                                    )
                            )
                )
        );

    Composites.OrderedMap<RuntimeField> ObjectNamed(string name) =>
        _definition.Objects.TryGetValue(name, out var fields)
            ? fields
            : throw new SchemaGenerationException($"Missing referenced object type: {name}");

    EnumType Enum(string name) =>
        Type(
            name,
            () =>
                _definition.Enums.TryGetValue(name, out var values)
                    ? new EnumType(name, values.Select(value => new EnumValue(value)))
                    : throw new SchemaGenerationException($"Missing referenced enum type: {name}")
        );

    FieldDefinition ContentField(string name, RuntimeField.Content field) =>
        new(name, OutputType(field)) { Resolver = _resolvers.Content(name, field) };

    GraphQLType OutputType(RuntimeField.Content field)
    {
        GraphQLType type = field switch
        {
            RuntimeField.Scalar { Type: RuntimeScalar.Did } => _account,
            RuntimeField.Scalar scalar => DocumentScalars.Output(scalar.Type),
            RuntimeField.Enum named => Enum(named.Name),
            RuntimeField.Object named => Embedded(named.Name),
            RuntimeField.List list => ListType.Of(OutputType(list.Item)),
            _ => throw new SchemaGenerationException("Unsupported field type"),
        };
        return field.Required ? NonNull(type) : type;
    }

    FieldDefinition RelationField(string model, string field, RuntimeField.Relation relation)
    {
        if (relation.Source == RelationSource.Document)
        {
            if (!_definition.Objects[model].TryGetValue(relation.Property, out _))
                throw new SchemaGenerationException(
                    $"Missing reference field {relation.Property} for relation defined on field {field}"
                );
            return new(field, relation.Model is null ? _node : Document(RelatedModel(field, relation)))
            {
                Resolver = _resolvers.Relation(model, relation),
                Cost = FieldCosts.One,
            };
        }

        var name = RelatedModel(field, relation);
        return relation.Source switch
        {
            RelationSource.QueryConnection => new(field, NonNull(Connection(name)))
            {
                Arguments = new([
                    .. PageArguments(),
                    new ArgumentDefinition("account", BuiltInScalars.Id) { Description = Descriptions.ListAccount },
                    .. FilterAndSorting(name),
                ]),
                Resolver = _resolvers.Relation(model, relation),
                Cost = FieldCosts.Page(_pageSizeMax),
            },
            RelationSource.QueryCount => new(field, NonNull(BuiltInScalars.Int))
            {
                Arguments = new([
                    new ArgumentDefinition("account", BuiltInScalars.Id) { Description = Descriptions.CountAccount },
                    .. FilterOnly(name),
                ]),
                Resolver = _resolvers.Relation(model, relation),
                Cost = FieldCosts.Count,
            },
            _ => SetRelationField(model, field, relation, name),
        };
    }

    FieldDefinition SetRelationField(string model, string field, RuntimeField.Relation relation, string name)
    {
        if (ModelNamed(name).AccountRelation is not RuntimeAccountRelation.Set)
            throw new SchemaGenerationException(
                $"Invalid relation on field {field}: referenced model {name} must use the \"set\" account relation"
            );
        return new(field, Document(name))
        {
            Arguments = new([.. SetArguments(name, relation.Property)]),
            Resolver = _resolvers.Relation(model, relation),
            Cost = FieldCosts.One,
        };
    }

    string RelatedModel(string field, RuntimeField.Relation relation)
    {
        if (relation.Model is not { } id)
            throw new SchemaGenerationException($"Missing model for relation on field {field}");
        return _namesById.TryGetValue(id, out var name)
            ? name
            : throw new SchemaGenerationException(
                $"{(relation.Source == RelationSource.Document ? "Model" : "Model alias")} not found for relation with ID {id} on field {field}"
            );
    }
}
