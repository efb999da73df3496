using ComposeServer.Log;

namespace ComposeServer.Query.Subscriptions.Hub;

/// <summary>Finds those whom an event concerns without asking all of them. Not thread-safe.</summary>
sealed class ListenerIndex
{
    readonly Dictionary<ChangeKey, HashSet<IChangeListener>> _byKey = [];
    readonly Dictionary<IChangeListener, Place> _places = new(ReferenceEqualityComparer.Instance);

    /// <summary>Models with listeners, so that documents of other models are not read.</summary>
    readonly Dictionary<LogName, ModelKeys> _models = [];

    public int Count => _places.Count;

    public void Add(IChangeListener listener, IReadOnlyCollection<ChangeKey> keys, long after)
    {
        _places.Add(listener, new(keys, after));
        foreach (var key in keys)
        {
            if (!_byKey.TryGetValue(key, out var listeners))
            {
                _byKey[key] = listeners = new(ReferenceEqualityComparer.Instance);
                if (key.IsModel)
                    ModelOf(key.Log).Add(key);
            }

            listeners.Add(listener);
        }
    }

    public void Remove(IChangeListener listener)
    {
        if (!_places.Remove(listener, out var place))
            return;
        foreach (var key in place.Keys)
        {
            if (!_byKey.TryGetValue(key, out var listeners) || !listeners.Remove(listener) || listeners.Count > 0)
                continue;
            _byKey.Remove(key);
            if (key.IsModel && _models[key.Log].RemoveLast(key))
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
        if (!_models.TryGetValue(heard.Entry.Model, out var model))
            return;
        if (!heard.IsRead)
        {
            // Whose document it is is not known: everybody whom it may concern is told.
            Tell(model.Keys, heard);
            return;
        }

        Tell(ChangeKey.OfModel(heard.Entry.Model, null), heard);
        if (heard.Controller is { } controller)
            Tell(ChangeKey.OfModel(heard.Entry.Model, controller), heard);
        if (!heard.IsFirst)
            Tell(model.TextKeys, heard);
        else if (heard.State is not null)
            foreach (var field in model.TextFields)
                if (ChangeKey.TextOf(heard.Content, field) is { } value)
                    Tell(ChangeKey.OfText(heard.Entry.Model, field, value), heard);
    }

    void Tell(IEnumerable<ChangeKey> keys, DocumentEvent heard)
    {
        foreach (var key in keys)
            Tell(key, heard);
    }

    void Tell(ChangeKey key, DocumentEvent heard)
    {
        if (!_byKey.TryGetValue(key, out var listeners))
            return;
        foreach (var listener in listeners)
            if (heard.Position > _places[listener].After)
                listener.Hear(heard);
    }

    ModelKeys ModelOf(LogName model)
    {
        if (!_models.TryGetValue(model, out var keys))
            _models[model] = keys = new();
        return keys;
    }

    readonly record struct Place(IReadOnlyCollection<ChangeKey> Keys, long After);

    /// <summary>The keys of one model.</summary>
    sealed class ModelKeys
    {
        readonly Dictionary<string, int> _fields = new(StringComparer.Ordinal);

        public HashSet<ChangeKey> Keys { get; } = [];

        public HashSet<ChangeKey> TextKeys { get; } = [];

        public IReadOnlyCollection<string> TextFields => _fields.Keys;

        public void Add(ChangeKey key)
        {
            Keys.Add(key);
            if (key.Field is not { } field)
                return;
            TextKeys.Add(key);
            _fields[field] = _fields.GetValueOrDefault(field) + 1;
        }

        /// <returns>True when no key is left.</returns>
        public bool RemoveLast(ChangeKey key)
        {
            Keys.Remove(key);
            if (key.Field is { } field && TextKeys.Remove(key) && --_fields[field] == 0)
                _fields.Remove(field);
            return Keys.Count == 0;
        }
    }
}
