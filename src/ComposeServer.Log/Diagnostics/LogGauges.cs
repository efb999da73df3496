using System.Diagnostics.Metrics;
using ComposeServer.Log.Feed;
using ComposeServer.Log.Intake;

namespace ComposeServer.Log.Diagnostics;

/// <summary>What stands and waits in one server's intake and feed. Read when a collector asks, and free of cost otherwise.</summary>
public sealed class LogGauges : IDisposable
{
    readonly Meter _meter;

    /// <param name="intake">Read from.</param>
    /// <param name="feed">Read from.</param>
    /// <param name="scope">The server that they belong to, since a process may hold several.</param>
    public LogGauges(EventIntake intake, LogFeed feed, object scope)
    {
        _meter = new(LogDiagnostics.Name, null, null, scope);
        _meter.CreateObservableGauge(
            "log.queue.events",
            () => intake.QueuedEvents,
            "{event}",
            "Events that wait for their group."
        );
        _meter.CreateObservableGauge(
            "log.queue.size",
            () => intake.QueuedBytes,
            "By",
            "Bytes of the events that wait."
        );
        _meter.CreateObservableGauge(
            "log.queue.age",
            () => intake.OldestWait.TotalSeconds,
            "s",
            "How long the oldest event has been waiting that has no answer."
        );
        _meter.CreateObservableGauge(
            "log.parking.awaited",
            () => intake.ParkedAwaited,
            "{event}",
            "Different events that parked ones wait for."
        );
        _meter.CreateObservableGauge(
            "log.feed.followers",
            () => feed.Followers,
            "{follower}",
            "Those who follow the log: subscriptions and feeds."
        );
        _meter.CreateObservableGauge(
            "log.feed.lag",
            () => feed.Lag,
            "{event}",
            "Events that the slowest follower has not been given."
        );
    }

    /// <summary>Measures no more.</summary>
    public void Dispose() => _meter.Dispose();
}
