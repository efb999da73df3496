using System.Runtime.Versioning;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Cli;

/// <summary>What a server leaves on the disk can be read by the accounts that it needs, and by no other.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SecretFileTests : IDisposable
{
    const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    readonly TemporaryFolder folder = new();

    string Data => Path.Combine(folder.FullName, "data");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_data_folder_is_closed_to_others_and_so_is_every_key_in_it()
    {
        await using (var server = await RunningServer.StartAsync(Data, "--dev"))
        {
            Assert.Empty(Open(Data));
            Assert.Equal(0, await server.StopAsync());
        }

        var session = await Executable.RunAsync([
            "did:create-session",
            "--dev",
            "--data-dir",
            Data,
            "--resource",
            "ceramic://*",
        ]);

        Assert.Equal(0, session.Exit);
        Assert.Equal(Passing, File.GetUnixFileMode(Data));
        var keys = Directory.GetFiles(Data, "*.key");
        Assert.Equal(
            ["admin.key", "receipts.key", "wallet.key"],
            keys.Select(key => Path.GetFileName(key)).Order(StringComparer.Ordinal)
        );
        Assert.All(
            keys,
            key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key))
        );
        Assert.Empty(Open(Data));
    }

    /// <summary>Of a server started by root, Postgres' own account passes through.</summary>
    static UnixFileMode Passing =>
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | (Environment.IsPrivilegedProcess ? UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : 0);

    /// <summary>Files that other accounts could read or write, were they told their names; and folders that they could look into.</summary>
    static IEnumerable<string> Open(string root)
    {
        if (Look(root))
            yield return root;
        foreach (var entry in Directory.EnumerateFileSystemEntries(root))
            if (Directory.Exists(entry))
            {
                // What lies in a closed folder is closed with it.
                if ((File.GetUnixFileMode(entry) & (UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0)
                    foreach (var inner in Open(entry))
                        yield return inner;
            }
            else if (Look(entry))
                yield return entry;

        static bool Look(string path) => (File.GetUnixFileMode(path) & OfOthers) != 0;
    }
}
