using ComposeServer.Ipld;

namespace ComposeServer.Composites.Format;

/// <summary>Operations of <c>composedb.md</c> 5.3. Each gives a new composite.</summary>
public sealed partial class Composite
{
    /// <summary>Merges composites from left to right.</summary>
    /// <returns>The merged one, or <c>COMPOSITE_INVALID</c> when there is none to merge.</returns>
    public static CompositeResult<Composite> Merge(
        IEnumerable<Composite> composites,
        CompositeMergeOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(composites);
        return CompositeResult<Composite>.Of(() =>
            composites.ToList() switch
            {
                [] => throw Invalid("Missing composites to compose"),
                [var first, .. var rest] => first.MergedWith(rest, options ?? new()),
            }
        );
    }

    /// <summary>A composite of some of the models, with what belongs to them.</summary>
    /// <param name="models">
    /// Aliases, names or StreamIDs; an alias is looked for first, a StreamID last. Of two models with one alias or name the later counts.
    /// </param>
    /// <remarks>
    /// Views are kept when their targets come along. The JS tools drop all views and indices (quirk Q30).
    /// </remarks>
    /// <returns>The copy; <c>COMPOSITE_INVALID</c> when nothing is named; <c>COMPOSITE_MODEL_NOT_FOUND</c>.</returns>
    public CompositeResult<Composite> Copy(IEnumerable<string> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        return CompositeResult<Composite>.Of(() => CopyOf([.. models]));
    }

    /// <summary>Sets aliases by StreamID, beside those there are or in their place.</summary>
    public Composite WithAliases(OrderedMap<string> aliases, bool replace = false) =>
        new(Version, Models, replace ? aliases : Aliases.With(aliases), Views, Indices, CommonEmbeds);

    /// <summary>Sets views, laid over those there are or in their place.</summary>
    public Composite WithViews(CompositeViews views, bool replace = false) =>
        new(Version, Models, Aliases, replace ? views : Views.With(views), Indices, CommonEmbeds);

    /// <summary>Sets the names of shared embedded types, beside those there are or in their place.</summary>
    public Composite WithCommonEmbeds(IEnumerable<string> names, bool replace = false) =>
        new(Version, Models, Aliases, Views, Indices, replace ? [.. names] : [.. CommonEmbeds.Union(names)]);

    /// <summary>Sets the indices of a model in the place of those there are.</summary>
    public Composite WithIndices(string modelId, IReadOnlyList<ModelIndex> indices) =>
        new(Version, Models, Aliases, Views, Indices.With(modelId, indices), CommonEmbeds);

    Composite MergedWith(IReadOnlyList<Composite> others, CompositeMergeOptions options)
    {
        var merged = others.Aggregate(
            this,
            (left, right) =>
                new(
                    Version,
                    left.Models.With(right.Models),
                    left.Aliases.With(right.Aliases),
                    left.Views.With(right.Views),
                    MergeIndices(left.Indices, right.Indices),
                    CommonEmbeds
                )
        );
        var embeds = options.CommonEmbeds switch
        {
            CommonEmbedsChoice.All => CommonEmbeds.Concat(others.SelectMany(other => other.CommonEmbeds)),
            CommonEmbedsChoice.Only only => only.Names,
            _ => CommonEmbeds,
        };
        return merged
            .WithAliases(options.Aliases)
            .WithViews(options.Views)
            .WithCommonEmbeds(embeds.Distinct(StringComparer.Ordinal), replace: true);
    }

    /// <summary>Indices add up, each once; the JS tools keep one twice that both sides have (quirk Q30).</summary>
    static OrderedMap<IReadOnlyList<ModelIndex>> MergeIndices(
        OrderedMap<IReadOnlyList<ModelIndex>> left,
        OrderedMap<IReadOnlyList<ModelIndex>> right
    ) =>
        left.With(
            new(
                right.Select(entry =>
                    KeyValuePair.Create<string, IReadOnlyList<ModelIndex>>(
                        entry.Key,
                        left.TryGetValue(entry.Key, out var own) ? [.. own.Union(entry.Value)] : entry.Value
                    )
                )
            )
        );

    Composite CopyOf(IReadOnlyList<string> wanted)
    {
        if (wanted.Count == 0)
            throw Invalid("Missing models to copy");
        // In the order in which they were asked for.
        var ids = wanted.Select(Find).Distinct(StringComparer.Ordinal).ToList();
        return new(
            Version,
            Only(Models, ids),
            Only(Aliases, ids),
            Views with
            {
                Models = new(
                    Only(Views.Models, ids).Select(entry => KeyValuePair.Create(entry.Key, Closed(entry.Value, ids)))
                ),
            },
            Only(Indices, ids),
            CommonEmbeds
        );
    }

    string Find(string model) =>
        Aliases.LastOrDefault(alias => alias.Value == model && Models.ContainsKey(alias.Key)).Key
        ?? Models.LastOrDefault(entry => entry.Value.Definition.Name == model).Key
        ?? (Models.ContainsKey(model) ? model : null)
        ?? throw CompositeException.Because(CompositeErrorCode.ModelNotFound, $"Model not found: {model}");

    static OrderedMap<T> Only<T>(OrderedMap<T> map, List<string> ids) =>
        new(ids.Where(map.ContainsKey).Select(id => KeyValuePair.Create(id, map[id])));

    static IpldMap Closed(IpldMap views, List<string> ids) =>
        IpldMap.From(
            views.Entries.Where(view =>
                !((IpldMap)view.Value).TryGet<IpldString>("model", out var target) || ids.Contains(target.Value)
            )
        );
}
