using System.Globalization;
using System.Text;

namespace ComposeServer.Server.Operations.Exposition;

/// <summary>Labels of a series as they stand in the text: <c>code="CONFLICT",door="api"</c>, in the order of their names.</summary>
static class LabelText
{
    /// <summary>The value of every label of the series that takes what is too much.</summary>
    const string OtherValue = "other";

    /// <summary>The labels; one without a value is as good as absent.</summary>
    public static string Of(ReadOnlySpan<KeyValuePair<string, object?>> tags) => Write(tags, null);

    /// <summary>The labels of the series that takes what is too much.</summary>
    public static string Other(ReadOnlySpan<KeyValuePair<string, object?>> tags) => Write(tags, OtherValue);

    static string Write(ReadOnlySpan<KeyValuePair<string, object?>> tags, string? instead)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in tags)
            if (TextOf(value) is { Length: > 0 } text)
                labels[MetricName.LabelName(name)] = instead ?? text;
        return string.Join(',', labels.Select(label => $"{label.Key}=\"{Escaped(label.Value)}\""));
    }

    static string? TextOf(object? value) =>
        value switch
        {
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    static string Escaped(string text) =>
        new StringBuilder(text).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").ToString();
}
