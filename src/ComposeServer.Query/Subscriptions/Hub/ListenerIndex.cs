using ComposeServer.Log;

namespace ComposeServer.Query.Subscriptions.Hub;

/// <summary>Finds those whom an event concerns without asking all of them. Not thread-safe.</summary>
sealed class ListenerIndex
{
    readonly Dictionary<ChangeKey, HashSet<IChangeListener>> _byKey = [];
    readonly Dictionary<IChangeListener, Place> _places = new(ReferenceEqualityComparer.Instance);

    /// <summary>Listeners by each model with listeners, so that documents of other models are not read.</summary>
    readonly Dictionary<LogName, int> _models = [];

    public int Count => _places.Count;

    public void Add(IChangeListener listener, IReadOnlyCollection<ChangeKey> keys, long after)
    {
        _places.Add(listener, new(keys, after));
        foreach (var key in keys)
        {
            if (!_byKey.TryGetValue(key, out var listeners))
                _byKey[key] = listeners = new(ReferenceEqualityComparer.Instance);
            if (listeners.Add(listener) && key.IsModel)
                _models[key.Log] = _models.GetValueOrDefault(key.Log) + 1;
        }
    }

    public void Remove(IChangeListener listener)
    {
        if (!_places.Remove(listener, out var place))
            return;
        foreach (var key in place.Keys)
        {
            if (!_byKey.TryGetValue(key, out var listeners) || !listeners.Remove(listener))
                continue;
            if (listeners.Count == 0)
                _byKey.Remove(key);
            if (key.IsModel && --_models[key.Log] == 0)
                _models.Remove(key.Log);
        }
    }

    /// <summary>True when somebody listens to documents of that model, or to that log.</summary>
    public bool IsWanted(LogName model, LogName log) =>
        _models.ContainsKey(model) || _byKey.ContainsKey(ChangeKey.OfLog(log));

    /// <summary>Tells those whom an event concerns.</summary>
    public void Tell(DocumentEvent heard)
    {
        Tell(ChangeKey.OfLog(heard.Entry.Log), heard);
        Tell(ChangeKey.OfModel(heard.Entry.Model, null), heard);
        if (heard.IsRead)
        {
            if (heard.Controller is { } controller)
                Tell(ChangeKey.OfModel(heard.Entry.Model, controller), heard);
        }
        else if (_models.ContainsKey(heard.Entry.Model))
        {
            TellAllOf(heard.Entry.Model, heard);
        }
    }

    void Tell(ChangeKey key, DocumentEvent heard)
    {
        if (!_byKey.TryGetValue(key, out var listeners))
            return;
        foreach (var listener in listeners)
            if (heard.Position > _places[listener].After)
                listener.Hear(heard);
    }

    /// <summary>Whose document it is is not known: everybody who may be concerned is told.</summary>
    void TellAllOf(LogName model, DocumentEvent heard)
    {
        foreach (var (key, _) in _byKey.Where(entry => entry.Key.IsModel && entry.Key.Log == model))
            Tell(key, heard);
    }

    readonly record struct Place(IReadOnlyCollection<ChangeKey> Keys, long After);
}
