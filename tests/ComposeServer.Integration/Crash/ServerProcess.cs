using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ComposeServer.Postgres.Cluster;

namespace ComposeServer.Integration.Crash;

/// <summary>The real executable in a process of its own, with a private Postgres in its data folder.</summary>
sealed partial class ServerProcess : IDisposable
{
    static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);

    readonly Process _process;
    readonly string _dataFolder;

    ServerProcess(Process process, string dataFolder, Uri address, ConcurrentQueue<string> said)
    {
        _process = process;
        _dataFolder = dataFolder;
        Said = said;
        Address = address;
    }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    /// <summary>Lines that it has written so far.</summary>
    public IReadOnlyCollection<string> Said { get; }

    /// <summary>Runs <c>composeserver serve</c> and waits until it answers.</summary>
    /// <param name="dataFolder">Its folder.</param>
    /// <param name="adminDid">Who may deploy.</param>
    /// <param name="leftovers">Kills it if the test cannot.</param>
    /// <param name="database">A Postgres of others; null for one of its own.</param>
    /// <param name="arguments">More flags.</param>
    public static Task<ServerProcess> StartAsync(
        string dataFolder,
        string adminDid,
        Leftovers leftovers,
        string? database = null,
        params IReadOnlyList<string> arguments
    ) => StartAsync(dataFolder, adminDid, leftovers, new Dictionary<string, string?>(), database, null, arguments);

    /// <inheritdoc cref="StartAsync(string, string, Leftovers, string?, IReadOnlyList{string})"/>
    /// <param name="environment">Variables beside those of the tests.</param>
    /// <param name="program">Path of another version's program; null for the one that is tested.</param>
    public static Task<ServerProcess> StartAsync(
        string dataFolder,
        string adminDid,
        Leftovers leftovers,
        IReadOnlyDictionary<string, string?> environment,
        string? database,
        string? program,
        params IReadOnlyList<string> arguments
    )
    {
        string[] all =
        [
            "serve",
            "--data-dir",
            dataFolder,
            .. arguments.Contains("--port") ? (string[])[] : ["--port", "0"],
            "--admin-did",
            adminDid,
            .. database is null ? (string[])[] : ["--database", database, "--allow-lossy-database"],
            .. arguments,
        ];
        return StartAsync(program ?? "composeserver.dll", all, environment, dataFolder, leftovers);
    }

    /// <summary>Runs a server with a planted bug.</summary>
    /// <param name="bug">Its name.</param>
    /// <inheritdoc cref="StartAsync(string, string, Leftovers, IReadOnlyDictionary{string, string?}, string?, string?, IReadOnlyList{string})"/>
    public static Task<ServerProcess> StartPlantedAsync(
        string bug,
        string dataFolder,
        string adminDid,
        Leftovers leftovers,
        IReadOnlyDictionary<string, string?> environment,
        string? database
    ) =>
        StartAsync(
            "ComposeServer.Faults.dll",
            [bug, dataFolder, adminDid, .. database is null ? (string[])[] : [database]],
            environment,
            dataFolder,
            leftovers
        );

    static async Task<ServerProcess> StartAsync(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?> environment,
        string dataFolder,
        Leftovers leftovers
    )
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start");
        leftovers.Watch(process.Id);
        try
        {
            var said = new ConcurrentQueue<string>();
            return new(process, dataFolder, await AddressIn(process, said).WaitAsync(StartTime), said);
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

    /// <summary>Halts the server, or the whole of its Postgres, as a machine does that is out of breath; <see cref="Continue"/> lets it go on.</summary>
    public void Halt(bool postgres) => Signal("-STOP", postgres);

    /// <summary>Lets it go on after <see cref="Halt"/>.</summary>
    public void Continue(bool postgres) => Signal("-CONT", postgres);

    void Signal(string signal, bool postgres)
    {
        IEnumerable<int> ids = [_process.Id];
        if (postgres)
        {
            var postmaster = PostmasterPidFile
                .Read(new ClusterFolder(Path.Combine(_dataFolder, "postgres")))!
                .Value.ProcessId;
            // Backends are sessions of their own, so they are no group that could be signalled at once.
            ids = [postmaster, .. ChildrenOf(postmaster)];
        }

        using var kill = Process.Start(
            "kill",
            [signal, .. ids.Select(id => id.ToString(CultureInfo.InvariantCulture))]
        );
        kill.WaitForExit();
    }

    static IEnumerable<int> ChildrenOf(int parent) =>
        File.ReadAllText($"/proc/{parent}/task/{parent}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture));

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

    /// <summary>What it ended with.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Whether it is gone.</summary>
    public bool HasEnded => _process.HasExited;

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    /// <summary>The first address that the program tells of; what follows is read all the same, so that it never waits for a reader.</summary>
    static async Task<Uri> AddressIn(Process process, ConcurrentQueue<string> said)
    {
        var found = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var readers = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
        if (await Task.WhenAny(found.Task, readers) != found.Task)
            throw new InvalidOperationException($"the server ended by itself:\n{string.Join('\n', said)}");
        return await found.Task;

        async Task ReadAsync(StreamReader reader)
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                if (GraphQLAddress.Match(line) is { Success: true } match)
                    found.TrySetResult(new Uri(match.Groups["address"].Value));
                said.Enqueue(line);
            }
        }
    }

    [GeneratedRegex(@"(?<address>http://127\.0\.0\.1:\d+)/graphql", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex GraphQLAddress { get; }
}
