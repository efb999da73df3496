using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace ComposeServer.Integration.JavaScript;

/// <summary>The npm packages under <c>clients/</c>, installed as their lock file says, and the scripts that use them.</summary>
/// <remarks>Without npm, or without the packages, tests that need them fail: they are part of what must be shown.</remarks>
public class ClientPackages : IAsyncLifetime
{
    static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(5);
    static readonly TimeSpan ScriptTime = TimeSpan.FromMinutes(2);

    /// <summary>Test classes that run side by side share a folder, and it is installed once.</summary>
    static readonly ConcurrentDictionary<string, Lazy<Task>> Installed = new(StringComparer.Ordinal);

    /// <summary>Where packages and scripts are, beside this project.</summary>
    protected virtual string FolderName => "clients";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await Installed.GetOrAdd(FolderName, _ => new(InstallAsync)).Value;

    /// <summary>Runs a script.</summary>
    /// <param name="script">File in <c>clients/</c>.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <returns>Its steps: each a line of JSON, <c>{"step": name, …}</c>.</returns>
    internal async Task<Steps> RunAsync(string script, params string[] arguments)
    {
        var output = await RunAsync("node", [script, .. arguments], ScriptTime);
        return new(
            output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonElement.Parse(line))
                .ToLookup(line => line.GetProperty("step").GetString()!)
        );
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    Task InstallAsync() =>
        RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"], InstallTime);

    async Task<string> RunAsync(string program, IEnumerable<string> arguments, TimeSpan time)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.Combine(Repository.Root, "tests", "ComposeServer.Integration", FolderName),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        using var deadline = new CancellationTokenSource(time);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} did not end within {time}", late);
        }

        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"{program} ended with {process.ExitCode}:\n{await errors}{await output}"
            );
    }
}

/// <summary>What a script printed.</summary>
sealed class Steps(ILookup<string, JsonElement> lines)
{
    /// <summary>The only line of a step.</summary>
    public JsonElement this[string step] => lines[step].Single();

    /// <summary>All lines of a step.</summary>
    public IReadOnlyList<JsonElement> All(string step) => [.. lines[step]];
}
