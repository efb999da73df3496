using System.Text.Json;
using ComposeServer.Cli.Shell;
using ComposeServer.Sync.Pull;

namespace ComposeServer.Cli.Transfer;

/// <summary>Reports of imports from a node.</summary>
static partial class TransferReports
{
    public static string ToJson(PullReport report) =>
        Json(json =>
        {
            json.WriteString("from", report.Source);
            json.WriteNumber("models", report.Models);
            json.WriteNumber("modelsUnlisted", report.Unlisted);
            json.WriteNumber("streamsRead", report.Read);
            json.WriteNumber("streamsKnown", report.Skipped);
            json.WriteNumber("bytes", report.Import.Bytes);
            WriteEvents(json, report.Import);
            json.WriteStartObject("failed");
            foreach (var (code, sample) in report.Failed.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                Write(json, code, sample);
            json.WriteEndObject();
            json.WriteBoolean("isInterrupted", report.IsInterrupted);
            json.WriteNumber("durationMs", (long)report.Import.Duration.TotalMilliseconds);
            if (report.Fault is { } fault)
            {
                json.WriteStartObject("fault");
                json.WriteString("code", fault.Code);
                json.WriteString("detail", fault.Detail);
                json.WriteEndObject();
            }
        });

    public static Task WriteAsync(TextWriter target, PullReport report) =>
        new TextTable("Read", "", "").WriteAsync(
            target,
            [
                ["models", Number(report.Models), ""],
                .. report.Unlisted == 0
                    ? Array.Empty<string[]>()
                    :
                    [
                        ["models that are not indexed there", Number(report.Unlisted), ""],
                    ],
                ["streams", Number(report.Read), ""],
                ["streams known", Number(report.Skipped), ""],
                ["bytes", ByteCount.Text(report.Import.Bytes), ""],
                .. report.Failed.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(RowsOfFailed),
                .. RowsOfEvents(report.Import),
                ["duration", Seconds(report.Import.Duration), ""],
            ]
        );

    static IEnumerable<string[]> RowsOfFailed(KeyValuePair<string, StreamSample> failed) =>
        [
            [$"failed {failed.Key}", Number(failed.Value.Count), Firsts(failed.Value.Count, failed.Value.First)],
            ["", "", ForeignText.OneLine(failed.Value.Detail)],
        ];

    static void Write(Utf8JsonWriter json, string name, StreamSample sample)
    {
        json.WriteStartObject(name);
        WriteFirsts(json, sample.Count, sample.First);
        json.WriteString("detail", sample.Detail);
        json.WriteEndObject();
    }
}
