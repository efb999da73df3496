using System.Diagnostics;
using System.Text.RegularExpressions;
using ComposeServer.Postgres.Cluster;

namespace ComposeServer.Integration.Crash;

/// <summary>The real executable in a process of its own, with a private Postgres in its data folder.</summary>
sealed partial class ServerProcess : IDisposable
{
    static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);

    readonly Process _process;
    readonly string _dataFolder;

    ServerProcess(Process process, string dataFolder, Uri address)
    {
        _process = process;
        _dataFolder = dataFolder;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Runs <c>composeserver serve</c> and waits until it answers.</summary>
    /// <param name="dataFolder">Its folder.</param>
    /// <param name="adminDid">Who may deploy.</param>
    /// <param name="leftovers">Kills it if the test cannot.</param>
    /// <param name="database">A Postgres of others; null for one of its own.</param>
    /// <param name="arguments">More flags.</param>
    public static async Task<ServerProcess> StartAsync(
        string dataFolder,
        string adminDid,
        Leftovers leftovers,
        string? database = null,
        params IReadOnlyList<string> arguments
    )
    {
        string[] all =
        [
            "serve",
            "--data-dir",
            dataFolder,
            "--port",
            "0",
            "--admin-did",
            adminDid,
            .. database is null ? (string[])[] : ["--database", database, "--allow-lossy-database"],
            .. arguments,
        ];
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "composeserver.dll"), .. all]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start");
        leftovers.Watch(process.Id);
        try
        {
            return new(process, dataFolder, await AddressIn(process).WaitAsync(StartTime));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary><c>kill -9</c> of the server alone.</summary>
    public void Kill() => _process.Kill();

    /// <summary><c>kill -9</c> of the Postgres that runs now, if one does.</summary>
    public void KillPostgres()
    {
        var file = PostmasterPidFile.Read(new ClusterFolder(Path.Combine(_dataFolder, "postgres")));
        if (file is not { ProcessId: > 0 and var id })
            return;
        try
        {
            using var postmaster = Process.GetProcessById(id);
            postmaster.Kill();
        }
        catch (ArgumentException)
        {
            // It ended by itself, as it does when its own part of the kill came first.
        }
    }

    /// <summary>Where its database can be asked directly.</summary>
    public string ConnectionString
    {
        get
        {
            var folder = new ClusterFolder(Path.Combine(_dataFolder, "postgres"));
            var socket = PostmasterPidFile.Read(folder)?.SocketFolder ?? folder.Socket;
            return ClusterConnection.Of(socket, ClusterConnection.Role, ClusterConnection.Role);
        }
    }

    /// <summary>Asks it to stop, as Ctrl-C does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (var signal = Process.Start("kill", ["-INT", $"{_process.Id}"]))
            await signal.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(StartTime);
        return _process.ExitCode;
    }

    public Task EndedAsync() => _process.WaitForExitAsync();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    /// <summary>The first address that the program tells of; what follows is read and dropped, so that it never waits for a reader.</summary>
    static async Task<Uri> AddressIn(Process process)
    {
        var words = new List<string>();
        var found = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var readers = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
        if (await Task.WhenAny(found.Task, readers) != found.Task)
            throw new InvalidOperationException($"the server ended by itself:\n{string.Join('\n', words)}");
        return await found.Task;

        async Task ReadAsync(StreamReader reader)
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                if (GraphQLAddress.Match(line) is { Success: true } match)
                    found.TrySetResult(new Uri(match.Groups["address"].Value));
                lock (words)
                    words.Add(line);
            }
        }
    }

    [GeneratedRegex(@"(?<address>http://127\.0\.0\.1:\d+)/graphql", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex GraphQLAddress { get; }
}
