using System.Globalization;
using System.Text;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Log.Audit;

namespace ComposeServer.Cli.Upkeep;

/// <summary>What a verification found, for people and for programs.</summary>
static class VerifyText
{
    public static string ToJson(AuditReport report) =>
        Encoding.UTF8.GetString(
            NodeClient.ToUtf8(json =>
            {
                json.WriteStartObject();
                WriteTo(json, report);
                json.WriteEndObject();
            })
        );

    public static async Task WriteAsync(ShellContext shell, AuditReport report)
    {
        await new TextTable("Verified", "").WriteAsync(shell.Out, Rows(report));
        foreach (var fault in report.Faults)
            await shell.Out.WriteLineAsync(ForeignText.OneLine(Line(fault)));
        if (report.FaultCount > report.Faults.Count)
            await shell.Out.WriteLineAsync(
                $"… and {Number(report.FaultCount - report.Faults.Count)} more: see --faults"
            );
    }

    /// <summary>Members of an object that has been begun.</summary>
    public static void WriteTo(Utf8JsonWriter json, AuditReport report)
    {
        json.WriteBoolean("clean", report.IsClean);
        json.WriteNumber("position", report.Position);
        json.WriteString("receiptHash", Convert.ToHexStringLower(report.ReceiptHash.Span));
        json.WriteNumber("groups", report.Groups);
        json.WriteNumber("groupsSigned", report.GroupsSigned);
        json.WriteStartObject("signers");
        foreach (var (signer, groups) in report.Signers)
            json.WriteNumber(signer, groups);
        json.WriteEndObject();
        json.WriteNumber("streams", report.Logs);
        json.WriteNumber("events", report.Events);
        json.WriteNumber("signatures", report.Signatures);
        json.WriteNumber("blocks", report.Blocks);
        json.WriteNumber("unclaimed", report.Unclaimed);
        json.WriteNumber("collected", report.Collected);
        json.WriteNumber("timesUnproven", report.TimesUnproven);
        json.WriteStartObject("rows");
        foreach (var (model, rows) in report.Rows)
            json.WriteNumber(model, rows);
        json.WriteEndObject();
        json.WriteStartArray("tablesUnfinished");
        foreach (var model in report.TablesUnfinished)
            json.WriteStringValue(model);
        json.WriteEndArray();
        json.WriteStartObject("counts");
        foreach (var (rule, count) in report.Counts)
            json.WriteNumber(rule, count);
        json.WriteEndObject();
        json.WriteStartArray("faults");
        foreach (var fault in report.Faults)
            Write(json, fault);
        json.WriteEndArray();
        json.WriteNumber("durationMs", (long)report.Duration.TotalMilliseconds);
    }

    static void Write(Utf8JsonWriter json, AuditFault fault)
    {
        json.WriteStartObject();
        json.WriteString("rule", fault.Rule);
        json.WriteString("stream", fault.Log);
        json.WriteString("cid", fault.Cid?.ToString());
        if (fault.Position is { } position)
            json.WriteNumber("position", position);
        else
            json.WriteNull("position");
        json.WriteString("detail", fault.Detail);
        json.WriteEndObject();
    }

    static IEnumerable<IReadOnlyList<string>> Rows(AuditReport report) =>
        [
            ["position", Number(report.Position)],
            ["commit groups", Number(report.Groups)],
            ["  of them unsigned", Number(report.Groups - report.GroupsSigned)],
            .. report.Signers.Select(pair => (string[])[$"  signed by {pair.Key}", Number(pair.Value)]),
            ["streams", Number(report.Logs)],
            ["events", Number(report.Events)],
            ["signatures", Number(report.Signatures)],
            ["shared blocks", Number(report.Blocks)],
            ["unclaimed events", Number(report.Unclaimed)],
            ["events collected or erased", Number(report.Collected)],
            ["index rows", Number(report.Rows.Values.Sum())],
            .. report.TablesUnfinished.Select(model => (string[])["index not finished", model]),
            .. report.TimesUnproven > 0
                ? (string[][])
                    [
                        ["sessions without a proven time", Number(report.TimesUnproven)],
                    ]
                : [],
            .. report.Counts.Select(pair => (string[])[$"fault {pair.Key}", Number(pair.Value)]),
            ["duration", string.Create(CultureInfo.InvariantCulture, $"{report.Duration.TotalSeconds:0.00} s")],
            ["result", report.IsClean ? "everything holds" : $"{Number(report.FaultCount)} faults"],
        ];

    static string Line(AuditFault fault)
    {
        var line = new StringBuilder(fault.Rule);
        if (fault.Log is { } log)
            line.Append(" stream ").Append(log);
        if (fault.Cid is { } cid)
            line.Append(" cid ").Append(cid.ToString());
        if (fault.Position is { } position)
            line.Append(" position ").Append(Number(position));
        return line.Append(": ").Append(fault.Detail).ToString();
    }

    static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
