using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Sync.Import.Blocks;
using ComposeServer.Sync.Import.Order;

namespace ComposeServer.Sync.Import;

/// <summary>Counts what an import meets. For one thread.</summary>
sealed class ImportTally
{
    readonly Dictionary<string, CidSample> _refused = new(StringComparer.Ordinal);

    public int Files { get; set; }

    public long Bytes { get; set; }

    public long Blocks { get; set; }

    public CidSample Ignored { get; private set; } = CidSample.None;

    public CidSample Parked { get; private set; } = CidSample.None;

    public CidSample Incomplete { get; private set; } = CidSample.None;

    public CidSample Missing { get; private set; } = CidSample.None;

    public long Taken { get; private set; }

    public long Known { get; private set; }

    public long Streams { get; private set; }

    public long TimesVerified { get; private set; }

    public long TimesUnverified { get; private set; }

    /// <summary>Events about which it is known what became of them.</summary>
    public long Settled => Taken + Known + _refused.Values.Sum(sample => sample.Count);

    public void Ignore(Cid cid) => Ignored = Ignored.With(cid);

    /// <summary>An event was stored before.</summary>
    public void Know() => Known++;

    /// <summary>An event that had been held was stored meanwhile, by whoever looks after what is parked.</summary>
    public void TakeLate(ArrivedEvent late)
    {
        Taken++;
        if (late.Kind == EventKind.Init)
            Streams++;
    }

    /// <summary>An event was refused before it was handed over.</summary>
    public void Refuse(string code, Cid cid) =>
        _refused[code] = _refused.GetValueOrDefault(code, CidSample.None).With(cid);

    /// <summary>Events that are not stored, for whatever reason.</summary>
    public long Unstored => Parked.Count + Incomplete.Count + _refused.Values.Sum(sample => sample.Count);

    public void Park(Cid cid) => Parked = Parked.With(cid);

    public void Lack(Cid cid, Cid missing)
    {
        Incomplete = Incomplete.With(cid);
        Missing = Missing.With(missing);
    }

    /// <summary>Counts an outcome that is final; one that is parked may still change.</summary>
    public void Count(HandedOver handed)
    {
        switch (handed.Outcome)
        {
            case Outcome.Taken:
                Taken++;
                if (handed.Event.Kind == EventKind.Init)
                    Streams++;
                CountTime(handed.Evidence);
                break;
            case Outcome.Refused refused:
                Refuse(refused.Reason.Code, handed.Event.Cid);
                break;
            default:
                throw new InvariantBroken("an outcome that is not final was counted");
        }
    }

    public ImportReport Report(TimeSpan duration, ImportFault? fault) =>
        new()
        {
            Files = Files,
            Bytes = Bytes,
            Blocks = Blocks,
            Ignored = Ignored,
            Taken = Taken,
            Known = Known,
            Parked = Parked,
            Refused = _refused,
            Incomplete = Incomplete,
            Missing = Missing,
            Streams = Streams,
            TimesVerified = TimesVerified,
            TimesUnverified = TimesUnverified,
            Duration = duration,
            Fault = fault,
        };

    void CountTime(TimeEvidence? evidence)
    {
        if (evidence is null)
            return;
        if (evidence.TimestampSeconds is null)
            TimesUnverified++;
        else
            TimesVerified++;
    }
}
