using System.Text.RegularExpressions;

namespace ComposeServer.Testing.Measuring;

/// <summary>The table of measurements in <c>src/README.md</c>.</summary>
public static partial class MeasurementTable
{
    static readonly string[] HistogramParts = ["_bucket", "_sum", "_count"];

    /// <summary>Reads its rows.</summary>
    /// <param name="text">The whole file.</param>
    public static IReadOnlyList<MeasurementRow> Read(string text) =>
        [
            .. Row.Matches(text)
                .Select(row => new MeasurementRow(
                    row.Groups["name"].Value,
                    row.Groups["kind"].Value,
                    row.Groups["unit"].Value,
                    [.. row.Groups["label"].Captures.Select(label => label.Value)],
                    row.Groups["question"].Value
                )),
        ];

    /// <summary>Names of metrics in a text, say of an alert, that the table does not have.</summary>
    public static IEnumerable<string> Unknown(IEnumerable<MeasurementRow> rows, string text)
    {
        var known = rows.SelectMany(row =>
                row.Kind == "histogram" ? HistogramParts.Select(part => row.Name + part).Append(row.Name) : [row.Name]
            )
            .ToHashSet(StringComparer.Ordinal);
        var labels = rows.SelectMany(row => row.Labels).ToHashSet(StringComparer.Ordinal);
        return Mention
            .Matches(text)
            .Select(match => match.Value)
            .Where(name => !known.Contains(name) && !labels.Contains(name))
            .Distinct();
    }

    [GeneratedRegex(
        @"^\| `(?<name>[a-z0-9_]+)` \| (?<kind>counter|gauge|histogram) \| (?<unit>[^|]*?) ?\| (`(?<label>[a-z_]+)`(, )?)* ?\| (?<question>[^|]+) \|$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Row { get; }

    [GeneratedRegex(@"\b(composeserver|dotnet|db_client)_[a-z0-9_]+", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Mention { get; }
}

/// <summary>A row of the table.</summary>
/// <param name="Name">As Prometheus sees it.</param>
/// <param name="Kind"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
/// <param name="Unit">Of the instrument; empty for none.</param>
/// <param name="Labels">Those that series may have.</param>
/// <param name="Question">That it answers.</param>
public sealed record MeasurementRow(
    string Name,
    string Kind,
    string Unit,
    IReadOnlyList<string> Labels,
    string Question
);
