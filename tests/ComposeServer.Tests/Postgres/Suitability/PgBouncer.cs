using System.Diagnostics;
using System.Runtime.Versioning;
using ComposeServer.Testing.Postgres;
using Npgsql;

namespace ComposeServer.Tests.Postgres.Suitability;

/// <summary>A real PgBouncer in front of the Postgres of the tests, on a Unix socket of its own.</summary>
[UnsupportedOSPlatform("windows")]
sealed class PgBouncer : IAsyncDisposable
{
    const string Debian = "/usr/sbin/pgbouncer";

    readonly TemporaryFolder folder;
    readonly Process process;

    PgBouncer(TemporaryFolder folder, Process process, string connectionString)
    {
        this.folder = folder;
        this.process = process;
        ConnectionString = connectionString;
    }

    /// <summary>Leads through it.</summary>
    public string ConnectionString { get; }

    /// <param name="behind">The database that it leads to.</param>
    /// <param name="mode">Its <c>pool_mode</c>.</param>
    /// <param name="backendsMax">Its <c>default_pool_size</c>.</param>
    public static async Task<PgBouncer> StartAsync(TestDatabase behind, string mode, int backendsMax)
    {
        var folder = new TemporaryFolder();
        // Started by root, it becomes the account of Postgres, and writes its socket as that.
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_111_111);
        var target = new NpgsqlConnectionStringBuilder(behind.ConnectionString);
        var settings = Path.Combine(folder.FullName, "pgbouncer.ini");
        await File.WriteAllTextAsync(
            settings,
            $"""
            [databases]
            * = host={target.Host} port={target.Port} user={target.Username}
            [pgbouncer]
            listen_addr =
            unix_socket_dir = {folder.FullName}
            listen_port = 6432
            auth_type = any
            pool_mode = {mode}
            default_pool_size = {backendsMax}
            """
        );
        var process = Process.Start(
            new ProcessStartInfo(
                File.Exists(Debian) ? Debian : "pgbouncer",
                Environment.IsPrivilegedProcess ? ["-q", "-u", "postgres", settings] : ["-q", settings]
            )
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        target.Host = folder.FullName;
        target.Port = 6432;
        var bouncer = new PgBouncer(folder, process, target.ConnectionString);
        await bouncer.AnsweringAsync();
        return bouncer;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    async Task AnsweringAsync()
    {
        while (!File.Exists(Path.Combine(folder.FullName, ".s.PGSQL.6432")))
        {
            if (process.HasExited)
                Assert.Fail(await process.StandardError.ReadToEndAsync());
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
