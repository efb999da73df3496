using System.Diagnostics.Metrics;
using System.Text;

namespace ComposeServer.Server.Operations.Exposition;

/// <summary>Names as Prometheus wants them: letters, digits and underscores, the unit at the end, and <c>_total</c> behind a counter.</summary>
static class MetricName
{
    /// <summary>How names of our meters begin.</summary>
    public const string OwnMeters = "ComposeServer.";

    const string Prefix = "composeserver_";

    /// <summary>The name of an instrument.</summary>
    public static string Of(Instrument instrument)
    {
        var kind = MetricKinds.Of(instrument);
        var isOwn = instrument.Meter.Name.StartsWith(OwnMeters, StringComparison.Ordinal);
        var name = new StringBuilder(isOwn ? Prefix : "").Append(LabelName(instrument.Name));
        Add(name, Suffix(instrument.Unit, kind));
        if (kind == MetricKind.Counter)
            Add(name, "total");
        return name.ToString();
    }

    /// <summary>The name of a label: dots become underscores.</summary>
    public static string LabelName(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));

    static string? Suffix(string? unit, MetricKind kind) =>
        unit switch
        {
            "s" => "seconds",
            "By" => "bytes",
            "1" when kind == MetricKind.Gauge => "ratio",
            _ => null,
        };

    static void Add(StringBuilder name, string? word)
    {
        if (word is not null && !name.ToString().EndsWith("_" + word, StringComparison.Ordinal))
            name.Append('_').Append(word);
    }
}
