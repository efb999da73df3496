using System.Diagnostics;

namespace ComposeServer.Benchmarks.Children;

/// <summary>A server in a process of its own, which is this program again with another sub-command. It ends when its standard input does.</summary>
sealed class ChildServer : IAsyncDisposable
{
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    readonly Process _process;

    ChildServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="arguments">Sub-command and its options.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<ChildServer> StartAsync(IEnumerable<string> arguments, CancellationToken cancel)
    {
        var process = Process.Start(HowToStart(arguments))!;
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancel);
            if (!ReadyLine.TryRead(line, out var address))
                throw new BenchmarkException($"the server did not start: {line ?? "it ended"}");
            return new(process, address);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(StopTimeout);
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    static ProcessStartInfo HowToStart(IEnumerable<string> arguments)
    {
        var program = Environment.ProcessPath!;
        // Started as "dotnet name.dll", the program is the runtime, and the first argument is ours.
        var isHosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new(program, isHosted ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
    }
}
