using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Postgres.Cluster;

/// <summary>The main process of a running Postgres: our child, or an orphan that we adopted.</summary>
sealed class Postmaster : IDisposable
{
    static readonly TimeSpan ImmediateStopTimeout = TimeSpan.FromSeconds(10);

    /// <summary>An exit code above it tells of a signal.</summary>
    const int Killed = 128;

    static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    readonly Process? child;

    Postmaster(Process child, string socketFolder, ILogger logger)
    {
        this.child = child;
        Output = new(child.StandardError, logger);
        SocketFolder = socketFolder;
        ProcessId = child.Id;
        Exited = child.WaitForExitAsync(CancellationToken.None);
    }

    Postmaster(int orphan, string socketFolder, Task exited)
    {
        SocketFolder = socketFolder;
        ProcessId = orphan;
        Exited = exited;
    }

    public int ProcessId { get; }

    public string SocketFolder { get; }

    /// <summary>Null for an orphan: its messages went to the server that died.</summary>
    public PostmasterOutput? Output { get; }

    /// <summary>Completes when the process is gone.</summary>
    public Task Exited { get; }

    /// <summary>How the process ended, for people. Of an orphan nobody knows.</summary>
    public string Ending =>
        child switch
        {
            null => "exit code unknown",
            _ when WasKilled => string.Create(CultureInfo.InvariantCulture, $"signal {child.ExitCode - Killed}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"exit code {child.ExitCode}"),
        };

    /// <summary>Whether a signal ended it, once it has ended.</summary>
    public bool WasKilled => child?.ExitCode > Killed;

    public static Postmaster Start(ProcessStartInfo start, string socketFolder, ILogger logger)
    {
        var started = Process.Start(start)!;
        started.StandardInput.Close();
        started.StandardOutput.Close();
        return new(started, socketFolder, logger);
    }

    /// <summary>Takes an orphan for ours. The system tells of the end of children only, so we look from time to time.</summary>
    public static Postmaster Adopt(int processId, string socketFolder, ClusterFolder folder, TimeProvider clock)
    {
        return new(processId, socketFolder, GoneAsync());

        async Task GoneAsync()
        {
            while (PostgresProcesses.Serves(processId, folder))
                await Task.Delay(LookInterval, clock);
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

    public void Dispose() => child?.Dispose();

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
