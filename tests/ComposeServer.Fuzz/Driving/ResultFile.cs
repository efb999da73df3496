using System.Diagnostics;
using System.Globalization;
using ComposeServer.Fuzz.Running;
using ComposeServer.Fuzz.Seeds;

namespace ComposeServer.Fuzz.Driving;

/// <summary>The checked-in list of long runs: a line for each.</summary>
static class ResultFile
{
    /// <summary>Beside the source of this program.</summary>
    public static string DefaultPath => Path.Combine(Vectors.RepositoryRoot, "tests", "ComposeServer.Fuzz", "runs.md");

    public static async Task AppendAsync(
        FuzzOptions options,
        IReadOnlyList<FuzzReport> reports,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var executions = reports.Select(report =>
            string.Create(CultureInfo.InvariantCulture, $"{report.Target} {report.Executions:n0}")
        );
        var findings = reports.Sum(report => report.Findings.Count);
        var commit = await CommitAsync(cancel);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"| {clock.GetUtcNow():yyyy-MM-dd} | {commit} | {options.Seed} | {options.Minutes} | {(options.IsGuided ? "yes" : "no")} | {findings} | {string.Join(", ", executions)} |\n"
        );
        await File.AppendAllTextAsync(options.Results, line, cancel);
    }

    static async Task<string> CommitAsync(CancellationToken cancel)
    {
        var start = new ProcessStartInfo("git", ["-C", Vectors.RepositoryRoot, "rev-parse", "--short", "HEAD"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            var commit = await git.StandardOutput.ReadToEndAsync(cancel);
            await git.WaitForExitAsync(cancel);
            return git.ExitCode == 0 ? commit.Trim() : "unknown";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }
}
