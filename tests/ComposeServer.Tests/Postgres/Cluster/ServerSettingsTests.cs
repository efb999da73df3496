using ComposeServer.Postgres.Cluster;

namespace ComposeServer.Tests.Postgres.Cluster;

public class ServerSettingsTests
{
    const long Megabyte = 1 << 20;
    static readonly PrivateClusterOptions Options = new() { Folder = "data" };

    [Theory]
    [InlineData(64, 32 * 1024)]
    [InlineData(2_048, 256 * 1024)]
    [InlineData(32_768, 4_096 * 1024)]
    [InlineData(1_048_576, 4_096 * 1024)]
    public void Postgres_keeps_an_eighth_of_the_memory_within_bounds_for_its_pages(long memoryMegabytes, long kilobytes)
    {
        var text = ServerSettings.Text(Options, memoryMegabytes * Megabyte, lz4: true);

        Assert.Contains($"\nshared_buffers = '{kilobytes}kB'\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_in_the_options_rules()
    {
        var text = ServerSettings.Text(
            Options with
            {
                SharedBuffersBytes = 50 * Megabyte,
            },
            4_096 * Megabyte,
            lz4: true
        );

        Assert.Contains("\nshared_buffers = '51200kB'\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "lz4")]
    [InlineData(false, "on")]
    public void Without_lz4_postgres_compresses_in_its_own_way(bool lz4, string value)
    {
        Assert.Contains(
            $"\nwal_compression = '{value}'\n",
            ServerSettings.Text(Options, Megabyte, lz4),
            StringComparison.Ordinal
        );
    }
}
