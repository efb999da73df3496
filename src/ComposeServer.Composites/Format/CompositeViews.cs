using ComposeServer.Ipld;

namespace ComposeServer.Composites.Format;

/// <summary>Views that a composite adds to what its models define.</summary>
/// <param name="Account">Reserved by the format; nothing reads it.</param>
/// <param name="Root">Reserved by the format; nothing reads it.</param>
/// <param name="Models">Views by model id and field, in the form in which a definition holds them.</param>
public sealed record CompositeViews(IpldMap Account, IpldMap Root, OrderedMap<IpldMap> Models)
{
    /// <summary>No views.</summary>
    public static CompositeViews Empty { get; } = new(IpldMap.Empty, IpldMap.Empty, OrderedMap<IpldMap>.Empty);

    /// <summary>These views with others laid over them, field by field.</summary>
    public CompositeViews With(CompositeViews others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new(
            Laid(Account, others.Account),
            Laid(Root, others.Root),
            new(
                Models.Concat(
                    others.Models.Select(entry =>
                        KeyValuePair.Create(
                            entry.Key,
                            Models.TryGetValue(entry.Key, out var own) ? Laid(own, entry.Value) : entry.Value
                        )
                    )
                )
            )
        );
    }

    static IpldMap Laid(IpldMap under, IpldMap over) =>
        over.Entries.Aggregate(under, (map, entry) => map.With(entry.Key, entry.Value));
}
