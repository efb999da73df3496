using System.Buffers;
using System.Diagnostics.Metrics;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace ComposeServer.Server.Operations.Exposition;

/// <summary>Listens to the instruments of one server, keeps their numbers, and writes them out.</summary>
sealed class MetricBook : IDisposable
{
    readonly MeterListener _listener = new();
    readonly SortedDictionary<string, Metric> _metrics = new(StringComparer.Ordinal);
    readonly Lock _gate = new();
    readonly Lock _asking = new();

    /// <summary>Begins to listen.</summary>
    /// <param name="includes">Which instruments.</param>
    public MetricBook(Func<Instrument, bool> includes)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (includes(instrument))
                listener.EnableMeasurementEvents(instrument, MetricOf(instrument));
        };
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Record((double)value, tags, state));
        _listener.Start();
    }

    /// <summary>Asks what is asked and not told, and writes everything. One at a time.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        lock (_asking)
        {
            var metrics = Metrics();
            foreach (var metric in metrics)
                metric.BeginRound();
            _listener.RecordObservableInstruments();
            foreach (var metric in metrics)
                ExpositionText.Write(output, metric);
        }
    }

    public void Dispose() => _listener.Dispose();

    static void Record(double value, ReadOnlySpan<Tag> tags, object? state) => ((Metric)state!).Record(value, tags);

    IReadOnlyList<Metric> Metrics()
    {
        lock (_gate)
            return [.. _metrics.Values];
    }

    Metric MetricOf(Instrument instrument)
    {
        var metric = new Metric(instrument);
        lock (_gate)
            return _metrics.TryGetValue(metric.Name, out var known) ? known : _metrics[metric.Name] = metric;
    }
}
