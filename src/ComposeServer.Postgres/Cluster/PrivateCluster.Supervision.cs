namespace ComposeServer.Postgres.Cluster;

public sealed partial class PrivateCluster
{
    static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(1);

    /// <summary>Owns the process from start to stop: nobody else starts or signals it, so a stop and a crash cannot cross.</summary>
    async Task SuperviseAsync()
    {
        try
        {
            var limit = new CrashLimit(setup.Options.CrashWindow, setup.Clock);
            while (await RunsOutAsync())
            {
                var ended = postmaster.Ending;
                do
                {
                    limit.Count(ended);
                    ClusterLog.Crashed(setup.Logger, postmaster.ProcessId, ended);
                    ended = await StartAgainAsync();
                } while (ended is not null);
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

    /// <summary>Null when Postgres answers again; how it ended, when it was killed once more before that.</summary>
    async Task<string?> StartAgainAsync()
    {
        var began = setup.Clock.GetTimestamp();
        while (true)
        {
            try
            {
                var next = await setup.StartAsync(postmaster.SocketFolder, stopping.Token);
                postmaster.Dispose();
                postmaster = next;
                break;
            }
            catch (PrivateClusterException killed) when (killed.WasKilled)
            {
                return killed.Message;
            }
            catch (PrivateClusterException failed)
                when (failed.DidNotStart && setup.Clock.GetElapsedTime(began) < setup.Options.RestartPatience)
            {
                // A disk without room is the usual cause, and somebody may be making room.
                ClusterLog.NotStartedYet(setup.Logger, failed.Message);
                await Task.Delay(RestartPause, setup.Clock, stopping.Token);
            }
        }

        Restarts++;
        ClusterLog.Started(setup.Logger, setup.Binaries.Major, postmaster.ProcessId, postmaster.SocketFolder);
        return null;
    }
}
