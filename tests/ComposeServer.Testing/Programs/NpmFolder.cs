using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;

namespace ComposeServer.Testing.Programs;

/// <summary>A folder of the tests that holds a <c>package.json</c> and its lock file; packages are installed as the lock file says.</summary>
/// <remarks>
/// Some trees are large: one is installed again only when its lock file has changed. Of all trees, packages that only types are taken from
/// (<c>@ceramicnetwork/core</c>) and that are placeholders (<c>fs</c>) have a small stand-in; no module loads them.
/// </remarks>
public static class NpmFolder
{
    static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(8);

    /// <summary>Test classes that run side by side share a folder, and it is installed once.</summary>
    static readonly ConcurrentDictionary<string, Lazy<Task>> Installed = new(StringComparer.Ordinal);

    /// <summary>Where the folder is.</summary>
    /// <param name="name">With the test project, for example <c>ComposeServer.Integration/clients</c>.</param>
    public static string PathOf(string name) => Path.Combine(Repository.Root, "tests", name);

    /// <summary>Installs what the lock file names.</summary>
    /// <exception cref="InvalidOperationException">npm failed: without the packages, tests that need them fail.</exception>
    public static Task InstallAsync(string name) =>
        Installed.GetOrAdd(name, _ => new(() => InstallOnceAsync(name))).Value;

    static async Task InstallOnceAsync(string name)
    {
        var stamp = Path.Combine(PathOf(name), "node_modules", ".installed");
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(PathOf(name), "package-lock.json"));
        var wanted = Convert.ToHexStringLower(SHA256.HashData(lockFile));
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
            return;
        var start = ProcessOf(
            "npm",
            name,
            ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--loglevel=error"]
        );
        var run = await RunAsync(start, "", InstallTime, CancellationToken.None);
        if (run.Exit != 0)
            throw new InvalidOperationException($"npm ended with {run.Exit}:\n{run.Words}{run.Out}");
        await File.WriteAllTextAsync(stamp, wanted);
    }

    /// <summary>How a program is started in the folder.</summary>
    public static ProcessStartInfo ProcessOf(string program, string name, IEnumerable<string> arguments) =>
        new(program, arguments)
        {
            WorkingDirectory = PathOf(name),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

    /// <summary>Runs a program to its end.</summary>
    /// <param name="start">The program.</param>
    /// <param name="input">What is piped in.</param>
    /// <param name="time">How long it may take before it is killed.</param>
    /// <param name="cancel">Kills it too.</param>
    public static async Task<Finished> RunAsync(
        ProcessStartInfo start,
        string input,
        TimeSpan time,
        CancellationToken cancel
    )
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException("no process was started");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(time);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var words = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{start.FileName} did not end within {time}", late);
        }

        return new(process.ExitCode, await output, await words);
    }
}
