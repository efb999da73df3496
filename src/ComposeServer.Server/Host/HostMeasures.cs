using ComposeServer.Anchoring.Diagnostics;
using ComposeServer.Log.Diagnostics;
using ComposeServer.Server.GraphQLEndpoint;
using ComposeServer.Server.Operations;
using ComposeServer.Server.Operations.Exposition;

namespace ComposeServer.Server.Host;

/// <summary>The measurements of one server: its gauges, and the book that keeps them where <c>/metrics</c> is served.</summary>
sealed class HostMeasures : IDisposable
{
    readonly LogGauges _log;
    readonly ServerGauges _server;
    readonly AnchorGauges _anchors;

    /// <param name="parts">Whose.</param>
    /// <param name="gate">The parts' gate.</param>
    /// <param name="open">What clients hold open.</param>
    /// <param name="caches">Bytes of each cache, by name.</param>
    /// <param name="isServed">Whether somebody may ask; if not, nothing is listened to.</param>
    public HostMeasures(
        HostParts parts,
        ExecutionGate gate,
        OpenThings open,
        IReadOnlyDictionary<string, Func<long>> caches,
        bool isServed
    )
    {
        _log = new(parts.Intake, parts.Feed, this);
        _server = new(gate, open, caches, this);
        _anchors = new(() => parts.Anchoring?.Waiting ?? 0, this);
        if (!isServed)
            return;
        MeasuredInstruments.Load();
        Book = new(instrument => MeasuredInstruments.Includes(instrument, this));
    }

    /// <summary>Null when measurements are not served.</summary>
    public MetricBook? Book { get; }

    public void Dispose()
    {
        Book?.Dispose();
        _log.Dispose();
        _server.Dispose();
        _anchors.Dispose();
    }
}
