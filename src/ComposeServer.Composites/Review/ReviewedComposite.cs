using ComposeServer.Composites.Format;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Review;

/// <summary>A composite as a review sees it: models go by their names, in references too.</summary>
/// <remarks>Two composites of one schema have different ids when different keys signed them; names are what they share.</remarks>
sealed class ReviewedComposite
{
    readonly Dictionary<string, string> names;

    public ReviewedComposite(ReviewSource source)
    {
        HasIds = source.HasIds;
        names = source.Composite.Models.ToDictionary(
            entry => entry.Key,
            entry => source.Composite.Aliases.GetValueOrDefault(entry.Key) ?? entry.Value.Definition.Name,
            StringComparer.Ordinal
        );
        Models = [.. source.Composite.Models.Keys.Select(id => new ReviewedModel(this, source.Composite, id))];
    }

    /// <summary>False when the ids mean nothing, because the models have not been made yet.</summary>
    public bool HasIds { get; }

    /// <summary>In the order of the composite.</summary>
    public IReadOnlyList<ReviewedModel> Models { get; }

    /// <summary>Name of a model; its id where the composite does not hold it.</summary>
    public string NameOf(string id) => names.GetValueOrDefault(id, id);

    /// <summary>A value with names for ids.</summary>
    public IpldValue Named(IpldValue value) =>
        value switch
        {
            IpldString text => NameOf(text.Value),
            IpldList list => new IpldList([.. list.Items.Select(Named)]),
            IpldMap map => IpldMap.From(
                map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Named(entry.Value)))
            ),
            _ => value,
        };

    /// <summary>Names of the models that a value refers to.</summary>
    public IEnumerable<string> NamesIn(IpldValue value) =>
        value switch
        {
            IpldString text when names.TryGetValue(text.Value, out var name) => [name],
            IpldList list => list.Items.SelectMany(NamesIn),
            IpldMap map => map.Entries.SelectMany(entry => NamesIn(entry.Value)),
            _ => [],
        };
}

/// <summary>One side of a review.</summary>
/// <param name="Composite">The composite.</param>
/// <param name="HasIds">False for one that was compiled for the review alone, so that the ids of its models mean nothing.</param>
public sealed record ReviewSource(Composite Composite, bool HasIds);
