using ComposeServer.Postgres.Cluster;

namespace ComposeServer.Tests.Postgres.Cluster;

/// <summary>Asks a running cluster, started as in production.</summary>
public class RunningSettingsTests(RunningSettingsTests.DurableCluster durable)
    : IClassFixture<RunningSettingsTests.DurableCluster>
{
    [Theory]
    [InlineData("listen_addresses", "")]
    [InlineData("unix_socket_permissions", "0700")]
    [InlineData("data_checksums", "on")]
    [InlineData("server_encoding", "UTF8")]
    [InlineData("fsync", "on")]
    [InlineData("full_page_writes", "on")]
    [InlineData("synchronous_commit", "on")]
    [InlineData("max_wal_size", "4GB")]
    [InlineData("max_connections", "64")]
    [InlineData("log_min_error_statement", "panic")]
    [InlineData("log_error_verbosity", "terse")]
    [InlineData("TimeZone", "UTC")]
    public async Task A_cluster_runs_with_our_settings(string name, string value)
    {
        Assert.Equal(value, await ClusterScene.AskAsync(durable.Cluster, $"select current_setting('{name}')"));
    }

    [Fact]
    public async Task Write_ahead_log_is_compressed_by_lz4_where_postgres_knows_it()
    {
        var expected = await ClusterScene.AskAsync(
            durable.Cluster,
            "select case when 'lz4' = any(enumvals) then 'lz4' else 'pglz' end from pg_settings where name = 'wal_compression'"
        );

        Assert.Equal(
            expected,
            await ClusterScene.AskAsync(durable.Cluster, "select current_setting('wal_compression')")
        );
    }

    public sealed class DurableCluster : IAsyncLifetime
    {
        readonly ClusterScene scene = new();

        public PrivateCluster Cluster { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            scene.Options = scene.Options with { Durable = true };
            Cluster = await scene.StartAsync();
        }

        public ValueTask DisposeAsync() => scene.DisposeAsync();
    }
}
