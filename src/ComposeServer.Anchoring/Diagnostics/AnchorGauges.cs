using System.Diagnostics.Metrics;

namespace ComposeServer.Anchoring.Diagnostics;

/// <summary>What waits for one server's anchoring. Read when a collector asks, and free of cost otherwise.</summary>
public sealed class AnchorGauges : IDisposable
{
    readonly Meter _meter;

    /// <param name="waiting">Requests that wait, as far as the server knows; 0 where nobody anchors.</param>
    /// <param name="scope">The server, since a process may hold several.</param>
    public AnchorGauges(Func<int> waiting, object scope)
    {
        _meter = new(AnchorDiagnostics.Name, null, null, scope);
        _meter.CreateObservableGauge(
            "anchoring.requests.waiting",
            waiting,
            "{request}",
            "Requests that wait for their anchor."
        );
    }

    /// <summary>Measures no more.</summary>
    public void Dispose() => _meter.Dispose();
}
