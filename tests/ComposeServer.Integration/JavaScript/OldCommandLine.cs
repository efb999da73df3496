using System.Diagnostics;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.JavaScript;

/// <summary>
/// The published command line <c>composedb</c>, unmodified, installed as the lock file in <c>old-cli/</c> says, and one server that all its
/// commands talk to.
/// </summary>
/// <remarks>
/// Each of its commands lives for eight seconds, whatever it does: it waits so long for standard input, even when that has ended. So what
/// can be run side by side is. One package of its tree, <c>fs</c>, is a placeholder that no module loads; some registries lack it, so another stands in its place.
/// </remarks>
public sealed class OldCommandLine : IAsyncLifetime
{
    static readonly TimeSpan RunTime = TimeSpan.FromMinutes(4);

    const string Folder = "ComposeServer.Integration/old-cli";

    readonly TemporaryFolder _folder = new();

    /// <summary>The server.</summary>
    public TestNode Node { get; private set; } = null!;

    /// <summary>The administrator's key, as the command line takes it.</summary>
    internal static string AdminKey => Convert.ToHexStringLower(Seeds.Of("key of admin"));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await NpmFolder.InstallAsync(Folder);
        Node = await TestNode.StartAsync();
    }

    /// <summary>A path in a folder that all tests share and that goes with them.</summary>
    internal string PathOf(string file) => Path.Combine(_folder.FullName, file);

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    internal string Write(string file, string text)
    {
        File.WriteAllText(PathOf(file), text);
        return PathOf(file);
    }

    /// <summary>Runs a command with the administrator's key.</summary>
    internal Task<Finished> RunAsync(params IEnumerable<string> words) => RunAsync(AdminKey, "", words);

    /// <summary>Runs a command of which the data is wanted.</summary>
    /// <returns>The one line that it printed.</returns>
    internal async Task<string> PrintAsync(params IEnumerable<string> words)
    {
        var run = await RunAsync(AdminKey, "", words);
        Assert.True(run.Exit == 0 && run.Out.Length > 0, run.Words + run.Out);
        return run.Out.TrimEnd('\n');
    }

    /// <summary>Runs a command.</summary>
    /// <param name="key">Goes into the environment; null for nobody's.</param>
    /// <param name="input">What is piped in.</param>
    /// <param name="words">Words of the command line.</param>
    internal async Task<Finished> RunAsync(string? key, string input, IEnumerable<string> words)
    {
        return await NpmFolder.RunAsync(CommandOf(key, words), input, RunTime, TestContext.Current.CancellationToken);
    }

    /// <summary>Starts a command that runs until it is told to stop. The caller stops it.</summary>
    internal Process Start(params IEnumerable<string> words) =>
        Process.Start(CommandOf(AdminKey, words)) ?? throw new InvalidOperationException("no process was started");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        _folder.Dispose();
    }

    ProcessStartInfo CommandOf(string? key, IEnumerable<string> words)
    {
        var command = Path.Combine("node_modules", ".bin", "composedb");
        var start = NpmFolder.ProcessOf("node", Folder, [command, .. words]);
        start.Environment["CERAMIC_URL"] = Node.Address.ToString().TrimEnd('/');
        start.Environment.Remove("DID_PRIVATE_KEY");
        if (key is not null)
            start.Environment["DID_PRIVATE_KEY"] = key;
        return start;
    }
}
