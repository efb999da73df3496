using ComposeServer.Ipld;
using ComposeServer.Json.Schema;

namespace ComposeServer.Streams.Models.Growth;

/// <summary>
/// What a version of a model may change: name, description, interfaces, and the schema as far as every content that was valid stays so
/// (ceramic.md 6.3). What tells documents apart and ties them together stays as it is.
/// </summary>
static class ModelGrowth
{
    /// <returns>Null when the later definition may follow the earlier one.</returns>
    public static ModelFault? Check(ModelDefinition before, ModelDefinition after)
    {
        if (after.IsInterface)
            return new("cannot change model to an interface");
        if (before.Version != after.Version)
            return new("cannot change a model's version");
        if (!IsKept(before, after, "immutableFields"))
            return new("cannot change a model's immutable fields");
        if (!IsKept(before, after, "accountRelation"))
            return new("cannot change a model's account relation");
        if (!IsKept(before, after, "relations", IpldMap.Empty))
            return new("cannot change a model's relations");
        if (!IsKept(before, after, "views", IpldMap.Empty))
            return new("cannot change a model's views");
        if (FindUnusable(after.Schema) is { } unusable)
            return unusable;
        var faults = SchemaGrowth.Compare(before.Schema, after.Schema);
        return faults.Count == 0
            ? null
            : new("cannot change a model's schema so that it refuses what was valid", faults);
    }

    static bool IsKept(ModelDefinition before, ModelDefinition after, string member, IpldValue? otherwise = null) =>
        Equals(Get(before.Value, member) ?? otherwise, Get(after.Value, member) ?? otherwise);

    static IpldValue? Get(IpldMap map, string member) => map.TryGet(member, out var value) ? value : null;

    /// <summary>With a schema that cannot be used no document would be valid any more.</summary>
    static ModelFault? FindUnusable(IpldMap schema)
    {
        using var document = JsonBytes.Of(schema).Read();
        return JsonSchema.Compile(document.RootElement, SchemaOptions.Model).Error is { } error
            ? new($"cannot change a model's schema to one that cannot be used: {error.Detail}")
            : null;
    }
}
