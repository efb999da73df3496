using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Query.Schema;

sealed partial class SchemaGenerator
{
    IEnumerable<FieldDefinition> AccountFields()
    {
        yield return new("id", NonNull(BuiltInScalars.Id))
        {
            Description = Descriptions.AccountId,
            Resolver = _resolvers.AccountId(),
        };
        yield return new("isViewer", NonNull(BuiltInScalars.Boolean))
        {
            Description = Descriptions.IsViewer,
            Resolver = _resolvers.IsViewer(),
        };
        foreach (var (key, entry) in _definition.AccountData)
        foreach (var field in AccountFields(key, entry))
            yield return field;
    }

    IEnumerable<FieldDefinition> AccountFields(string key, AccountDataEntry entry)
    {
        var model = ModelNamed(entry.Model);
        switch (entry)
        {
            case AccountDataEntry.Connection or AccountDataEntry.Account:
                yield return new(key, Connection(entry.Model))
                {
                    Arguments = new([.. PageArguments(), .. FilterAndSorting(entry.Model)]),
                    Resolver = _resolvers.AccountData(entry),
                    Cost = FieldCosts.Page(_pageSizeMax),
                };
                yield return new(key + "Count", NonNull(BuiltInScalars.Int))
                {
                    Arguments = new([.. FilterOnly(entry.Model)]),
                    Resolver = _resolvers.AccountCount(entry),
                    Cost = FieldCosts.Count,
                };
                break;
            case AccountDataEntry.Node:
                yield return new(key, Document(entry.Model))
                {
                    Resolver = _resolvers.AccountData(entry),
                    Cost = FieldCosts.One,
                };
                break;
            case AccountDataEntry.Set:
                if (model.AccountRelation is not RuntimeAccountRelation.Set)
                    throw NotSet(key, entry.Model);
                yield return new(key, Document(entry.Model))
                {
                    Arguments = new([new ArgumentDefinition("with", NonNull(With(entry.Model, null)!))]),
                    Resolver = _resolvers.AccountData(entry),
                    Cost = FieldCosts.One,
                };
                break;
            case AccountDataEntry.AccountSet set:
                if (model.AccountRelation is not RuntimeAccountRelation.Set)
                    throw NotSet(key, entry.Model);
                yield return new(key, Document(entry.Model))
                {
                    Arguments = new([.. SetArguments(entry.Model, set.Property)]),
                    Resolver = _resolvers.AccountData(entry),
                    Cost = FieldCosts.One,
                };
                break;
        }
    }

    /// <summary><c>account</c>, and <c>with</c> unless the relation's own field is the only one of the set.</summary>
    IEnumerable<ArgumentDefinition> SetArguments(string model, string property)
    {
        yield return new("account", NonNull(BuiltInScalars.Id)) { Description = Descriptions.RelationAccount };
        if (With(model, property) is { } with)
            yield return new("with", NonNull(with));
    }

    /// <summary>The input that names a document of a SET model by its values, all or all but one.</summary>
    InputObjectType? With(string name, string? except)
    {
        var relation = (RuntimeAccountRelation.Set)ModelNamed(name).AccountRelation;
        var fields = relation.Fields.Where(field => field != except).Distinct(StringComparer.Ordinal).ToArray();
        if (fields.Length == 0)
            return null;
        var typeName = $"With{(except is null ? "" : UpperFirst(except))}{name}Input";
        return Type(
            typeName,
            () =>
                new InputObjectType(
                    typeName,
                    () => fields.Select(field => new InputFieldDefinition(field, NonNull(SetFieldType(name, field))))
                )
        );
    }

    GraphQLType SetFieldType(string model, string field)
    {
        if (!_definition.Objects[model].TryGetValue(field, out var found))
            throw new SchemaGenerationException($"Field {field} not found on model {model}");
        return found switch
        {
            RuntimeField.Scalar scalar => DocumentScalars.Input(scalar.Type),
            RuntimeField.Enum named => Enum(named.Name),
            _ => throw new SchemaGenerationException(
                $"Invalid account relation field {field} on model {model}: unsupported type {WordOf(found)}"
            ),
        };
    }

    static string WordOf(RuntimeField field) =>
        field switch
        {
            RuntimeField.List => "list",
            RuntimeField.Object => "reference",
            _ => "view",
        };

    static SchemaGenerationException NotSet(string key, string model) =>
        new($"Invalid reference {key} on account: referenced model {model} must use the SET account relation");

    RuntimeModel ModelNamed(string name) =>
        _definition.Models.TryGetValue(name, out var model)
            ? model
            : throw new SchemaGenerationException($"Model not found: {name}");
}
