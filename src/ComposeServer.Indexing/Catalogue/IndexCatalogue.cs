using System.Collections.Frozen;
using ComposeServer.Streams;

namespace ComposeServer.Indexing.Catalogue;

/// <summary>What is indexed, as one immutable snapshot.</summary>
public sealed class IndexCatalogue
{
    readonly FrozenDictionary<StreamId, IndexedModel> _models;

    /// <param name="version">Version in the database at the time of reading.</param>
    /// <param name="models">Every model that has a table.</param>
    public IndexCatalogue(long version, IEnumerable<IndexedModel> models)
    {
        Version = version;
        _models = models.ToFrozenDictionary(model => model.Model);
    }

    /// <summary>Rises with each change.</summary>
    public long Version { get; }

    /// <summary>All models, in order of table.</summary>
    public IEnumerable<IndexedModel> Models => _models.Values.OrderBy(model => model.TableNo);

    /// <summary>True when a table or an index was declared and is not complete.</summary>
    public bool HasUnfinished => Unfinished.Any();

    /// <summary>The models whose table or indices are not complete.</summary>
    public IEnumerable<IndexedModel> Unfinished =>
        Models.Where(model => model.State != IndexState.Stopped && !model.IsComplete);

    /// <summary>A model that is written: declared, being filled or live.</summary>
    public bool TryGet(StreamId model, out IndexedModel found) =>
        _models.TryGetValue(model, out found!) && found.State != IndexState.Stopped;

    /// <summary>The models that answer for an interface: those that list it in their flattened <c>implements</c>.</summary>
    public IReadOnlyList<IndexedModel> Implementing(StreamId contract) =>
        [.. Models.Where(model => model.State != IndexState.Stopped && model.Definition.Implements.Contains(contract))];
}
