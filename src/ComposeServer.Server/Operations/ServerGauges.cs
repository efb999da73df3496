using System.Diagnostics.Metrics;
using ComposeServer.Server.GraphQLEndpoint;

namespace ComposeServer.Server.Operations;

/// <summary>What is open, waits and is kept in one server. Read when a collector asks, and free of cost otherwise.</summary>
sealed class ServerGauges : IDisposable
{
    readonly Meter _meter;

    /// <param name="gate">Read from.</param>
    /// <param name="open">Read from.</param>
    /// <param name="caches">Bytes of each cache, by name.</param>
    /// <param name="scope">The server that they belong to, since a process may hold several.</param>
    public ServerGauges(
        ExecutionGate gate,
        OpenThings open,
        IReadOnlyDictionary<string, Func<long>> caches,
        object scope
    )
    {
        _meter = new(ServerDiagnostics.Name, null, null, scope);
        _meter.CreateObservableGauge(
            "server.gate.running",
            () => gate.Running,
            "{request}",
            "GraphQL requests that are executed."
        );
        _meter.CreateObservableGauge(
            "server.gate.waiting",
            () => gate.Waiting,
            "{request}",
            "GraphQL requests that wait for a place."
        );
        _meter.CreateObservableCounter(
            "server.gate.refused",
            () => gate.Refused,
            "{request}",
            "GraphQL requests that were sent away, since too many waited."
        );
        _meter.CreateObservableGauge(
            "server.sockets",
            () => open.Sockets.Count,
            "{socket}",
            "WebSockets that are open."
        );
        _meter.CreateObservableGauge(
            "server.subscriptions",
            () => open.Subscriptions.Count,
            "{subscription}",
            "Subscriptions that are open, over any transport."
        );
        _meter.CreateObservableGauge(
            "server.subscriptions.runs",
            () => open.Runs(),
            "{run}",
            "Executions that several subscriptions may share."
        );
        _meter.CreateObservableGauge(
            "server.cache.size",
            () =>
                caches.Select(cache => new Measurement<long>(
                    cache.Value(),
                    KeyValuePair.Create("cache", (object?)cache.Key)
                )),
            "By",
            "Bytes that caches hold, by estimate."
        );
    }

    /// <summary>Measures no more.</summary>
    public void Dispose() => _meter.Dispose();
}

/// <summary>What clients hold open.</summary>
/// <param name="Runs">Executions that subscriptions share.</param>
sealed record OpenThings(Func<int> Runs)
{
    /// <summary>WebSockets.</summary>
    public OpenCount Sockets { get; } = new();

    /// <summary>Subscriptions.</summary>
    public OpenCount Subscriptions { get; } = new();
}
