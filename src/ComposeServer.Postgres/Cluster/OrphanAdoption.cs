using Microsoft.Extensions.Logging;
using Npgsql;

namespace ComposeServer.Postgres.Cluster;

/// <summary>Decides about a <c>postmaster.pid</c> that is already there: a Postgres left running by a killed server, or a leftover file.</summary>
/// <remarks>Called with the folder's lock held, so no living server of ours owns that Postgres.</remarks>
sealed class OrphanAdoption(ClusterFolder folder, PrivateClusterOptions options, ILogger logger, TimeProvider clock)
{
    static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(50);

    const string DataFolderSql = "select current_setting('data_directory')";

    /// <summary>A statement of the dead server may still run, and could commit after the new server has looked.</summary>
    const string EndSessionsSql = """
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = $1 and pid <> pg_backend_pid()
        """;

    /// <summary>Finds the Postgres that runs on the folder already, and clears away what a dead one left.</summary>
    /// <param name="sameSettings">False: the orphan runs with other settings than this start wants.</param>
    /// <param name="cancel">Ends the wait for an orphan that is still recovering.</param>
    /// <returns>Null when Postgres has to be started.</returns>
    /// <exception cref="PrivateClusterException"><c>FOLDER_IN_USE</c>: someone else started it. <c>START_TIMEOUT</c>: it never answered.</exception>
    public async Task<Postmaster?> FindAsync(bool sameSettings, CancellationToken cancel)
    {
        var written = PostmasterPidFile.Read(folder);
        if (written is not { } named || !PostgresProcesses.Serves(named.ProcessId, folder))
        {
            if (written?.SocketFolder is { } old)
                SocketFolder.Remove(old);
            return null;
        }

        if (await SocketFolderAsync(named, cancel) is not { } socketFolder)
            return null;
        var orphan = Postmaster.Adopt(named.ProcessId, socketFolder, folder, clock);
        try
        {
            if (!sameSettings)
            {
                ClusterLog.NotAdopted(logger, orphan.ProcessId);
                await orphan.StopAsync(options.StopTimeout, clock, logger);
                SocketFolder.Remove(socketFolder);
            }
            else if (await AnswersAsync(orphan, cancel))
            {
                ClusterLog.Adopted(logger, orphan.ProcessId);
                return orphan;
            }
        }
        catch
        {
            orphan.Dispose();
            throw;
        }

        orphan.Dispose();
        return null;
    }

    /// <summary>Removes the pid file of a dead Postgres: as soon as any process has the number in it, the next one would believe it.</summary>
    /// <exception cref="PrivateClusterException"><c>FOLDER_IN_USE</c>: there is a live one after all.</exception>
    public void DiscardStalePidFile()
    {
        if (!File.Exists(folder.PidFile))
            return;
        var written = PostmasterPidFile.Read(folder);
        // A file without a number is what a power cut leaves, or what Postgres is just about to fill.
        int? live = written is { } named
            ? PostgresProcesses.Serves(named.ProcessId, folder)
                ? named.ProcessId
                : null
            : PostgresProcesses.LeftIn(folder).Cast<int?>().FirstOrDefault();
        if (live is not null)
            throw PrivateClusterException.InUse(folder.Data, live, "a Postgres that was started by hand");
        ClusterLog.StalePidFile(logger, written?.ProcessId, folder.Data);
        File.Delete(folder.PidFile);
    }

    /// <summary>Postgres writes the socket's folder a moment after its number.</summary>
    /// <returns>Null when it has ended meanwhile.</returns>
    async Task<string?> SocketFolderAsync(PostmasterPidFile written, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (written.SocketFolder is null)
        {
            await Task.Delay(AskInterval, clock, cancel);
            if (PostmasterPidFile.Read(folder) is not { } again || !PostgresProcesses.Serves(again.ProcessId, folder))
                return null;
            written = again;
            if (clock.GetElapsedTime(began) > options.StartTimeout)
                throw PrivateClusterException.StartTimeout(options.StartTimeout, written.ProcessId);
        }

        return SocketFolder.IsOurs(written.SocketFolder, folder)
            ? written.SocketFolder
            : throw PrivateClusterException.InUse(
                folder.Data,
                written.ProcessId,
                "a Postgres that was started by hand"
            );
    }

    /// <summary>Waits for an answer. False when it ended instead, as one does that was told to stop.</summary>
    async Task<bool> AnswersAsync(Postmaster orphan, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (!orphan.Exited.IsCompleted)
        {
            try
            {
                await using var connection = await ClusterConnection.OpenAdminAsync(orphan.SocketFolder, cancel);
                await using var ask = new NpgsqlCommand(DataFolderSql, connection);
                var served = (string?)await ask.ExecuteScalarAsync(cancel);
                if (Posix.RealPath(served ?? "") != Posix.RealPath(folder.Data))
                    throw PrivateClusterException.InUse(
                        orphan.SocketFolder,
                        orphan.ProcessId,
                        "the Postgres of another folder"
                    );
                await using var end = new NpgsqlCommand(EndSessionsSql, connection);
                end.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ClusterConnection.Role });
                await end.ExecuteNonQueryAsync(cancel);
                return true;
            }
            catch (NpgsqlException) when (clock.GetElapsedTime(began) < options.StartTimeout)
            {
                // Starting, recovering or stopping; the loop ends with it or with our patience.
            }
            catch (NpgsqlException)
            {
                throw PrivateClusterException.StartTimeout(options.StartTimeout, orphan.ProcessId);
            }

            await Task.Delay(AskInterval, clock, cancel);
        }

        return false;
    }
}
