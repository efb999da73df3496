namespace ComposeServer.Postgres.Cluster;

public sealed partial class PrivateCluster
{
    /// <summary>Owns the process from start to stop: nobody else starts or signals it, so a stop and a crash cannot cross.</summary>
    async Task SuperviseAsync()
    {
        try
        {
            long? crashedAt = null;
            while (await RunsOutAsync())
            {
                var ended = postmaster.Ending;
                if (crashedAt is { } before && setup.Clock.GetElapsedTime(before) < setup.Options.CrashWindow)
                    throw PrivateClusterException.Crashed(ended, setup.Options.CrashWindow);
                crashedAt = setup.Clock.GetTimestamp();
                ClusterLog.Crashed(setup.Logger, postmaster.ProcessId, ended);
                await StartAgainAsync();
            }

            await postmaster.StopAsync(setup.Options.StopTimeout, setup.Clock, setup.Logger);
            ClusterLog.Stopped(setup.Logger);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop while starting again: the setup.Launcher has stopped what it had begun.
            ClusterLog.Stopped(setup.Logger);
        }
        catch (Exception reason)
        {
            ClusterLog.Lost(setup.Logger, reason);
            throw;
        }
        finally
        {
            SocketFolder.Remove(postmaster.SocketFolder);
            postmaster.Dispose();
            held.Dispose();
        }
    }

    /// <summary>Waits: true when Postgres ended by itself, false when it is to be stopped.</summary>
    async Task<bool> RunsOutAsync()
    {
        try
        {
            await postmaster.Exited.WaitAsync(stopping.Token);
            return !stopping.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    async Task StartAgainAsync()
    {
        setup.Adoption.DiscardStalePidFile();
        var next = await setup.Launcher.StartAsync(postmaster.SocketFolder, stopping.Token);
        postmaster.Dispose();
        postmaster = next;
        Restarts++;
        ClusterLog.Started(setup.Logger, setup.Binaries.Major, postmaster.ProcessId, postmaster.SocketFolder);
    }
}
