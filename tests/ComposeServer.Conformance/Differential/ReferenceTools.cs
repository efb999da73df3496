using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using ComposeServer.Conformance.Vectors;

namespace ComposeServer.Conformance.Differential;

/// <summary>
/// The original npm packages under <c>reference/</c>, installed as their lock file says and not modified, in one process that answers line
/// by line.
/// </summary>
/// <remarks>Without npm, or without the packages, the tests that need them fail: they are part of what must be shown.</remarks>
public sealed class ReferenceTools : IAsyncLifetime
{
    static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(5);
    static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(1);

    /// <summary>Test classes that run side by side share one folder, and it is installed once.</summary>
    static readonly Lazy<Task> Installed = new(InstallAsync);

    static readonly string Folder = Path.Combine(
        VectorFolder.Tests,
        "ComposeServer.Conformance",
        "Differential",
        "reference"
    );
    readonly SemaphoreSlim _one = new(1);
    Process? _process;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Installed.Value;
        _process = Start("node", "reference.mjs");
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
        if (_process is null)
            return;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>What the tools make of an SDL text.</summary>
    /// <param name="sdl">The text.</param>
    /// <param name="library">A composite whose models the text may load, or null.</param>
    /// <param name="print">Of which runtime definition the schemas are printed, which takes most of the time.</param>
    internal async Task<ReferenceAnswer> AskAsync(string sdl, string? library = null, Print print = Print.Nothing)
    {
        await _one.WaitAsync();
        try
        {
            string[] before = library is null ? [] : [library];
            await _process!.StandardInput.WriteLineAsync(
                JsonSerializer.Serialize(
                    new
                    {
                        before,
                        sdl,
                        print = Word(print),
                    }
                )
            );
            await _process.StandardInput.FlushAsync();
            return new(JsonElement.Parse(await ReadLineAsync()));
        }
        finally
        {
            _one.Release();
        }
    }

    static string? Word(Print print) =>
        print switch
        {
            Print.Mock => "mock",
            Print.Created => "created",
            _ => null,
        };

    async Task<string> ReadLineAsync()
    {
        using var deadline = new CancellationTokenSource(AnswerTime);
        return await _process!.StandardOutput.ReadLineAsync(deadline.Token)
            ?? throw new InvalidOperationException("the reference ended");
    }

    /// <summary>Installs once for each state of the lock file.</summary>
    static async Task InstallAsync()
    {
        var wanted = Convert.ToHexString(
            SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json")))
        );
        var mark = Path.Combine(Folder, "node_modules", ".installed");
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark) == wanted)
            return;
        using var npm = Start("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline");
        using var deadline = new CancellationTokenSource(InstallTime);
        var output = npm.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = npm.StandardError.ReadToEndAsync(deadline.Token);
        await npm.WaitForExitAsync(deadline.Token);
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ended with {npm.ExitCode}:\n{await errors}{await output}");
        await File.WriteAllTextAsync(mark, wanted, deadline.Token);
    }

    static Process Start(string program, params IEnumerable<string> arguments) =>
        Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        ) ?? throw new InvalidOperationException($"{program} does not start");
}

/// <summary>Which schemas are printed.</summary>
enum Print
{
    Nothing,

    /// <summary>Those of the definition that is made without a node, in SDL order.</summary>
    Mock,

    /// <summary>Those of the definition that is made of stored models, in the order of DAG-CBOR.</summary>
    Created,
}
