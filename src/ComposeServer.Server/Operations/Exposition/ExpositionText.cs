using System.Buffers;
using System.Globalization;
using System.Text;

namespace ComposeServer.Server.Operations.Exposition;

/// <summary>Metrics as text. Source: Prometheus, "Exposition formats", text-based format 0.0.4.</summary>
static class ExpositionText
{
    /// <summary>Writes a metric with its series; one that nothing was measured of is left out.</summary>
    public static void Write(IBufferWriter<byte> output, Metric metric)
    {
        var all = metric.Series();
        if (all.Count == 0)
            return;
        Line(output, $"# HELP {metric.Name} {Escaped(metric.Help)}");
        Line(output, $"# TYPE {metric.Name} {metric.Kind.Word()}");
        foreach (var series in all)
            if (metric.Bounds is { } bounds)
                WriteHistogram(output, metric.Name, series, bounds);
            else
                Sample(output, metric.Name, series.Labels, Number(series.Value));
    }

    static void WriteHistogram(IBufferWriter<byte> output, string name, Series series, double[] bounds)
    {
        var counts = series.Cumulative();
        for (var i = 0; i < counts.Length; i++)
            Sample(
                output,
                name + "_bucket",
                Joined(series.Labels, $"le=\"{(i < bounds.Length ? Number(bounds[i]) : "+Inf")}\""),
                Number(counts[i])
            );
        Sample(output, name + "_sum", series.Labels, Number(series.Value));
        Sample(output, name + "_count", series.Labels, Number(counts[^1]));
    }

    static void Sample(IBufferWriter<byte> output, string name, string labels, string value) =>
        Line(output, labels.Length == 0 ? $"{name} {value}" : $"{name}{{{labels}}} {value}");

    static string Joined(string labels, string one) => labels.Length == 0 ? one : $"{labels},{one}";

    static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    static string Escaped(string help) =>
        help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    static void Line(IBufferWriter<byte> output, string text)
    {
        Encoding.UTF8.GetBytes(text, output);
        output.Write("\n"u8);
    }
}
