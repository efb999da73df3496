using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using ComposeServer.Conformance.Vectors;

namespace ComposeServer.Conformance.Differential;

/// <summary>
/// Original npm packages under a folder, installed as its lock file says and not modified, behind <c>reference.mjs</c>: one process that
/// answers line by line.
/// </summary>
/// <remarks>Without npm, or without the packages, the tests that need them fail: they are part of what must be shown.</remarks>
public abstract class ReferenceProcess : IAsyncLifetime
{
    static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(5);
    static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(1);

    /// <summary>Test classes that run side by side share a folder, and it is installed once.</summary>
    static readonly ConcurrentDictionary<string, Lazy<Task>> Installed = new(StringComparer.Ordinal);

    readonly string _folder;
    readonly SemaphoreSlim _one = new(1);
    Process? _process;

    /// <summary>Names the folder with the packages.</summary>
    /// <param name="path">The parts of its path below the project.</param>
    private protected ReferenceProcess(params string[] path) =>
        _folder = Path.Combine([VectorFolder.Tests, "ComposeServer.Conformance", .. path]);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Installed.GetOrAdd(_folder, folder => new(() => InstallAsync(folder))).Value;
        _process = Start(_folder, "node", "reference.mjs");
        // What it complains of belongs to nobody; a pipe that nobody empties would stop it.
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                StandardOutput.WriteLine($"reference: {line.Data}");
        };
        _process.BeginErrorReadLine();
        Assert.Equal("ready", await ReadLineAsync());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _one.Dispose();
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Sends one line and reads one.</summary>
    private protected async Task<JsonElement> AskAsync<TQuestion>(TQuestion question)
    {
        await _one.WaitAsync();
        try
        {
            await _process!.StandardInput.WriteLineAsync(JsonSerializer.Serialize(question));
            await _process.StandardInput.FlushAsync();
            return JsonElement.Parse(await ReadLineAsync());
        }
        finally
        {
            _one.Release();
        }
    }

    async Task<string> ReadLineAsync()
    {
        using var deadline = new CancellationTokenSource(AnswerTime);
        return await _process!.StandardOutput.ReadLineAsync(deadline.Token)
            ?? throw new InvalidOperationException("the reference ended");
    }

    /// <summary>Installs once for each state of the lock file.</summary>
    static async Task InstallAsync(string folder)
    {
        var wanted = Convert.ToHexString(
            SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json")))
        );
        var mark = Path.Combine(folder, "node_modules", ".installed");
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark) == wanted)
            return;
        using var npm = Start(folder, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline");
        using var deadline = new CancellationTokenSource(InstallTime);
        var output = npm.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = npm.StandardError.ReadToEndAsync(deadline.Token);
        await npm.WaitForExitAsync(deadline.Token);
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ended with {npm.ExitCode}:\n{await errors}{await output}");
        await File.WriteAllTextAsync(mark, wanted, deadline.Token);
    }

    static Process Start(string folder, string program, params IEnumerable<string> arguments) =>
        Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        ) ?? throw new InvalidOperationException($"{program} does not start");
}
