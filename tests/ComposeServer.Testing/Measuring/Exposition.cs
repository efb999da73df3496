using System.Globalization;
using System.Text.RegularExpressions;

namespace ComposeServer.Testing.Measuring;

/// <summary>
/// Measurements in the text form of Prometheus 0.0.4, read as strictly as it is written down: a line, a name, an escape or a histogram that
/// breaks a rule is a <see cref="FormatException"/>.
/// </summary>
public sealed partial class Exposition
{
    readonly Dictionary<string, ExposedMetric> _metrics = new(StringComparer.Ordinal);
    ExposedMetric? _current;

    Exposition() { }

    /// <summary>All metrics, in the order of the text.</summary>
    public IReadOnlyCollection<ExposedMetric> Metrics => _metrics.Values;

    /// <summary>A metric by its name.</summary>
    public ExposedMetric this[string name] => _metrics[name];

    /// <summary>Whether there is one.</summary>
    public bool Has(string name) => _metrics.ContainsKey(name);

    /// <summary>The value of a series; 0 when it is not there.</summary>
    /// <param name="sample">As it stands in the text, for example <c>a_total{code="X"}</c>.</param>
    public double Value(string sample) =>
        Metrics.SelectMany(metric => metric.Samples).FirstOrDefault(found => found.Text == sample)?.Value ?? 0;

    /// <summary>Reads a text.</summary>
    /// <exception cref="FormatException">It breaks a rule; the message shows the line.</exception>
    public static Exposition Read(string text)
    {
        Require(text.Length == 0 || text.EndsWith('\n'), "the last line has no end");
        var read = new Exposition();
        foreach (var line in text.Split('\n').SkipLast(1))
            read.Take(line);
        foreach (var metric in read.Metrics)
            metric.Check();
        return read;
    }

    void Take(string line)
    {
        if (Help.Match(line) is { Success: true } help)
            Begin(help.Groups["name"].Value).TakeHelp(help.Groups["text"].Value, line);
        else if (Kind.Match(line) is { Success: true } kind)
            Begin(kind.Groups["name"].Value).TakeKind(kind.Groups["kind"].Value, line);
        else if (Sample.Match(line) is { Success: true } sample)
            Add(sample, line);
        else
            throw new FormatException($"no line of the format: {line}");
    }

    ExposedMetric Begin(string name)
    {
        if (_current?.Name == name)
            return _current;
        Require(!_metrics.ContainsKey(name), $"the lines of {name} do not stand together");
        return _metrics[name] = _current = new(name);
    }

    void Add(Match sample, string line)
    {
        var name = sample.Groups["name"].Value;
        Require(_current?.Owns(name) == true, $"a sample before the type of its metric: {line}");
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < sample.Groups["label"].Captures.Count; i++)
            Require(
                labels.TryAdd(sample.Groups["label"].Captures[i].Value, sample.Groups["text"].Captures[i].Value),
                $"a label stands twice: {line}"
            );
        _current!.Add(new(name, labels, NumberOf(sample.Groups["value"].Value, line), line[..line.LastIndexOf(' ')]));
    }

    static double NumberOf(string text, string line) =>
        text switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new FormatException($"no number: {line}"),
        };

    internal static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new FormatException(otherwise);
    }

    [GeneratedRegex(@"^# HELP (?<name>[a-zA-Z_:][\w:]*) (?<text>([^\\]|\\\\|\\n)*)$", Options, 1_000)]
    private static partial Regex Help { get; }

    [GeneratedRegex(@"^# TYPE (?<name>[a-zA-Z_:][\w:]*) (?<kind>counter|gauge|histogram)$", Options, 1_000)]
    private static partial Regex Kind { get; }

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][\w:]*)(\{(?<label>[a-zA-Z_]\w*)="(?<text>([^"\\]|\\\\|\\"|\\n)*)"(,(?<label>[a-zA-Z_]\w*)="(?<text>([^"\\]|\\\\|\\"|\\n)*)")*\})? (?<value>\S+)$""",
        Options,
        1_000
    )]
    private static partial Regex Sample { get; }

    const RegexOptions Options = RegexOptions.ExplicitCapture;
}
