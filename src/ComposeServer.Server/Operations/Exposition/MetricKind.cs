using System.Diagnostics.Metrics;

namespace ComposeServer.Server.Operations.Exposition;

/// <summary>What a metric's numbers do.</summary>
enum MetricKind
{
    /// <summary>They only grow.</summary>
    Counter,

    /// <summary>They go up and down.</summary>
    Gauge,

    /// <summary>They are sorted into buckets.</summary>
    Histogram,
}

/// <summary>Kinds of instruments.</summary>
static class MetricKinds
{
    static readonly Type[] Counters = [typeof(Counter<>), typeof(ObservableCounter<>)];

    static readonly Type[] Added = [typeof(UpDownCounter<>), typeof(Counter<>)];

    /// <summary>The kind of an instrument.</summary>
    public static MetricKind Of(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        return type == typeof(Histogram<>) ? MetricKind.Histogram
            : Counters.Contains(type) ? MetricKind.Counter
            : MetricKind.Gauge;
    }

    /// <summary>True when each measurement is a change of the number, and not the number.</summary>
    public static bool IsAdded(Instrument instrument) =>
        Added.Contains(instrument.GetType().GetGenericTypeDefinition());

    /// <summary>The word in the text.</summary>
    public static string Word(this MetricKind kind) =>
        kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Gauge => "gauge",
            _ => "histogram",
        };
}
