using ComposeServer.Indexing.Paging;
using ComposeServer.Log;
using ComposeServer.Query.Subscriptions.Hub;

namespace ComposeServer.Query.Subscriptions.Live;

/// <summary>What an execution has read: documents by name, and sets of documents. Resolvers of one level note at the same time.</summary>
public sealed class ReadSet
{
    /// <summary>Sets kept apart; beyond, all documents of their models count.</summary>
    internal const int SetsMax = 1_000;

    readonly Lock _gate = new();
    readonly HashSet<LogName> _documents = [];
    readonly List<SetRead> _sets = [];
    bool _isCoarse;

    internal IReadOnlyCollection<LogName> Documents => _documents;

    internal IReadOnlyList<SetRead> Sets => _sets;

    /// <summary>What to listen to.</summary>
    internal IReadOnlyCollection<ChangeKey> Keys =>
        [.. _documents.Select(ChangeKey.OfLog).Concat(_sets.SelectMany(set => set.Keys)).Distinct()];

    /// <summary>Notes documents that were read, or looked for.</summary>
    internal void Add(IEnumerable<LogName> documents)
    {
        lock (_gate)
            _documents.UnionWith(documents);
    }

    /// <summary>Notes a set that was read for each of some parents.</summary>
    internal void Add(DocumentSet set, IEnumerable<PageParent> parents)
    {
        lock (_gate)
        {
            foreach (var parent in parents)
                AddOne(new(set, parent));
        }
    }

    /// <summary>True when an event may have changed what was read.</summary>
    internal bool IsTouchedBy(DocumentEvent heard) =>
        _documents.Contains(heard.Entry.Log) || _sets.Exists(set => set.IsTouchedBy(heard));

    void AddOne(SetRead read)
    {
        if (!_isCoarse && _sets.Count < SetsMax)
        {
            _sets.Add(read);
            return;
        }

        if (!_isCoarse)
        {
            var whole = _sets.DistinctBy(set => string.Join(',', set.Models)).Select(set => set.Whole).ToList();
            _sets.Clear();
            _sets.AddRange(whole);
            _isCoarse = true;
        }

        if (!_sets.Exists(set => set.Models.SequenceEqual(read.Models)))
            _sets.Add(read.Whole);
    }
}
