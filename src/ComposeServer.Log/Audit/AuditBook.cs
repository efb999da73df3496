namespace ComposeServer.Log.Audit;

/// <summary>What an audit has found so far. Safe for many threads.</summary>
/// <param name="faultsMax">Faults that are kept; all are counted.</param>
public sealed class AuditBook(int faultsMax)
{
    readonly Lock _lock = new();
    readonly List<AuditFault> _faults = [];
    readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    long _events;
    long _signatures;
    long _unproven;

    /// <summary>Faults found.</summary>
    public long FaultCount { get; private set; }

    /// <summary>Events judged.</summary>
    public long Events => Interlocked.Read(ref _events);

    /// <summary>Signatures that are good.</summary>
    public long Signatures => Interlocked.Read(ref _signatures);

    /// <summary>Events whose capability had ended by the only time that is stored for them: see <see cref="AuditReport.TimesUnproven"/>.</summary>
    public long TimesUnproven => Interlocked.Read(ref _unproven);

    /// <summary>How many of each rule.</summary>
    public IReadOnlyDictionary<string, long> Counts
    {
        get
        {
            lock (_lock)
                return new SortedDictionary<string, long>(_counts, StringComparer.Ordinal);
        }
    }

    /// <summary>Those that are kept, by position, then by log and rule.</summary>
    public IReadOnlyList<AuditFault> Faults
    {
        get
        {
            lock (_lock)
                return
                [
                    .. _faults
                        .OrderBy(fault => fault.Position ?? long.MaxValue)
                        .ThenBy(fault => fault.Log, StringComparer.Ordinal)
                        .ThenBy(fault => fault.Rule, StringComparer.Ordinal),
                ];
        }
    }

    /// <summary>Notes a fault.</summary>
    public void Tell(AuditFault fault)
    {
        lock (_lock)
        {
            FaultCount++;
            _counts[fault.Rule] = _counts.GetValueOrDefault(fault.Rule) + 1;
            if (_faults.Count < faultsMax)
                _faults.Add(fault);
        }
    }

    internal void CountEvents(int count) => Interlocked.Add(ref _events, count);

    internal void CountSignature() => Interlocked.Increment(ref _signatures);

    internal void CountUnproven() => Interlocked.Increment(ref _unproven);
}
