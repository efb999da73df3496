using System.Globalization;
using System.Text;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Cli.Transfer;
using ComposeServer.Log.Audit;
using ComposeServer.Sync.Backup;

namespace ComposeServer.Cli.Upkeep;

/// <summary>What was backed up or restored, for people and for programs.</summary>
static class BackupText
{
    /// <param name="report">The backup.</param>
    /// <param name="verified">What a verification found; null when none was made.</param>
    public static string ToJson(BackupReport report, AuditReport? verified) =>
        Encoding.UTF8.GetString(
            NodeClient.ToUtf8(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("position", report.Header.Position);
                json.WriteString("receiptHash", report.Header.ReceiptHash);
                json.WriteString("madeAt", report.Header.MadeAt);
                json.WriteNumber("migration", report.Header.Migration);
                json.WriteStartObject("rows");
                foreach (var table in report.Header.Tables)
                    json.WriteNumber(table.Name, table.Rows);
                json.WriteEndObject();
                json.WriteNumber("fileBytes", report.FileBytes);
                json.WriteNumber("bytes", report.Bytes);
                json.WriteNumber("durationMs", (long)report.Duration.TotalMilliseconds);
                if (verified is not null)
                {
                    json.WriteStartObject("verified");
                    VerifyText.WriteTo(json, verified);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            })
        );

    public static Task WriteAsync(TextWriter target, string heading, BackupReport report) =>
        new TextTable(heading, "").WriteAsync(
            target,
            [
                ["position", report.Header.Position.ToString(CultureInfo.InvariantCulture)],
                ["of", report.Header.MadeAt.ToString("u", CultureInfo.InvariantCulture)],
                ["rows", report.Header.Tables.Sum(table => table.Rows).ToString(CultureInfo.InvariantCulture)],
                ["file", ByteCount.Text(report.FileBytes)],
                ["uncompressed", ByteCount.Text(report.Bytes)],
                ["duration", string.Create(CultureInfo.InvariantCulture, $"{report.Duration.TotalSeconds:0.00} s")],
            ]
        );

    public static IProgress<BackupProgress>? BarOf(IProgress<BarPosition>? bar) =>
        bar is null
            ? null
            : new Relay<BackupProgress>(now => bar.Report(new(now.Done, $"{now.Stage}, {ByteCount.Text(now.Bytes)}")));
}
