using ComposeServer.Composites.Format;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Review;

/// <summary>Names of the models of a composite, put in place of their ids.</summary>
/// <remarks>Two composites of one schema have different ids when different keys signed them; names are what they share.</remarks>
sealed class ModelNames(Composite composite)
{
    readonly Dictionary<string, string> names = composite.Models.ToDictionary(
        entry => entry.Key,
        entry => composite.Aliases.GetValueOrDefault(entry.Key) ?? entry.Value.Definition.Name,
        StringComparer.Ordinal
    );

    /// <summary>Name of a model; its id where the composite does not hold it.</summary>
    public string Of(string id) => names.GetValueOrDefault(id, id);

    /// <summary>A value with names for ids.</summary>
    public IpldValue In(IpldValue value) =>
        value switch
        {
            IpldString text => Of(text.Value),
            IpldList list => new IpldList([.. list.Items.Select(In)]),
            IpldMap map => IpldMap.From(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, In(entry.Value)))),
            _ => value,
        };

    /// <summary>Names of the models that a value refers to.</summary>
    public IEnumerable<string> ReferredToBy(IpldValue value) =>
        value switch
        {
            IpldString text when names.TryGetValue(text.Value, out var name) => [name],
            IpldList list => list.Items.SelectMany(ReferredToBy),
            IpldMap map => map.Entries.SelectMany(entry => ReferredToBy(entry.Value)),
            _ => [],
        };
}
