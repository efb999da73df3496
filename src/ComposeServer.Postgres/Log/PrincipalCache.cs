using System.Collections.Concurrent;
using ComposeServer.Identity.Dids;

namespace ComposeServer.Postgres.Log;

/// <summary>Numbers of principals that are committed: they never change, so a group need not ask for them again.</summary>
sealed class PrincipalCache
{
    /// <summary>Principals that are remembered, about 20 MB; past it the cache begins anew.</summary>
    public const int CountMax = 100_000;

    /// <summary>A DID's text, its entry and what stands around them.</summary>
    const int EntrySizeBytes = 200;

    readonly ConcurrentDictionary<Did, long> _numbers = new();

    /// <summary>Bytes held, by estimate.</summary>
    public long SizeBytes => (long)EntrySizeBytes * _numbers.Count;

    public bool TryGet(Did did, out long number) => _numbers.TryGetValue(did, out number);

    public void Add(IEnumerable<KeyValuePair<Did, long>> committed)
    {
        if (_numbers.Count > CountMax)
            _numbers.Clear();
        foreach (var (did, number) in committed)
            _numbers[did] = number;
    }
}
