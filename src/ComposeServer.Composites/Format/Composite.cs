using System.Text.Json;
using ComposeServer.Composites.Runtime;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Streams;

namespace ComposeServer.Composites.Format;

/// <summary>A set of models with names, views and indices of its own: what an application deploys. Immutable.</summary>
/// <remarks>
/// Order of models is that in which they were made; it has no meaning but for the bytes of files. Source: <c>composedb.md</c> 5.
/// </remarks>
public sealed partial class Composite
{
    /// <summary>The version that is written. Any <c>1.x</c> is read.</summary>
    public const string CurrentVersion = "1.1";

    internal Composite(
        string version,
        OrderedMap<CompositeModel> models,
        OrderedMap<string> aliases,
        CompositeViews views,
        OrderedMap<IReadOnlyList<ModelIndex>> indices,
        IReadOnlyList<string> commonEmbeds
    )
    {
        RequireKnownVersion(version);
        if (models.Count > CompositeLimits.ModelsMax)
            throw Invalid($"A composite holds at most {CompositeLimits.ModelsMax} models");
        Version = version;
        Models = models;
        Aliases = aliases;
        Views = views;
        Indices = indices;
        CommonEmbeds = commonEmbeds;
    }

    /// <summary>Version of the format.</summary>
    public string Version { get; }

    /// <summary>Models by StreamID.</summary>
    public OrderedMap<CompositeModel> Models { get; }

    /// <summary>Names of models by StreamID; a model without one goes by its own name.</summary>
    public OrderedMap<string> Aliases { get; }

    /// <summary>Views added to models.</summary>
    public CompositeViews Views { get; }

    /// <summary>Indices by StreamID of the model.</summary>
    public OrderedMap<IReadOnlyList<ModelIndex>> Indices { get; }

    /// <summary>Names of enums and embedded types that models share.</summary>
    public IReadOnlyList<string> CommonEmbeds { get; }

    /// <summary>StreamIDs of all models.</summary>
    public IEnumerable<string> ModelIds => Models.Keys;

    /// <summary>A composite of models alone.</summary>
    /// <exception cref="CompositeException">A limit is exceeded.</exception>
    public static Composite Of(IEnumerable<CompositeModel> models) =>
        new(
            CurrentVersion,
            new(models.Select(model => KeyValuePair.Create(model.Id.ToString(), model))),
            OrderedMap<string>.Empty,
            CompositeViews.Empty,
            OrderedMap<IReadOnlyList<ModelIndex>>.Empty,
            []
        );

    /// <summary>StreamID of the model that has an alias; null when none has it.</summary>
    public StreamId? FindByAlias(string alias) =>
        Aliases.FirstOrDefault(entry => entry.Value == alias).Key is { } id && Models.TryGetValue(id, out var model)
            ? model.Id
            : null;

    /// <summary>The definition that the GraphQL schema is generated from.</summary>
    /// <returns>With warnings about names given twice; or <c>RUNTIME_DEFINITION_INVALID</c> with the text of the JS tools.</returns>
    public CompositeResult<RuntimeCompilation> ToRuntime() =>
        CompositeResult<RuntimeCompilation>.Of(() =>
            RuntimeDefinitionBuilder.Build(
                new(
                    new(Models.Select(entry => KeyValuePair.Create(entry.Key, ToJson(entry.Value.Definition.Value)))),
                    Aliases,
                    new(Views.Models.Select(entry => KeyValuePair.Create(entry.Key, ViewsToJson(entry.Value)))),
                    Indices,
                    CommonEmbeds.ToHashSet(StringComparer.Ordinal)
                )
            )
        );

    static OrderedMap<JsonElement> ViewsToJson(IpldMap views) =>
        new(views.Entries.Select(view => KeyValuePair.Create(view.Key, ToJson(view.Value))));

    static JsonElement ToJson(IpldValue value)
    {
        using var document = JsonDocument.Parse(
            PlainJson.ToUtf8(value),
            new JsonDocumentOptions { MaxDepth = DagCborLimits.DepthMax + 1 }
        );
        return document.RootElement.Clone();
    }

    static void RequireKnownVersion(string version)
    {
        if (version is not ['1', '.', _, ..] || version.AsSpan(2).ContainsAnyExceptInRange('0', '9'))
        {
            throw CompositeException.Because(
                CompositeErrorCode.CompositeVersion,
                $"Unsupported Composite version {version}, expected version {CurrentVersion}"
            );
        }
    }

    static CompositeException Invalid(string message) =>
        CompositeException.Because(CompositeErrorCode.CompositeInvalid, message);
}
