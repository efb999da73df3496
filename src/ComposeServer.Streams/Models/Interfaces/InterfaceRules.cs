using ComposeServer.Ipld;

namespace ComposeServer.Streams.Models.Interfaces;

/// <summary>A model that says it implements an interface must have all that the interface promises (composedb.md 3.5).</summary>
static class InterfaceRules
{
    /// <returns>Null when the model keeps the promises of the interface.</returns>
    public static ModelFault? Check(ModelDefinition model, StreamId id, ModelDefinition expected)
    {
        var faults = new List<ModelFault>();
        var schema = SchemaMatch.Compare(expected.Schema, model.Schema);
        if (schema.Count > 0)
            faults.Add(new($"Invalid schema implementation of interface {id}", schema));
        if (!HasAll(expected, model, "relations"))
            faults.Add(new($"Invalid relations implementation of interface {id}"));
        if (!HasAll(expected, model, "views"))
            faults.Add(new($"Invalid views implementation of interface {id}"));
        if (expected.ImmutableFields.Except(model.ImmutableFields, StringComparer.Ordinal).Any())
            faults.Add(new($"Invalid immutable fields implementation of interface {id}"));
        return faults.Count == 0 ? null : new($"Invalid implementation of interface {id}", faults);
    }

    static bool HasAll(ModelDefinition expected, ModelDefinition model, string member) =>
        !expected.Value.TryGet(member, out var wanted)
        || Contains(model.Value.TryGet(member, out var found) ? found : IpldMap.Empty, wanted);

    /// <summary>Deep partial match: an object may have more members and an array more items than wanted.</summary>
    static bool Contains(IpldValue actual, IpldValue wanted) =>
        (actual, wanted) switch
        {
            (IpldMap map, IpldMap want) => want.Entries.All(entry =>
                map.TryGet(entry.Key, out var value) && Contains(value, entry.Value)
            ),
            (IpldList list, IpldList want) => want.Items.All(item => list.Items.Any(other => Contains(other, item))),
            _ => actual.Equals(wanted),
        };
}
