using System.Globalization;
using System.Text.RegularExpressions;

namespace ComposeServer.Cli.Client;

/// <summary>Measurements of a server, as it prints them at <c>/metrics</c> (the text form of Prometheus 0.0.4).</summary>
sealed partial class MetricsText
{
    readonly ILookup<string, Sample> samples;

    MetricsText(ILookup<string, Sample> samples) => this.samples = samples;

    /// <summary>Reads the text. A line that is no sample is passed over: a newer server may print what is not known here.</summary>
    public static MetricsText Read(string text) =>
        new(
            text.Split('\n')
                .Where(line => !line.StartsWith('#'))
                .Select(line => SampleLine.Match(line))
                .Where(match => match.Success)
                .ToLookup(
                    match => match.Groups["name"].Value,
                    match => new Sample(match.Groups["labels"].Value, NumberOf(match.Groups["value"].Value)),
                    StringComparer.Ordinal
                )
        );

    /// <summary>The sum over all series of a metric; null when there is none.</summary>
    /// <param name="name">Of the metric.</param>
    /// <param name="label">A label that they must have, as <c>code="TIMEOUT"</c>; empty for all.</param>
    public double? Sum(string name, string label = "")
    {
        var found = samples[name].Where(sample => sample.Has(label)).ToList();
        return found.Count == 0 ? null : found.Sum(sample => sample.Value);
    }

    /// <summary>The mean of what a histogram observed; null when that is nothing.</summary>
    public double? Mean(string name, string label = "") =>
        Sum(name + "_count", label) is { } count and > 0 ? Sum(name + "_sum", label) / count : null;

    static double NumberOf(string text) =>
        text switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : double.NaN,
        };

    readonly record struct Sample(string Labels, double Value)
    {
        public bool Has(string label) => label.Length == 0 || Labels.Split(',').Contains(label, StringComparer.Ordinal);
    }

    [GeneratedRegex(
        @"^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>.*)\})? (?<value>\S+)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex SampleLine { get; }
}
