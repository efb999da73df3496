using ComposeServer.Composites.Format;
using ComposeServer.Ipld;
using ComposeServer.Streams.Models;

namespace ComposeServer.Composites.Review;

/// <summary>Reads a model of a composite for a review.</summary>
sealed class CompositeModelReading(Composite composite, ModelNames names, string id)
{
    readonly ModelDefinition definition = composite.Models[id].Definition;

    /// <exception cref="CompositeException">Its schema cannot be read.</exception>
    public ReviewedModel Read() =>
        new()
        {
            Id = id,
            Name = names.Of(id),
            Description = definition.Description,
            IsInterface = definition.IsInterface,
            AccountRelation = AccountRelationText.Of(
                definition.AccountRelation.Kind.ToString(),
                definition.AccountRelation.Fields
            ),
            Content = new SchemaReading(
                definition.Schema,
                composite.CommonEmbeds.ToHashSet(StringComparer.Ordinal)
            ).Read(),
            ImmutableFields = definition.ImmutableFields.ToHashSet(StringComparer.Ordinal),
            Interfaces = [.. definition.Implements.Select(implemented => names.Of(implemented.ToString()))],
            Relations = definition.Relations.ToDictionary(
                relation => relation.Key,
                relation => Text(relation.Value),
                StringComparer.Ordinal
            ),
            Views = Views(),
            Indices =
            [
                .. (composite.Indices.GetValueOrDefault(id) ?? []).Select(Text).Distinct(StringComparer.Ordinal),
            ],
            Definition = names.In(definition.Value),
            References = names.ReferredToBy(definition.Value).ToHashSet(StringComparer.Ordinal),
        };

    Dictionary<string, string> Views()
    {
        var views = new Dictionary<string, string>(StringComparer.Ordinal);
        var own = definition.Value.TryGet<IpldMap>("views", out var defined) ? defined : IpldMap.Empty;
        var added = composite.Views.Models.GetValueOrDefault(id) ?? IpldMap.Empty;
        foreach (var (field, view) in own.Entries.Concat(added.Entries))
            views[field] = names.In(view).ToString();
        return views;
    }

    string Text(ModelRelation relation) =>
        relation switch
        {
            ModelRelation.Document { Model: { } model } => $"documents of {names.Of(model.ToString())}",
            ModelRelation.Document => "documents of any model",
            _ => "accounts",
        };

    static string Text(ModelIndex index) => string.Join(", ", index.Paths.Select(path => string.Join('.', path)));
}
