using System.Diagnostics;
using System.Security.Cryptography;

namespace ComposeServer.Benchmarks.Children;

/// <summary>
/// Scripts of this program with the npm packages that their lock file names, in a folder outside the repository. They are installed once for each
/// lock file: some of the trees are large.
/// </summary>
/// <param name="Folder">Where they are.</param>
sealed record NpmPackages(string Folder)
{
    const string LockFile = "package-lock.json";

    static string CacheFolder =>
        Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "composeserver-bench"
        );

    /// <summary>Writes the scripts, and installs what is not there yet.</summary>
    /// <param name="name">Folder of this project that holds them.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="BenchmarkException">npm failed.</exception>
    public static async Task<NpmPackages> InstallAsync(string name, CancellationToken cancel)
    {
        var files = await ReadFilesAsync(name + "/", cancel);
        var version = Convert.ToHexStringLower(SHA256.HashData(files[LockFile]))[..12];
        var folder = Directory.CreateDirectory(Path.Combine(CacheFolder, $"{name}-{version}")).FullName;
        foreach (var (file, text) in files)
            await File.WriteAllBytesAsync(Path.Combine(folder, file), text, cancel);
        var stamp = Path.Combine(folder, "node_modules", ".installed");
        if (File.Exists(stamp))
            return new(folder);
        await CleanInstallAsync(folder, cancel);
        await File.WriteAllTextAsync(stamp, version, cancel);
        return new(folder);
    }

    /// <summary>How a script is started, with the settings that JavaScript servers run with in production.</summary>
    /// <param name="node">The runtime; a path, or a name that is looked for.</param>
    /// <param name="arguments">Script and its options.</param>
    public ProcessStartInfo Script(string node, params IEnumerable<string> arguments) =>
        new(node, arguments)
        {
            WorkingDirectory = Folder,
            Environment =
            {
                ["NODE_ENV"] = "production",
                ["GRAPHILE_ENV"] = "production",
                ["AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE"] = "1",
            },
        };

    static async Task<Dictionary<string, byte[]>> ReadFilesAsync(string prefix, CancellationToken cancel)
    {
        var assembly = typeof(NpmPackages).Assembly;
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            await using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, cancel);
            files.Add(resource[prefix.Length..], bytes);
        }

        return files;
    }

    static async Task CleanInstallAsync(string folder, CancellationToken cancel)
    {
        // No install script is needed, and one of them would compile a database that is not used.
        string[] arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        var start = new ProcessStartInfo("npm", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
            throw new BenchmarkException($"npm ended with {process.ExitCode} in {folder}\n{output}");
    }
}
