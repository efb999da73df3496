using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ComposeServer.Fuzz.Running;

namespace ComposeServer.Fuzz.Driving;

/// <summary>Runs a target in a process of its own and outlives whatever happens to it.</summary>
/// <param name="program">The program to run, instrumented or not.</param>
/// <param name="findings">Folder for inputs that broke something.</param>
/// <param name="clock">Finds processes that hang.</param>
sealed class ChildProcess(string program, string findings, TimeProvider clock)
{
    static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    /// <summary>With so much processor time for one input, a process hangs.</summary>
    static readonly TimeSpan WorkMax = TimeSpan.FromSeconds(10);

    /// <summary>At one input for so long without working, a process hangs too; a busy machine may keep it waiting for a while.</summary>
    static readonly TimeSpan StandstillMax = TimeSpan.FromMinutes(2);

    /// <summary>Runs until the time is over or the process ends otherwise.</summary>
    /// <returns>The report; with one finding when the process died or hung.</returns>
    public async Task<FuzzReport> RunAsync(FuzzTarget target, int seed, TimeSpan time, CancellationToken cancel)
    {
        var lastPath = Path.GetTempFileName();
        using var last = new LastInput(lastPath);
        var started = clock.GetTimestamp();
        using var process = Start(
            ChildCommand.Word,
            target.Name,
            $"{seed}",
            time.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            lastPath,
            findings
        );
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var hangs = await HangsAsync(process, last, cancel);
        File.Delete(lastPath);
        if (ReportIn(await output) is { } report)
            return report;

        if (last.Number == 0)
            throw new InvalidOperationException($"{target.Name} does not start: {FirstLines(await errors)}");
        var fault = hangs
            ? $"hangs: {WorkMax.TotalSeconds:f0} s of work, or {StandstillMax.TotalSeconds:f0} s without"
            : $"ends the process, exit code {process.ExitCode}";
        var finding = new Finding(fault, last.Read(), FirstLines(await errors));
        FindingFile.Write(findings, target, seed, finding);
        return new()
        {
            Target = target.Name,
            Seed = seed,
            Executions = last.Number,
            Seconds = clock.GetElapsedTime(started).TotalSeconds,
            Findings = [finding],
        };
    }

    /// <summary>Runs one input in a process of the program as it is.</summary>
    /// <returns>True when the input breaks something there too.</returns>
    public async Task<bool> BreaksAsync(FuzzTarget target, string file, CancellationToken cancel)
    {
        using var process = Start("--target", target.Name, "--input", file);
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        using var timeout = new CancellationTokenSource(StandstillMax, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            await process.WaitForExitAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            process.Kill();
            await process.WaitForExitAsync(cancel);
            return true;
        }

        _ = await output;
        _ = await errors;
        return process.ExitCode != 0;
    }

    /// <summary>Waits for the end, and ends what hangs.</summary>
    async Task<bool> HangsAsync(Process process, LastInput last, CancellationToken cancel)
    {
        var (number, since, work) = (-1L, clock.GetTimestamp(), TimeSpan.Zero);
        var end = process.WaitForExitAsync(cancel);
        try
        {
            while (await Task.WhenAny(end, Task.Delay(LookInterval, clock, cancel)) != end)
            {
                cancel.ThrowIfCancellationRequested();
                var used = WorkOf(process);
                if (last.Number != number)
                    (number, since, work) = (last.Number, clock.GetTimestamp(), used);
                else if (used - work > WorkMax || clock.GetElapsedTime(since) > StandstillMax)
                {
                    process.Kill();
                    await process.WaitForExitAsync(cancel);
                    return true;
                }
            }

            await end;
            return false;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    /// <summary>Processor time used so far; nothing when the process has just ended.</summary>
    static TimeSpan WorkOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.HasExited ? TimeSpan.Zero : process.TotalProcessorTime;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return TimeSpan.Zero;
        }
    }

    Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The runtime's own host runs the program as a file; our executable is the program itself.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(program);
        else
            start.FileName = Path.ChangeExtension(program, OperatingSystem.IsWindows() ? ".exe" : null);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // No dump of a gibibyte for each overflow of the stack.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return Process.Start(start)!;
    }

    static FuzzReport? ReportIn(string output)
    {
        var line = output
            .Split('\n')
            .LastOrDefault(one => one.StartsWith(ChildCommand.ReportMark, StringComparison.Ordinal));
        return line is null
            ? null
            : JsonSerializer.Deserialize(line[ChildCommand.ReportMark.Length..], FuzzReportJson.Default.FuzzReport);
    }

    static string FirstLines(string text) => string.Join('\n', text.Split('\n').Take(40));
}
