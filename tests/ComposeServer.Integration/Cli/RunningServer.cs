using System.Diagnostics;
using System.Globalization;

namespace ComposeServer.Integration.Cli;

/// <summary><c>composeserver serve</c> in a process of its own, with a private Postgres.</summary>
sealed class RunningServer : IAsyncDisposable
{
    const string EndpointLine = "GraphQL ";
    const string LastLine = "Try ";

    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    readonly Process process;
    readonly List<string> words = [];
    readonly TaskCompletionSource<string> endpoint = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task reading;

    RunningServer(Process process)
    {
        this.process = process;
        process.StandardInput.Close();
        reading = ReadAsync();
    }

    /// <summary>Number of the process that signals go to.</summary>
    public int ProcessId { get; private init; }

    /// <summary>Address of the node.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Lines on standard error so far.</summary>
    public IReadOnlyList<string> Words
    {
        get
        {
            lock (words)
                return [.. words];
        }
    }

    /// <summary>Starts a server on a free port and waits until it greets.</summary>
    public static async Task<RunningServer> StartAsync(string folder, params IEnumerable<string> flags)
    {
        var process = Executable.Start(["serve", "--data-dir", folder, "--port", "0", .. flags]);
        return await new RunningServer(process) { ProcessId = process.Id }.GreetedAsync();
    }

    /// <summary>Starts a server in the background of a shell.</summary>
    public static async Task<RunningServer> StartInBackgroundOfShellAsync(string folder)
    {
        var shell = Executable.StartInBackgroundOfShell(["serve", "--data-dir", folder, "--port", "0"]);
        var number = await shell.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return await new RunningServer(shell)
        {
            ProcessId = int.Parse(number!, CultureInfo.InvariantCulture),
        }.GreetedAsync();
    }

    /// <summary>Sends a signal, for example <c>TERM</c>.</summary>
    public static async Task SignalAsync(int processId, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <inheritdoc cref="SignalAsync(int, string)"/>
    public Task SignalAsync(string signal) => SignalAsync(ProcessId, signal);

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
        await reading;
        return process.ExitCode;
    }

    /// <summary>Stops it with a signal.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(string signal = "TERM")
    {
        await SignalAsync(signal);
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // A test that failed leaves a server that nobody stopped.
        if (!process.HasExited)
        {
            await SignalAsync("TERM");
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Limit);
        }

        process.Dispose();
    }

    async Task<RunningServer> GreetedAsync()
    {
        var graphql = new Uri(await endpoint.Task.WaitAsync(Limit, TestContext.Current.CancellationToken));
        Address = graphql.GetLeftPart(UriPartial.Authority);
        return this;
    }

    async Task ReadAsync()
    {
        string? found = null;
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            lock (words)
                words.Add(line);
            if (line.StartsWith(EndpointLine, StringComparison.Ordinal))
                found = line[EndpointLine.Length..].Trim();
            if (found is not null && line.StartsWith(LastLine, StringComparison.Ordinal))
                endpoint.TrySetResult(found);
        }

        endpoint.TrySetException(new InvalidOperationException(string.Join('\n', Words)));
    }
}
