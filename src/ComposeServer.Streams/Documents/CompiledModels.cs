using System.Diagnostics.CodeAnalysis;
using ComposeServer.Log.Families;
using ComposeServer.Streams.Models;

namespace ComposeServer.Streams.Documents;

/// <summary>The models in use, compiled. Bounded in bytes; forgets what was used longest ago. Safe for many threads.</summary>
/// <remarks>A version of a model never changes, so an entry never goes stale. Whether a model is stored here is for the log to say, not for this cache.</remarks>
/// <param name="sizeBytesMax">Default 32 MB.</param>
public sealed class CompiledModels(long sizeBytesMax = CompiledModels.DefaultSizeBytesMax)
{
    /// <summary>32 MB.</summary>
    public const long DefaultSizeBytesMax = 32_000_000;

    readonly RecentlyUsed<CommitId, CompiledModel> _models = new(sizeBytesMax);

    /// <summary>For the gauge: bytes held, by estimate.</summary>
    public long SizeBytes => _models.SizeBytes;

    /// <summary>Models held.</summary>
    public int Count => _models.Count;

    /// <summary>A model that is at hand, in its first version.</summary>
    public bool TryGet(StreamId id, [MaybeNullWhen(false)] out CompiledModel model) =>
        _models.TryGet(new(id, id.Init), out model);

    /// <summary>The model of a model stream's state in its first version, compiled now if it is not at hand.</summary>
    public CompiledModel Get(ModelState state) => Get(new(state.Id, state.Id.Init), state.Definition);

    /// <summary>The model in the version that a model stream's state has, compiled now if it is not at hand.</summary>
    public CompiledModel GetVersion(ModelState state) =>
        state.Later is { } later ? Get(new(state.Id, later.Commit), state.Newest) : Get(state);

    CompiledModel Get(CommitId version, ModelDefinition definition)
    {
        if (_models.TryGet(version, out var known))
            return known;
        var compiled = CompiledModel.Compile(version.Stream, definition);
        _models.Keep(version, compiled, compiled.SizeBytes);
        return compiled;
    }

    /// <summary>The model with this name in its first version: from the cache, or from the logs that an apply sees.</summary>
    /// <returns>Null when the model is not stored here.</returns>
    internal CompiledModel? Find(StreamId id, IApplyView view) =>
        TryGet(id, out var known) ? known
        : view.Find(id.Name) is ModelState state ? Get(state)
        : null;
}
