using System.Diagnostics.Metrics;

namespace ComposeServer.Server.Operations.Exposition;

/// <summary>Upper bounds of a histogram's buckets.</summary>
static class Buckets
{
    /// <summary>Half a millisecond to ten seconds.</summary>
    static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>256 bytes to 16 MiB.</summary>
    static readonly double[] Bytes = [256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216];

    /// <summary>One to a thousand, which is the most events of a group.</summary>
    static readonly double[] Counts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

    /// <summary>Those that fit an instrument's unit.</summary>
    public static double[] Of(Instrument instrument) =>
        instrument.Unit switch
        {
            "s" => Seconds,
            "By" => Bytes,
            _ => Counts,
        };
}
