using ComposeServer.Composites.Runtime;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Review;

/// <summary>Reads a runtime definition for a review.</summary>
static class ReviewedRuntime
{
    /// <summary>Values that are read; objects that hold others twice and again would grow without end.</summary>
    const int ValuesMax = 20_000;

    static readonly ValueBounds NoBounds = ValueBounds.Of(IpldMap.Empty);

    /// <exception cref="CompositeException">The definition is too large.</exception>
    public static ReviewedComposite Of(RuntimeDefinition definition, bool hasIds)
    {
        var values = 0;
        var names = definition.Models.ToDictionary(entry => entry.Value.Id, entry => entry.Key, StringComparer.Ordinal);
        return new([.. definition.Models.Select(entry => ModelOf(entry.Key, entry.Value))], hasIds);

        string NameOf(string id) => names.GetValueOrDefault(id, id);

        ReviewedModel ModelOf(string name, RuntimeModel model)
        {
            var fields = definition.Objects.GetValueOrDefault(name) ?? OrderedMap<RuntimeField>.Empty;
            return new()
            {
                Id = model.Id,
                Name = name,
                IsInterface = model.IsInterface,
                AccountRelation = AccountRelationText.Of(
                    model.AccountRelation.GetType().Name,
                    model.AccountRelation is RuntimeAccountRelation.Set set ? set.Fields : []
                ),
                Content = ObjectOf(fields, []),
                ImmutableFields =
                [
                    .. fields
                        .Where(field => field.Value is RuntimeField.Content { Immutable: true })
                        .Select(field => field.Key),
                ],
                Interfaces = [.. model.Implements.Select(NameOf)],
                Views = fields
                    .Where(field => field.Value is RuntimeField.View)
                    .ToDictionary(field => field.Key, field => TextOf(field.Value), StringComparer.Ordinal),
                Indices =
                [
                    .. fields
                        .Where(field => field.Value is RuntimeField.Single { Indexed: true })
                        .Select(field => field.Key),
                ],
            };
        }

        ReviewedObject ObjectOf(OrderedMap<RuntimeField> fields, IReadOnlyList<string> path) =>
            new(
                new(
                    fields
                        .Where(field => field.Value is RuntimeField.Content)
                        .Select(field =>
                            KeyValuePair.Create(
                                field.Key,
                                new ReviewedField(
                                    ValueOf(field.Value, path),
                                    ((RuntimeField.Content)field.Value).Required
                                )
                            )
                        )
                )
            );

        ReviewedValue ValueOf(RuntimeField field, IReadOnlyList<string> path)
        {
            if (++values > ValuesMax)
                throw CompositeException.Because(
                    CompositeErrorCode.RuntimeInvalid,
                    $"The definition has more than {ValuesMax} values"
                );
            return field switch
            {
                RuntimeField.Scalar scalar => Value(scalar.Type.ToString().ToLowerInvariant()),
                RuntimeField.Enum kind => Value("enum") with
                {
                    TypeName = kind.Name,
                    EnumValues = definition.Enums.GetValueOrDefault(kind.Name) ?? [],
                },
                RuntimeField.Object kind => Value("object") with
                {
                    TypeName = kind.Name,
                    // An object within itself is not followed; its name is compared.
                    Fields = path.Contains(kind.Name)
                        ? ReviewedObject.Empty
                        : ObjectOf(
                            definition.Objects.GetValueOrDefault(kind.Name) ?? OrderedMap<RuntimeField>.Empty,
                            [.. path, kind.Name]
                        ),
                },
                RuntimeField.List list => Value("list") with { Item = ValueOf(list.Item, path) },
                _ => Value(""),
            };
        }

        string TextOf(RuntimeField view) =>
            view switch
            {
                RuntimeField.Relation relation => relation.Model is { } model
                    ? $"{relation.Source} {NameOf(model)}.{relation.Property}"
                    : $"{relation.Source} {relation.Property}",
                _ => view.GetType().Name,
            };
    }

    static ReviewedValue Value(string kind) => new(kind, NoBounds, IpldMap.Empty);
}
