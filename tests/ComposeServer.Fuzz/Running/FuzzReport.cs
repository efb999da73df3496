using System.Text.Json.Serialization;

namespace ComposeServer.Fuzz.Running;

/// <summary>What a run of one target came to.</summary>
public sealed record FuzzReport
{
    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>Where its chance began.</summary>
    public required int Seed { get; init; }

    /// <summary>Inputs run.</summary>
    public long Executions { get; init; }

    /// <summary>How long it took.</summary>
    public double Seconds { get; init; }

    /// <summary>Inputs in the corpus at the end.</summary>
    public int CorpusCount { get; init; }

    /// <summary>Edges reached; 0 without instrumented code.</summary>
    public int Edges { get; init; }

    /// <summary>Milliseconds of the slowest call.</summary>
    public double SlowestMs { get; init; }

    /// <summary>Bytes allocated by the dearest call.</summary>
    public long LargestBytes { get; init; }

    /// <summary>One of each kind.</summary>
    [JsonIgnore]
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>This and another run of the same target.</summary>
    public FuzzReport With(FuzzReport other) =>
        this with
        {
            Executions = Executions + other.Executions,
            Seconds = Seconds + other.Seconds,
            CorpusCount = int.Max(CorpusCount, other.CorpusCount),
            Edges = int.Max(Edges, other.Edges),
            SlowestMs = double.Max(SlowestMs, other.SlowestMs),
            LargestBytes = long.Max(LargestBytes, other.LargestBytes),
            Findings = [.. Findings, .. other.Findings],
        };
}

/// <summary>Reports between processes.</summary>
[JsonSerializable(typeof(FuzzReport))]
sealed partial class FuzzReportJson : JsonSerializerContext;
