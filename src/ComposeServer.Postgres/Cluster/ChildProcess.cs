using System.Diagnostics;

namespace ComposeServer.Postgres.Cluster;

/// <summary>Runs a program to its end.</summary>
static class ChildProcess
{
    /// <summary>Starts nothing else than the given program: no shell reads the arguments.</summary>
    /// <exception cref="OperationCanceledException">The program was killed with all it had started.</exception>
    public static async Task<ProgramResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        ServiceAccount account,
        CancellationToken cancel
    )
    {
        using var process = Process.Start(StartInfo(program, arguments, account))!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var error = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    public static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, ServiceAccount account)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetPathRoot(Path.GetTempPath())!,
        };
        // Variables such as PGPORT and PGDATA would speak into our settings; messages are read in the language of the sources.
        foreach (
            var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToArray()
        )
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        if (account.Name is { } name_)
            start.UserName = name_;
        return start;
    }
}

/// <summary>What a program printed, and its exit code.</summary>
readonly record struct ProgramResult(int ExitCode, string Output, string Error);
