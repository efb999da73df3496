using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Postgres.Cluster;

/// <summary>The main process of a running Postgres: our child, or an orphan that we adopted.</summary>
sealed class Postmaster : IDisposable
{
    static readonly TimeSpan ImmediateStopTimeout = TimeSpan.FromSeconds(10);

    readonly Process process;

    Postmaster(Process process, string socketFolder, PostmasterOutput? output)
    {
        this.process = process;
        Output = output;
        SocketFolder = socketFolder;
        ProcessId = process.Id;
        Exited = process.WaitForExitAsync(CancellationToken.None);
    }

    public int ProcessId { get; }

    public string SocketFolder { get; }

    /// <summary>Null for an orphan: its messages went to the server that died.</summary>
    public PostmasterOutput? Output { get; }

    /// <summary>Completes when the process is gone.</summary>
    public Task Exited { get; }

    /// <summary>How the process ended, for people. Of an orphan nobody knows.</summary>
    public string Ending
    {
        get
        {
            try
            {
                const int killed = 128;
                return process.ExitCode > killed
                    ? string.Create(CultureInfo.InvariantCulture, $"signal {process.ExitCode - killed}")
                    : string.Create(CultureInfo.InvariantCulture, $"exit code {process.ExitCode}");
            }
            catch (InvalidOperationException)
            {
                return "exit code unknown";
            }
        }
    }

    public static Postmaster Start(ProcessStartInfo start, string socketFolder, ILogger logger)
    {
        var child = Process.Start(start)!;
        child.StandardInput.Close();
        child.StandardOutput.Close();
        return new(child, socketFolder, new(child.StandardError, logger));
    }

    /// <summary>Null when the process has just ended.</summary>
    public static Postmaster? Adopt(int processId, string socketFolder)
    {
        try
        {
            return new(Process.GetProcessById(processId), socketFolder, output: null);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Ends sessions and stops with a checkpoint; when that takes too long, at once.</summary>
    public async Task StopAsync(TimeSpan patience, TimeProvider clock, ILogger logger)
    {
        Send(PostmasterSignal.FastStop);
        if (await ExitsWithinAsync(patience, clock))
            return;
        ClusterLog.SlowStop(logger, patience.TotalSeconds);
        Send(PostmasterSignal.ImmediateStop);
        if (await ExitsWithinAsync(ImmediateStopTimeout, clock))
            return;
        Send(PostmasterSignal.Kill);
        await Exited;
    }

    public void Dispose() => process.Dispose();

    void Send(PostmasterSignal signal)
    {
        if (!Exited.IsCompleted)
            Posix.Send(ProcessId, signal);
    }

    async Task<bool> ExitsWithinAsync(TimeSpan patience, TimeProvider clock)
    {
        try
        {
            await Exited.WaitAsync(patience, clock);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
