using System.Diagnostics.Metrics;

namespace ComposeServer.Anchoring.Diagnostics;

/// <summary>Measurements of anchoring. What they mean stands in <c>src/README.md</c>.</summary>
public static class AnchorDiagnostics
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "ComposeServer.Anchoring";

    static readonly Meter Meter = new(Name);

    static readonly Histogram<double> Durations = Meter.CreateHistogram<double>(
        "anchoring.request.duration",
        unit: "s",
        description: "Time from a request to the anchor."
    );

    /// <summary>Notes an anchor that somebody had asked for.</summary>
    internal static void RecordAnchored(TimeSpan sinceAsked) => Durations.Record(Math.Max(0, sinceAsked.TotalSeconds));
}
