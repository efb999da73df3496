using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Intake;

namespace ComposeServer.Tests.Simulation;

/// <summary>What clients were told, held against what is stored: at once, and again at the end.</summary>
sealed class Witness(Ledger ledger, Findings findings, Faults faults)
{
    readonly Dictionary<Cid, long> _taken = [];
    readonly HashSet<Cid> _known = [];
    readonly Dictionary<Cid, string> _refused = [];
    readonly Dictionary<Cid, int> _asks = [];

    /// <summary>Questions asked.</summary>
    public int Asks { get; private set; }

    public void Asked(EventBlocks blocks)
    {
        Asks++;
        _asks[blocks.Event.Cid] = _asks.GetValueOrDefault(blocks.Event.Cid) + 1;
    }

    public void Failed(Exception error)
    {
        if (!FindingsLogger.IsSimulated(error) && error is not OperationCanceledException)
            findings.Tell($"a client was told: {error}");
    }

    public void Heard(EventBlocks blocks, Outcome outcome)
    {
        var cid = blocks.Event.Cid;
        switch (outcome)
        {
            case Outcome.Taken taken:
                _taken[cid] = taken.Position;
                CheckTaken(cid, taken.Position);
                break;
            case Outcome.AlreadyKnown:
                _known.Add(cid);
                CheckKnown(cid);
                break;
            case Outcome.Refused refused when refused.Reason.Code != RefusalCode.Overloaded:
                _refused[cid] = refused.Reason.Code;
                CheckRefused(cid, refused.Reason.Code);
                break;
        }
    }

    /// <summary>Looks again at everything that was said.</summary>
    public void CheckAll()
    {
        foreach (var (cid, position) in _taken)
            CheckTaken(cid, position);
        foreach (var cid in _known)
            CheckKnown(cid);
        foreach (var (cid, code) in _refused)
            CheckRefused(cid, code);
    }

    void CheckTaken(Cid cid, long position)
    {
        if (ledger.At(position) != cid)
            findings.Tell(
                $"{cid} was said to be taken at {position}, where {ledger.At(position)?.ToString() ?? "nothing"} is"
            );
    }

    void CheckKnown(Cid cid)
    {
        if (!ledger.Holds(cid))
            findings.Tell($"{cid} was said to be known, and is not stored");
    }

    void CheckRefused(Cid cid, string code)
    {
        // With a head that is read too early a node may refuse as stale what another takes from the same client.
        var isExcused =
            code == RefusalCode.Stale && _asks[cid] > 1 && faults.Counts.GetValueOrDefault(Fault.StaleHeads) > 0;
        if (ledger.Holds(cid) && !isExcused)
            findings.Tell($"{cid} was refused with {code}, and is stored");
    }
}
