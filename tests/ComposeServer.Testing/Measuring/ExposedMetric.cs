using System.Globalization;

namespace ComposeServer.Testing.Measuring;

/// <summary>A number of a metric.</summary>
/// <param name="Name">Of the sample; a histogram's end in <c>_bucket</c>, <c>_sum</c> and <c>_count</c>.</param>
/// <param name="Labels">By name, escaped as in the text.</param>
/// <param name="Value">The number.</param>
/// <param name="Text">Name and labels as they stand in the text.</param>
public sealed record ExposedSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value, string Text);

/// <summary>A metric with its samples, as a reader sees it.</summary>
public sealed class ExposedMetric(string name)
{
    static readonly string[] Parts = ["_bucket", "_sum", "_count"];

    readonly List<ExposedSample> _samples = [];
    string? _help;

    public string Name => name;

    /// <summary><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</summary>
    public string Kind { get; private set; } = "";

    public IReadOnlyList<ExposedSample> Samples => _samples;

    /// <summary>Names of labels that some sample has, but for the bound of a bucket.</summary>
    public IReadOnlyList<string> Labels =>
        [
            .. _samples
                .SelectMany(sample => sample.Labels.Keys)
                .Where(label => label != "le")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    internal void TakeHelp(string text, string line)
    {
        Exposition.Require(_help is null && Kind.Length == 0, $"out of its place: {line}");
        _help = text;
    }

    internal void TakeKind(string kind, string line)
    {
        Exposition.Require(Kind.Length == 0 && _samples.Count == 0, $"out of its place: {line}");
        Kind = kind;
    }

    internal bool Owns(string sample) =>
        Kind == "histogram" ? Parts.Any(part => sample == name + part) : Kind.Length > 0 && sample == name;

    internal void Add(ExposedSample sample)
    {
        Exposition.Require(_samples.TrueForAll(other => other.Text != sample.Text), $"a series twice: {sample.Text}");
        _samples.Add(sample);
    }

    /// <summary>What can be said once all lines are there.</summary>
    internal void Check()
    {
        Exposition.Require(_help is { Length: > 0 } && Kind.Length > 0 && _samples.Count > 0, $"{name} is not whole");
        Exposition.Require(
            (Kind == "counter") == name.EndsWith("_total", StringComparison.Ordinal),
            $"{name} is a {Kind}"
        );
        if (Kind != "gauge")
            Exposition.Require(_samples.TrueForAll(sample => sample.Value >= 0), $"{name} is below nothing");
        if (Kind == "histogram")
            foreach (var series in _samples.GroupBy(KeyOf))
                CheckHistogram([.. series]);
    }

    void CheckHistogram(IReadOnlyList<ExposedSample> series)
    {
        var buckets = series.Where(sample => sample.Name == name + "_bucket").ToList();
        var bounds = buckets.ConvertAll(bucket => BoundOf(bucket.Labels["le"]));
        Exposition.Require(
            bounds.Count > 0
                && bounds[^1] == double.PositiveInfinity
                && bounds.SequenceEqual(bounds.Distinct().Order()),
            $"bounds of {name}"
        );
        Exposition.Require(
            buckets.Zip(buckets.Skip(1)).All(pair => pair.First.Value <= pair.Second.Value),
            $"buckets of {name} do not add up"
        );
        Exposition.Require(
            series.Single(sample => sample.Name == name + "_count").Value == buckets[^1].Value
                && series.Count(sample => sample.Name == name + "_sum") == 1,
            $"sum and count of {name}"
        );
    }

    static double BoundOf(string text) =>
        text == "+Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);

    static string KeyOf(ExposedSample sample) =>
        string.Join(
            ',',
            sample
                .Labels.Where(label => label.Key != "le")
                .OrderBy(label => label.Key, StringComparer.Ordinal)
                .Select(label => $"{label.Key}={label.Value}")
        );
}
