using ComposeServer.Composites.Format;
using ComposeServer.Ipld;
using ComposeServer.Streams.Models;

namespace ComposeServer.Composites.Review;

/// <summary>A model as a review sees it.</summary>
sealed class ReviewedModel
{
    readonly ReviewedComposite composite;

    public ReviewedModel(ReviewedComposite composite, Composite source, string id)
    {
        this.composite = composite;
        Id = id;
        Name = composite.NameOf(id);
        Definition = source.Models[id].Definition;
        Views = ViewsOf(source);
        Indices = [.. (source.Indices.GetValueOrDefault(id) ?? []).Select(Text).Distinct(StringComparer.Ordinal)];
        Content = new SchemaReading(Definition.Schema, source.CommonEmbeds.ToHashSet(StringComparer.Ordinal)).Read();
    }

    public string Id { get; }

    public string Name { get; }

    public ModelDefinition Definition { get; }

    /// <summary>What a document holds.</summary>
    public ReviewedObject Content { get; }

    /// <summary>What each view shows, by field.</summary>
    public IReadOnlyDictionary<string, string> Views { get; }

    /// <summary>Paths of each index, as people write them.</summary>
    public IReadOnlyList<string> Indices { get; }

    /// <summary>The definition with names for ids; equal for equal models, whoever made them.</summary>
    public IpldValue NamedDefinition => composite.Named(Definition.Value);

    /// <summary>Names of the models that the definition refers to.</summary>
    public IReadOnlySet<string> References => composite.NamesIn(Definition.Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>How many documents an account may have, as people write it.</summary>
    public string AccountRelation
    {
        get
        {
            var kind = Definition.AccountRelation.Kind.ToString().ToUpperInvariant();
            return Definition.AccountRelation.Fields.Count == 0
                ? kind
                : $"{kind}({string.Join(", ", Definition.AccountRelation.Fields)})";
        }
    }

    public IEnumerable<string> Interfaces => Definition.Implements.Select(id => composite.NameOf(id.ToString()));

    /// <summary>What each relation field refers to.</summary>
    public IReadOnlyDictionary<string, string> Relations =>
        Definition.Relations.ToDictionary(
            relation => relation.Key,
            relation =>
                relation.Value switch
                {
                    ModelRelation.Document { Model: { } model } => $"documents of {composite.NameOf(model.ToString())}",
                    ModelRelation.Document => "documents of any model",
                    _ => "accounts",
                },
            StringComparer.Ordinal
        );

    Dictionary<string, string> ViewsOf(Composite source)
    {
        var views = new Dictionary<string, string>(StringComparer.Ordinal);
        var own = Definition.Value.TryGet<IpldMap>("views", out var defined) ? defined : IpldMap.Empty;
        var added = source.Views.Models.GetValueOrDefault(Id) ?? IpldMap.Empty;
        foreach (var (field, view) in own.Entries.Concat(added.Entries))
            views[field] = ((IpldMap)composite.Named(view)).ToString();
        return views;
    }

    static string Text(ModelIndex index) => string.Join(", ", index.Paths.Select(path => string.Join('.', path)));
}
