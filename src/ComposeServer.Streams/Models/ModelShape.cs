using ComposeServer.Ipld;

namespace ComposeServer.Streams.Models;

/// <summary>
/// What each version asks of a definition's shape beyond what reads at all: readers are lenient for the sake of old networks, writers
/// are not (composedb.md 2.1).
/// </summary>
static class ModelShape
{
    public static ModelFault? Check(ModelDefinition definition)
    {
        var value = definition.Value;
        if (!value.TryGet<IpldMap>("accountRelation", out _))
            return Wrong("accountRelation", "an object");
        if (!definition.Schema.TryGet<IpldString>("type", out var type) || type.Value != "object")
            return Wrong("schema.type", "\"object\"");
        return definition.MajorVersion < 2 ? CheckVersion1(definition) : CheckVersion2(definition);
    }

    static ModelFault? CheckVersion1(ModelDefinition definition)
    {
        if (definition.AccountRelation.Kind is AccountRelationKind.Set or AccountRelationKind.None)
            return Wrong("accountRelation.type", "one of list, single in version 1.0");
        foreach (var (name, relation) in definition.Relations)
        {
            if (relation is ModelRelation.Document { Model: null })
                return Wrong($"relations.{name}.model", "the StreamID of a model in version 1.0");
        }

        foreach (var (name, view) in definition.Views)
        {
            if (view.Kind == ModelViewKind.RelationSetFrom)
                return Wrong($"views.{name}.type", "none of relationSetFrom in version 1.0");
            if (PointsAway(view) && view.Model is null)
                return Wrong($"views.{name}.model", "the StreamID of a model in version 1.0");
        }

        return null;
    }

    static ModelFault? CheckVersion2(ModelDefinition definition)
    {
        if (!definition.Value.TryGet<IpldBool>("interface", out _))
            return Wrong("interface", "true or false");
        if (!definition.Value.TryGet<IpldList>("implements", out _))
            return Wrong("implements", "an array of StreamIDs");
        foreach (var (name, view) in definition.Views)
        {
            if (PointsAway(view) && view.Kind != ModelViewKind.RelationDocument && view.Model is null)
                return Wrong($"views.{name}.model", "the StreamID of a model");
        }

        return null;
    }

    static bool PointsAway(ModelView view) =>
        view.Kind is not (ModelViewKind.Unknown or ModelViewKind.DocumentAccount or ModelViewKind.DocumentVersion);

    static ModelFault Wrong(string path, string expected) =>
        new($"Invalid model definition: {path} must be {expected}");
}
