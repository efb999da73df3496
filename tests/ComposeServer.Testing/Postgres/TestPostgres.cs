using System.Globalization;
using ComposeServer.Postgres.Cluster;
using ComposeServer.Postgres.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ComposeServer.Testing.Postgres;

/// <summary>One private Postgres for the whole test process, started by the first test that needs it, gone with the process.</summary>
/// <remarks>It does not sync to disk. Databases are copies of a template that has had the migrations, about 20 ms each.</remarks>
public static class TestPostgres
{
    const string Template = "migrated";

    static readonly Lazy<Task<PrivateCluster>> Cluster = new(StartAsync);
    static readonly Lazy<Task> MigratedTemplate = new(MakeTemplateAsync);
    static int databases;

    /// <summary>A database of its own with the fixed tables of this program. Dispose of it to drop it.</summary>
    public static async Task<TestDatabase> CreateDatabaseAsync()
    {
        await MigratedTemplate.Value;
        return await CreateFromAsync(Template);
    }

    /// <summary>A database of its own without any table.</summary>
    public static Task<TestDatabase> CreateEmptyDatabaseAsync() => CreateFromAsync("template1");

    static async Task<TestDatabase> CreateFromAsync(string template)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        await CreateAsync(name, template);
        var cluster = await Cluster.Value;
        return new TestDatabase(ConnectionTo(cluster, name), name, DropAsync);
    }

    static async Task MakeTemplateAsync()
    {
        await CreateAsync(Template, "template1");
        // Unpooled: a template must have no session while it is copied.
        var connection = ConnectionTo(await Cluster.Value, Template) + ";Pooling=false";
        await using var source = NpgsqlDataSource.Create(connection);
        await MigrationRunner.ApplyAsync(source, schema: null, NullLogger.Instance, CancellationToken.None);
    }

    static Task CreateAsync(string name, string template) =>
        AdministerAsync($"create database {name} template {template} owner composeserver strategy file_copy");

    static Task DropAsync(string name) => AdministerAsync($"drop database {name} with (force)");

    static async Task AdministerAsync(string sql)
    {
        var cluster = await Cluster.Value;
        await using var connection = new NpgsqlConnection(cluster.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    static string ConnectionTo(PrivateCluster cluster, string database) =>
        new NpgsqlConnectionStringBuilder(cluster.ConnectionString)
        {
            Database = database,
            // Not a server's: commands that want the database for themselves look for those.
            ApplicationName = "tests",
        }.ConnectionString;

    /// <summary>Name of a folder that is removed after this process, whatever becomes of it.</summary>
    internal static string NewFolder()
    {
        var folder = Path.Combine(TemporaryFolder.Parent, "composeserver-test-" + Path.GetRandomFileName());
        Watchdog.CleanUpAfterThisProcess(folder);
        return folder;
    }

    static async Task<PrivateCluster> StartAsync()
    {
        var folder = NewFolder();
        var options = new PrivateClusterOptions
        {
            Folder = folder,
            Durable = false,
            ConnectionsMax = 400,
            SharedBuffersBytes = 128 << 20,
        };
        return await PrivateCluster.StartAsync(
            options,
            NullLogger.Instance,
            TimeProvider.System,
            CancellationToken.None
        );
    }
}
