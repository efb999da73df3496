using System.Globalization;
using System.Text;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Sync.Export;
using ComposeServer.Sync.Import;

namespace ComposeServer.Cli.Transfer;

/// <summary>Reports of exports and imports, for people and for programs.</summary>
static partial class TransferReports
{
    public static string ToJson(ExportReport report) =>
        Json(json =>
        {
            json.WriteNumber("streams", report.Streams);
            json.WriteNumber("events", report.Events);
            json.WriteNumber("blocks", report.Blocks);
            json.WriteNumber("bytes", report.Bytes);
            json.WriteNumber("durationMs", (long)report.Duration.TotalMilliseconds);
        });

    public static Task WriteAsync(TextWriter target, ExportReport report) =>
        new TextTable("Written", "").WriteAsync(
            target,
            [
                ["streams", Number(report.Streams)],
                ["events", Number(report.Events)],
                ["blocks", Number(report.Blocks)],
                ["bytes", ByteCount.Text(report.Bytes)],
                ["duration", Seconds(report.Duration)],
            ]
        );

    public static string ToJson(ImportReport report) =>
        Json(json =>
        {
            json.WriteNumber("files", report.Files);
            json.WriteNumber("bytes", report.Bytes);
            json.WriteNumber("blocks", report.Blocks);
            WriteEvents(json, report);
            Write(json, "incomplete", report.Incomplete);
            Write(json, "missing", report.Missing);
            Write(json, "ignored", report.Ignored);
            json.WriteNumber("durationMs", (long)report.Duration.TotalMilliseconds);
            if (report.Fault is { } fault)
            {
                json.WriteStartObject("fault");
                json.WriteString("code", fault.Code);
                json.WriteString("file", fault.File);
                json.WriteString("detail", fault.Detail);
                json.WriteEndObject();
            }
        });

    public static Task WriteAsync(TextWriter target, ImportReport report) =>
        new TextTable("Read", "", "").WriteAsync(
            target,
            [
                ["files", Number(report.Files), ""],
                ["bytes", ByteCount.Text(report.Bytes), ""],
                ["blocks", Number(report.Blocks), ""],
                .. RowsOfEvents(report),
                .. Row("events incomplete", report.Incomplete),
                .. Row("blocks missing", report.Missing),
                .. Row("blocks ignored", report.Ignored),
                ["duration", Seconds(report.Duration), ""],
            ]
        );

    /// <summary>What became of the events, however they came.</summary>
    static void WriteEvents(Utf8JsonWriter json, ImportReport report)
    {
        json.WriteNumber("taken", report.Taken);
        json.WriteNumber("known", report.Known);
        json.WriteNumber("streams", report.Streams);
        json.WriteNumber("timesVerified", report.TimesVerified);
        json.WriteNumber("timesUnverified", report.TimesUnverified);
        Write(json, "parked", report.Parked);
        json.WriteStartObject("refused");
        foreach (var (code, sample) in report.Refused.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            Write(json, code, sample);
        json.WriteEndObject();
    }

    static IEnumerable<string[]> RowsOfEvents(ImportReport report) =>
        [
            ["events taken", Number(report.Taken), ""],
            ["events known", Number(report.Known), ""],
            .. Row("events parked", report.Parked),
            .. report
                .Refused.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .SelectMany(pair => Row($"refused {pair.Key}", pair.Value)),
            ["streams begun", Number(report.Streams), ""],
            ["times verified", Number(report.TimesVerified), ""],
            ["times unverified", Number(report.TimesUnverified), ""],
        ];

    /// <summary>None, where there is nothing to tell.</summary>
    static IEnumerable<string[]> Row(string name, CidSample sample) =>
        sample.Count == 0
            ? []
            :
            [
                [name, Number(sample.Count), Firsts(sample.Count, sample.First)],
            ];

    static void Write(Utf8JsonWriter json, string name, CidSample sample)
    {
        json.WriteStartObject(name);
        WriteFirsts(json, sample.Count, sample.First);
        json.WriteEndObject();
    }

    /// <summary>The first few of so many.</summary>
    static string Firsts<T>(long count, IReadOnlyList<T> first) =>
        string.Join(' ', first) + (count > first.Count ? " …" : "");

    static void WriteFirsts<T>(Utf8JsonWriter json, long count, IReadOnlyList<T> first)
        where T : notnull
    {
        json.WriteNumber("count", count);
        json.WriteStartArray("first");
        foreach (var one in first)
            json.WriteStringValue(one.ToString());
        json.WriteEndArray();
    }

    static string Json(Action<Utf8JsonWriter> members) =>
        Encoding.UTF8.GetString(
            NodeClient.ToUtf8(json =>
            {
                json.WriteStartObject();
                members(json);
                json.WriteEndObject();
            })
        );

    static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    static string Seconds(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.00} s");
}
