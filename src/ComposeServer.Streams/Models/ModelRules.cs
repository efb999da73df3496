using ComposeServer.Ipld;
using ComposeServer.Streams.Models.Interfaces;

namespace ComposeServer.Streams.Models;

/// <summary>What a node asks of a model definition, in its order and with its words (composedb.md 3.3–3.5).</summary>
public static class ModelRules
{
    static readonly string[] Members =
    [
        "version",
        "name",
        "description",
        "accountRelation",
        "interface",
        "implements",
        "schema",
        "immutableFields",
        "relations",
        "views",
    ];

    /// <summary>Judges a definition.</summary>
    /// <param name="content">Member <c>data</c> of the init event.</param>
    /// <param name="find">Definition of a model that is here; null when it is not.</param>
    public static ModelVerdict Check(IpldValue? content, Func<StreamId, ModelDefinition?> find)
    {
        if (CheckMembers(content) is { } extra)
            return new ModelVerdict.Refused(extra);
        if (!ModelDefinition.TryRead(content, out var definition, out var error))
            return new ModelVerdict.Refused(new(error));
        if (CheckAlone(definition) is { } fault)
            return new ModelVerdict.Refused(fault);
        return CheckInterfaces(definition, find);
    }

    static ModelFault? CheckMembers(IpldValue? content)
    {
        var extra = (content as IpldMap)?.Entries.FirstOrDefault(entry => !Members.Contains(entry.Key));
        return extra is { Key: { } key } ? new($"Unexpected key '{key}' found in content for Model Stream") : null;
    }

    /// <summary>The rules that need no other model.</summary>
    static ModelFault? CheckAlone(ModelDefinition definition) =>
        CheckVersion(definition)
        ?? ModelShape.Check(definition)
        ?? MetaSchema.Check(definition.Schema)
        ?? SchemaRules.CheckClosed(definition.Schema)
        ?? CheckSet(definition)
        ?? CheckViews(definition)
        ?? CheckInterface(definition);

    static ModelFault? CheckVersion(ModelDefinition definition)
    {
        if (definition.Version.Length == 0)
            return new($"Missing version for model {definition.Name}");
        if (!ModelVersion.TryParse(definition.Version, out var version))
            return new($"Unsupported version format: {definition.Version}");
        return version.Major <= ModelVersion.HighestMajor
            ? null
            : new(
                $"Unsupported version {definition.Version} for model {definition.Name}, the maximum version supported by the Ceramic node is "
                    + $"{ModelVersion.Highest}. Please update your Ceramic node to a newer version supporting at least version "
                    + $"{definition.Version} of the Model definition."
            );
    }

    static ModelFault? CheckSet(ModelDefinition definition) =>
        definition.AccountRelation.Kind == AccountRelationKind.Set
            ? SetFields.Check(definition.AccountRelation.Fields, definition.Schema)
            : null;

    static ModelFault? CheckViews(ModelDefinition definition)
    {
        var properties = definition.Schema.TryGet<IpldMap>("properties", out var found) ? found : IpldMap.Empty;
        foreach (var (name, view) in definition.Views)
        {
            if (view.Kind == ModelViewKind.Unknown)
                return new("unsupported model view definition type");
            if (properties.Has(name))
                return new("view definition used with a property also present in schema");
        }

        return null;
    }

    static ModelFault? CheckInterface(ModelDefinition definition)
    {
        var properties = definition.Schema.TryGet<IpldMap>("properties", out var found) ? found : IpldMap.Empty;
        return definition.IsInterface && properties.Count == 0 && definition.Views.Count == 0
            ? new("Invalid interface: a least one propery or view must be present")
            : null;
    }

    static ModelVerdict CheckInterfaces(ModelDefinition definition, Func<StreamId, ModelDefinition?> find)
    {
        var missing = new List<StreamId>();
        var faults = new List<ModelFault>();
        foreach (var id in definition.Implements)
        {
            if (find(id) is not { } expected)
                missing.Add(id);
            else if (InterfaceRules.Check(definition, id, expected) is { } fault)
                faults.Add(fault);
        }

        if (missing.Count > 0)
            return new ModelVerdict.Missing(missing);
        return faults.Count > 0
            ? new ModelVerdict.Refused(new($"Interfaces validation failed for model {definition.Name}", faults))
            : new ModelVerdict.Accepted(definition);
    }
}
