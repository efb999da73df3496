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

    readonly Lock _gate = new();
    readonly Dictionary<StreamId, LinkedListNode<CompiledModel>> _entries = [];
    readonly LinkedList<CompiledModel> _order = [];
    long _sizeBytes;

    /// <summary>For the gauge: bytes held, by estimate.</summary>
    public long SizeBytes => Interlocked.Read(ref _sizeBytes);

    /// <summary>Models held.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <summary>A model that is at hand.</summary>
    public bool TryGet(StreamId id, out CompiledModel model)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(id, out var node))
            {
                model = null!;
                return false;
            }

            _order.Remove(node);
            _order.AddFirst(node);
            model = node.Value;
            return true;
        }
    }

    /// <summary>The model of a model stream's state, compiled now if it is not at hand.</summary>
    public CompiledModel Get(ModelState state)
    {
        if (TryGet(state.Id, out var known))
            return known;
        var compiled = CompiledModel.Compile(state.Id, state.Definition);
        Keep(compiled);
        return compiled;
    }

    /// <summary>The model with this name: from the cache, or from the logs that an apply sees.</summary>
    /// <returns>Null when the model is not stored here.</returns>
    internal CompiledModel? Find(StreamId id, IApplyView view) =>
        TryGet(id, out var known) ? known
        : view.Find(id.Name) is ModelState state ? Get(state)
        : null;

    void Keep(CompiledModel model)
    {
        if (model.SizeBytes > sizeBytesMax)
            return;
        lock (_gate)
        {
            if (_entries.ContainsKey(model.Id))
                return;
            _entries.Add(model.Id, _order.AddFirst(model));
            _sizeBytes += model.SizeBytes;
            while (_sizeBytes > sizeBytesMax)
            {
                var oldest = _order.Last!;
                _order.RemoveLast();
                _entries.Remove(oldest.Value.Id);
                _sizeBytes -= oldest.Value.SizeBytes;
            }
        }
    }
}
