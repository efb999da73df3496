using System.Diagnostics.CodeAnalysis;
using ComposeServer.Log.Families;
using ComposeServer.Streams.Models;

namespace ComposeServer.Streams.Documents;

/// <summary>The models in use, compiled. Bounded in bytes; forgets what was used longest ago. Safe for many threads.</summary>
/// <remarks>A model never changes, so an entry never goes stale. Whether a model is stored here is for the log to say, not for this cache.</remarks>
/// <param name="sizeBytesMax">Default 32 MB.</param>
public sealed class CompiledModels(long sizeBytesMax = CompiledModels.DefaultSizeBytesMax)
{
    /// <summary>32 MB.</summary>
    public const long DefaultSizeBytesMax = 32_000_000;

    readonly RecentlyUsed<StreamId, CompiledModel> _models = new(sizeBytesMax);

    /// <summary>For the gauge: bytes held, by estimate.</summary>
    public long SizeBytes => _models.SizeBytes;

    /// <summary>Models held.</summary>
    public int Count => _models.Count;

    /// <summary>A model that is at hand.</summary>
    public bool TryGet(StreamId id, [MaybeNullWhen(false)] out CompiledModel model) => _models.TryGet(id, out model);

    /// <summary>The model of a model stream's state, compiled now if it is not at hand.</summary>
    public CompiledModel Get(ModelState state)
    {
        if (TryGet(state.Id, out var known))
            return known;
        var compiled = CompiledModel.Compile(state.Id, state.Definition);
        _models.Keep(compiled.Id, compiled, compiled.SizeBytes);
        return compiled;
    }

    /// <summary>The model with this name: from the cache, or from the logs that an apply sees.</summary>
    /// <returns>Null when the model is not stored here.</returns>
    internal CompiledModel? Find(StreamId id, IApplyView view) =>
        TryGet(id, out var known) ? known
        : view.Find(id.Name) is ModelState state ? Get(state)
        : null;
}
