using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Postgres.Cluster;

/// <summary>Starts the Postgres of one data directory, after a crash also a second time.</summary>
sealed class PostmasterLauncher(
    PrivateClusterOptions options,
    ClusterFolder folder,
    PostgresBinaries binaries,
    ServiceAccount account,
    ILogger logger,
    TimeProvider clock
)
{
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan LastWordsTimeout = TimeSpan.FromSeconds(2);
    static readonly TimeSpan CancelledStopTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The complaint of a Postgres whose predecessor was killed and has children that still work.</summary>
    const string MemoryInUse = "pre-existing shared memory block";

    /// <summary>Starts, and waits until connections are taken: crash recovery is over then.</summary>
    /// <exception cref="PrivateClusterException"><c>START_FAILED</c> with Postgres' own words, <c>START_TIMEOUT</c>.</exception>
    public async Task<Postmaster> StartAsync(string socketFolder, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            SocketFolder.Clear(socketFolder);
            var postmaster = Postmaster.Start(StartInfo(socketFolder), socketFolder, logger);
            try
            {
                if (await IsReadyAsync(postmaster, options.StartTimeout - clock.GetElapsedTime(began), cancel))
                    return postmaster;
            }
            catch
            {
                await postmaster.StopAsync(CancelledStopTimeout, clock, logger);
                postmaster.Dispose();
                throw;
            }

            using (postmaster)
            {
                // Its last words may still be on their way.
                await postmaster
                    .Output!.Ended.WaitAsync(LastWordsTimeout, clock, cancel)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancel.ThrowIfCancellationRequested();
                var last = postmaster.Output.Last;
                if (
                    !last.Contains(MemoryInUse, StringComparison.Ordinal)
                    || clock.GetElapsedTime(began) > options.StartTimeout
                )
                    throw PrivateClusterException.StartFailed(postmaster);
            }

            EndThoseLeftBehind();
            await Task.Delay(RetryInterval, clock, cancel);
        }
    }

    /// <summary>Waits until it takes connections. False when it ended instead.</summary>
    async Task<bool> IsReadyAsync(Postmaster postmaster, TimeSpan patience, CancellationToken cancel)
    {
        try
        {
            var ready = postmaster.Output!.Ready;
            var first = await Task.WhenAny(ready, postmaster.Exited).WaitAsync(Positive(patience), clock, cancel);
            return first == ready;
        }
        catch (TimeoutException)
        {
            throw PrivateClusterException.StartTimeout(options.StartTimeout, postmaster.ProcessId);
        }
    }

    static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    /// <summary>Their parent is dead (only then can the complaint arise), and what they were doing is lost already.</summary>
    void EndThoseLeftBehind()
    {
        foreach (var processId in PostgresProcesses.LeftIn(folder))
        {
            ClusterLog.LeftBehind(logger, processId);
            Posix.Send(processId, PostmasterSignal.ImmediateStop);
        }
    }

    /// <summary>
    /// In a session of its own where the system has <c>setsid</c>: Ctrl-C in a terminal reaches all processes of a session, and Postgres
    /// would stop under a server that is still finishing its work.
    /// </summary>
    ProcessStartInfo StartInfo(string socketFolder)
    {
        List<string> arguments = ["-D", folder.Data];
        foreach (var (name, value) in ServerSettings.Fixed(socketFolder))
            arguments.AddRange(["-c", $"{name}={value}"]);
        const string setsid = "/usr/bin/setsid";
        return File.Exists(setsid)
            ? ChildProcess.StartInfo(setsid, [binaries.Postgres, .. arguments], account)
            : ChildProcess.StartInfo(binaries.Postgres, arguments, account);
    }
}
