using System.Runtime.Versioning;
using ComposeServer.Postgres.Cluster;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Tests.Postgres.Cluster;

[UnsupportedOSPlatform("windows")]
public class CreationTests
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact(Timeout = 60_000)]
    public async Task In_an_empty_folder_a_cluster_is_made_and_answers()
    {
        await using var scene = new ClusterScene();

        var cluster = await scene.StartAsync();

        Assert.Equal(ClusterOrigin.Created, cluster.Origin);
        Assert.Equal(
            "composeserver owns composeserver, superuser: false",
            await ClusterScene.AskAsync(
                cluster,
                """
                select rolname || ' owns ' || datname || ', superuser: ' || rolsuper
                from pg_database join pg_roles on pg_roles.oid = datdba
                where datname = current_database() and rolname = current_user
                """
            )
        );
        Assert.True(scene.Logged(LogLevel.Information, "Made a private Postgres"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Only_the_account_of_postgres_can_enter_its_folders_and_it_is_not_root()
    {
        await using var scene = new ClusterScene();

        var cluster = await scene.StartAsync();

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(cluster.DataFolder));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(cluster.SocketFolderPath));
        Assert.DoesNotContain(
            "Uid:\t0\t",
            await File.ReadAllTextAsync($"/proc/{cluster.ProcessId}/status"),
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_creation_that_was_cut_short_leaves_nothing_that_a_later_start_takes_for_data()
    {
        await using var scene = new ClusterScene();
        using var cancel = new CancellationTokenSource();

        var first = scene.StartAsync(cancel.Token);
        await ClusterScene.UntilAsync(() =>
            Unfinished(scene).Any(folder => File.Exists(Path.Combine(folder, "PG_VERSION")))
        );
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Assert.False(Directory.Exists(scene.Data));
        Assert.Equal(ClusterOrigin.Created, (await scene.StartAsync()).Origin);
        Assert.Empty(Unfinished(scene));
    }

    [Fact(Timeout = 60_000)]
    public async Task Files_of_someone_else_are_refused_and_left_alone()
    {
        await using var scene = new ClusterScene();
        Directory.CreateDirectory(scene.Data);
        var letter = Path.Combine(scene.Data, "letter.txt");
        await File.WriteAllTextAsync(letter, "dear");

        var refused = await scene.RefusedStartAsync();

        Assert.Equal("FOLDER_FOREIGN", refused.Code);
        Assert.Equal("dear", await File.ReadAllTextAsync(letter));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_path_too_long_for_a_socket_gets_one_among_the_temporary_folders_which_goes_with_the_cluster()
    {
        await using var scene = new ClusterScene();
        scene.Options = scene.Options with { Folder = Path.Combine(scene.Parent, new string('d', 90)) };

        var cluster = await scene.StartAsync();
        var socket = cluster.SocketFolderPath;

        Assert.StartsWith(Path.GetTempPath(), socket, StringComparison.Ordinal);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(socket));
        Assert.Equal(1, await ClusterScene.AskAsync(cluster, "select 1"));
        await cluster.DisposeAsync();
        Assert.False(Directory.Exists(socket));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("a folder, with words")]
    [InlineData("colon:ed")]
    [InlineData("semi;colon'quoted\"")]
    public async Task A_folder_name_may_hold_what_settings_and_connection_strings_give_a_meaning_to(string name)
    {
        await using var scene = new ClusterScene();
        scene.Options = scene.Options with { Folder = Path.Combine(scene.Parent, name) };

        var cluster = await scene.StartAsync();

        Assert.Equal(
            cluster.DataFolder,
            await ClusterScene.AskAsAdminAsync(cluster, "select current_setting('data_directory')")
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_folder_that_the_account_of_postgres_cannot_reach_is_named()
    {
        await using var scene = new ClusterScene();
        var closed = Path.Combine(scene.Parent, "closed");
        Directory.CreateDirectory(closed, OwnerOnly);
        scene.Options = scene.Options with { Folder = Path.Combine(closed, "data") };

        // Only root hands Postgres another account; its own can enter.
        if (Environment.IsPrivilegedProcess)
        {
            var refused = await scene.RefusedStartAsync();
            Assert.Equal("FOLDER_UNREACHABLE", refused.Code);
            Assert.Contains($"cannot enter {closed}. ", refused.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(ClusterOrigin.Created, (await scene.StartAsync()).Origin);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task An_account_that_does_not_exist_is_refused_when_we_are_root()
    {
        await using var scene = new ClusterScene();
        scene.Options = scene.Options with { Account = "no-such-account" };

        if (Environment.IsPrivilegedProcess)
            Assert.Equal("POSTGRES_ACCOUNT", (await scene.RefusedStartAsync()).Code);
        else
            Assert.Equal(ClusterOrigin.Created, (await scene.StartAsync()).Origin);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        await using var scene = new ClusterScene();
        var file = Path.Combine(scene.Parent, "file");
        await File.WriteAllTextAsync(file, "");
        scene.Options = scene.Options with { Folder = Path.Combine(file, "data") };

        var refused = await scene.RefusedStartAsync();

        Assert.Equal("FOLDER_UNREACHABLE", refused.Code);
        Assert.Contains(scene.Options.Folder, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(1_001)]
    public void A_number_of_connections_out_of_bounds_is_refused(int connectionsMax)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new PrivateClusterOptions { Folder = "data", ConnectionsMax = connectionsMax }
        );
    }

    static IEnumerable<string> Unfinished(ClusterScene scene) =>
        Directory.Exists(scene.Options.Folder)
            ? Directory.EnumerateDirectories(scene.Options.Folder, "pg.unfinished*")
            : [];
}
