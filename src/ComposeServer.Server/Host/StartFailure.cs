using System.Data.Common;
using System.Net.Sockets;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Postgres.Cluster;
using ComposeServer.Postgres.Migrations;
using ComposeServer.Postgres.Suitability;
using ComposeServer.Sync.Backup;
using Microsoft.AspNetCore.Connections;

namespace ComposeServer.Server.Host;

/// <summary>Puts into words why a server did not start, as far as its operator can do something about it.</summary>
public static class StartFailure
{
    /// <summary>The failure with its code and what to do.</summary>
    /// <param name="fault">What <see cref="ComposeHost.StartAsync"/> threw.</param>
    /// <param name="options">How the server was to start.</param>
    /// <returns>Null for a fault of the program.</returns>
    public static StartException? Of(Exception fault, ServerOptions options) =>
        fault switch
        {
            StartException known => known,
            PrivateClusterException cluster => new(cluster.Code, cluster.Message),
            UnsuitableDatabaseException unsuitable => new(unsuitable.Code, unsuitable.Message),
            MigrationException migration => new(migration.Code, migration.Message),
            BackupException backup => new(backup.Code, backup.Message),
            DllNotFoundException missing => new("NATIVE_LIBRARY_MISSING", missing.Message),
            IOException { InnerException: AddressInUseException } taken => new(
                "ADDRESS_IN_USE",
                $"{taken.Message} Another program listens there: stop it, or choose another port with --port."
            ),
            SocketException refused => new("ADDRESS_REFUSED", $"cannot listen: {refused.Message}"),
            IOException { InnerException: SocketException } refused => new("ADDRESS_REFUSED", refused.Message),
            DbException database when options.Database is not null => new(
                "DATABASE_UNREACHABLE",
                $"the database of --database cannot be used: {database.Message}"
            ),
            CommitFault lost => new("DATABASE_LOST", $"the database went away while it was written to: {lost.Message}"),
            // The driver's words for a connection string that it cannot read; they name the key, never a value.
            ArgumentException text when options.Database is not null => new(
                "DATABASE_SETTING",
                $"the connection string of --database cannot be read: {text.Message}"
            ),
            UnauthorizedAccessException denied => new("FOLDER_UNREACHABLE", denied.Message),
            _ => null,
        };
}
