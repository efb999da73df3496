using ComposeServer.Cli;
using ComposeServer.Cli.Shell;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Cli;

/// <summary>A server, and commands that are run within the test against it, with the administrator's key in their environment.</summary>
public sealed class CommandScene : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();

    /// <summary>The server.</summary>
    public TestNode Node { get; private set; } = null!;

    /// <summary>The key, as commands take it.</summary>
    internal static string AdminKey => Convert.ToHexStringLower(Seeds.Of("key of admin"));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Node = await TestNode.StartAsync();

    /// <summary>A path in a folder that goes with the scene.</summary>
    internal string PathOf(string file) => Path.Combine(_folder.FullName, file);

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    internal string Write(string file, string text)
    {
        File.WriteAllText(PathOf(file), text);
        return PathOf(file);
    }

    /// <summary>Runs a command.</summary>
    internal Task<Finished> RunAsync(params IEnumerable<string> words) => RunAsync(AdminKey, null, words);

    /// <summary>Runs a command of which the data is wanted.</summary>
    /// <returns>What it printed, without the last line end.</returns>
    internal async Task<string> PrintAsync(params IEnumerable<string> words)
    {
        var run = await RunAsync(AdminKey, null, words);
        Assert.True(run.Exit == 0, run.Words + run.Out);
        return run.Out.TrimEnd('\n');
    }

    /// <summary>Runs a command.</summary>
    /// <param name="key">In its environment; null for none.</param>
    /// <param name="input">What is piped in; null for a terminal.</param>
    /// <param name="words">Words of the command line.</param>
    internal async Task<Finished> RunAsync(string? key, string? input, IEnumerable<string> words)
    {
        await using var output = new StringWriter();
        await using var told = new StringWriter();
        using var shell = new ShellContext
        {
            Out = output,
            Words = told,
            Input = new Piped(input),
            Variable = name =>
                name switch
                {
                    "CERAMIC_URL" => Node.Address.ToString(),
                    "DID_PRIVATE_KEY" => key,
                    _ => null,
                },
        };
        var exit = await CommandLine.RunAsync([.. words], shell, TestContext.Current.CancellationToken);
        return new(exit, output.ToString(), told.ToString());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        _folder.Dispose();
    }

    sealed class Piped(string? text) : IStandardInput
    {
        public Task<string?> ReadAsync(CancellationToken cancel) => Task.FromResult(text);
    }
}
