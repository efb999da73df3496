using System.Diagnostics;

namespace ComposeServer.Benchmarks.Children;

/// <summary>A server in a process of its own, which says on its standard output where it listens and ends when its standard input does.</summary>
sealed class ChildServer : IAsyncDisposable
{
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    readonly Process _process;

    ChildServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    /// <summary>Starts this program again with another sub-command, and waits until it listens.</summary>
    /// <param name="arguments">Sub-command and its options.</param>
    /// <param name="cancel">Gives up.</param>
    public static Task<ChildServer> StartAsync(IEnumerable<string> arguments, CancellationToken cancel)
    {
        var program = Environment.ProcessPath!;
        // Started as "dotnet name.dll", the program is the runtime, and the first argument is ours.
        var isHosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return StartAsync(
            new ProcessStartInfo(program, isHosted ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments),
            cancel
        );
    }

    /// <summary>Starts a program and waits until it listens.</summary>
    /// <exception cref="BenchmarkException">It ended, or said something else.</exception>
    public static async Task<ChildServer> StartAsync(ProcessStartInfo start, CancellationToken cancel)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.UseShellExecute) = (true, true, false);
        var process = Process.Start(start)!;
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancel);
            if (!ReadyLine.TryRead(line, out var address))
                throw new BenchmarkException($"a server did not start: {line ?? "it ended"}");
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
}
