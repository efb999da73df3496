using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace ComposeServer.Server.Operations.Exposition;

/// <summary>One metric with its series. Any thread may record; a series that is there already costs a look-up and no memory.</summary>
sealed class Metric
{
    /// <summary>Sets of labels; what comes beyond goes into one series in which every label is <c>other</c>.</summary>
    public const int SeriesMax = 200;

    readonly ConcurrentDictionary<Tag[], Series> _byTags = new(TagComparer.Instance);
    readonly ConcurrentDictionary<Tag[], Series>.AlternateLookup<ReadOnlySpan<Tag>> _lookup;
    readonly SortedDictionary<string, Series> _byLabels = new(StringComparer.Ordinal);
    readonly Lock _gate = new();
    readonly bool _isAdded;
    readonly bool _isObserved;
    long _round;

    public Metric(Instrument instrument)
    {
        _lookup = _byTags.GetAlternateLookup<ReadOnlySpan<Tag>>();
        Name = MetricName.Of(instrument);
        Kind = MetricKinds.Of(instrument);
        Help = instrument.Description ?? "";
        Bounds = Kind == MetricKind.Histogram ? Buckets.Of(instrument) : null;
        _isAdded = MetricKinds.IsAdded(instrument);
        _isObserved = instrument.IsObservable;
    }

    public string Name { get; }

    public MetricKind Kind { get; }

    public string Help { get; }

    /// <summary>Of the buckets; null unless it is a histogram.</summary>
    public double[]? Bounds { get; }

    /// <summary>Takes a measurement.</summary>
    public void Record(double value, ReadOnlySpan<Tag> tags)
    {
        if (!_lookup.TryGetValue(tags, out var series))
            series = Add(tags);
        if (_isObserved)
            series.Answer(value, _round);
        else if (Bounds is not null)
            series.Observe(value);
        else if (_isAdded)
            series.Add(value);
        else
            series.Set(value);
    }

    /// <summary>Begins a round of questions: who does not answer in it is gone.</summary>
    public void BeginRound() => _round++;

    /// <summary>The series in the order of their labels.</summary>
    public IReadOnlyList<Series> Series()
    {
        lock (_gate)
            return [.. _byLabels.Values.Where(series => !_isObserved || series.Round == _round)];
    }

    Series Add(ReadOnlySpan<Tag> tags)
    {
        var labels = LabelText.Of(tags);
        lock (_gate)
        {
            if (!_byLabels.TryGetValue(labels, out var series))
            {
                if (_byLabels.Count >= SeriesMax)
                    return Other(tags);
                _byLabels[labels] = series = new(labels, Bounds);
            }

            // One set of labels may come in several orders, but not in so many that memory would matter.
            if (_byTags.Count < 4 * SeriesMax)
                _lookup[tags] = series;
            return series;
        }
    }

    Series Other(ReadOnlySpan<Tag> tags)
    {
        var labels = LabelText.Other(tags);
        if (!_byLabels.TryGetValue(labels, out var series))
            _byLabels[labels] = series = new(labels, Bounds);
        return series;
    }
}
