using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ComposeServer.Integration.Crash;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Rolling;

/// <summary>
/// Two servers behind a proxy are replaced one by one while others read, write and listen. With <c>ROLL_FROM</c>, the path of an earlier version's
/// <c>composeserver.dll</c>, both begin as that version.
/// </summary>
public sealed class RollingTests(ITestOutputHelper output)
{
    const int Callers = 8;
    const int Listeners = 6;
    const string DrainSeconds = "2";

    const string Page = "{ postIndex(first: 5) { edges { node { id title } } } }";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    readonly int[] _ports = [HaProxy.FreePort(), HaProxy.FreePort()];
    readonly Leftovers[] _leftovers = [new(), new()];
    readonly ServerProcess[] _servers = new ServerProcess[2];
    int _answered;

    [Fact]
    public async Task No_request_fails_and_no_listener_misses_anything_while_servers_are_replaced_one_by_one()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        using var scene = new Scene();
        var before = Environment.GetEnvironmentVariable("ROLL_FROM");
        for (var i = 0; i < _servers.Length; i++)
            _servers[i] = await StartAsync(i, database, scene, before);
        using (var node = scene.At(_servers[0].Address))
            await scene.DeployAsync(node);
        using var proxy = new HaProxy(_ports);
        using var all = scene.At(proxy.Address);
        await BothReadyAsync();

        using var end = new CancellationTokenSource();
        using var calm = new CancellationTokenSource();
        var listeners = Enumerable
            .Range(0, Listeners)
            .Select(_ => new ResumingSubscriber(after: 0, () => proxy.Address))
            .ToList();
        var listening = listeners.ConvertAll(listener => Task.Run(() => listener.RunAsync(end.Token)));
        var calls = Enumerable
            .Range(0, Callers)
            .Select(i => Task.Run(() => CallAsync(all, scene, i, calm.Token)))
            .ToList();
        for (var i = 0; i < _servers.Length; i++)
            await ReplaceAsync(i, database, scene);
        await calm.CancelAsync();
        var failures = (await Task.WhenAll(calls)).SelectMany(list => list).ToList();

        Assert.Empty(failures);
        var written = await IdsAsync(all);
        using var late = new CancellationTokenSource(Patience);
        while (listeners.Exists(listener => listener.Seen.Count < written.Count))
            await Task.Delay(20, late.Token);
        await end.CancelAsync();
        await Task.WhenAll(listening);
        output.WriteLine(
            $"{_answered} requests, {written.Count} documents, {listeners.Sum(one => one.Resumes)} resumes"
        );
        Assert.All(listeners, listener => Assert.Equal(written, listener.Seen.Select(change => change.Id).ToHashSet()));
        Assert.All(listeners, listener => Assert.Equal(written.Count, listener.Seen.Count));
        Assert.Contains(listeners, listener => listener.Resumes > 0);
        foreach (var server in _servers)
            server.Dispose();
        foreach (var leftovers in _leftovers)
            leftovers.Dispose();
    }

    /// <summary>SIGTERM, a moment in which it serves on and is not ready, the end, and its successor at the same port.</summary>
    async Task ReplaceAsync(int number, TestDatabase database, Scene scene)
    {
        using var http = new HttpClient { BaseAddress = _servers[number].Address };
        var answered = Volatile.Read(ref _answered);
        using (var signal = Process.Start("kill", ["-TERM", $"{_servers[number].ProcessId}"]))
            await signal.WaitForExitAsync();
        using var late = new CancellationTokenSource(Patience);
        string told;
        do
        {
            using var ready = await http.GetAsync("/readyz", late.Token);
            told = await ready.Content.ReadAsStringAsync(late.Token);
        } while (!told.Contains("\"reason\":\"the server is stopping\"", StringComparison.Ordinal));

        await _servers[number].EndedAsync().WaitAsync(late.Token);
        Assert.Equal(0, _servers[number].ExitCode);
        _servers[number].Dispose();
        _servers[number] = await StartAsync(number, database, scene, program: null);
        await BothReadyAsync();
        while (Volatile.Read(ref _answered) < answered + 50)
            await Task.Delay(20, late.Token);
    }

    Task<ServerProcess> StartAsync(int number, TestDatabase database, Scene scene, string? program) =>
        ServerProcess.StartAsync(
            _leftovers[number].DataFolder,
            scene.AdminDid,
            _leftovers[number],
            new Dictionary<string, string?>(StringComparer.Ordinal),
            database.ConnectionString,
            program,
            "--port",
            _ports[number].ToString(CultureInfo.InvariantCulture),
            "--drain-seconds",
            DrainSeconds
        );

    /// <summary>Until each serves the schema, and the proxy has asked each of them twice since.</summary>
    async Task BothReadyAsync()
    {
        using var late = new CancellationTokenSource(Patience);
        foreach (var server in _servers)
        {
            using var http = new HttpClient { BaseAddress = server.Address };
            while (!(await http.GetStringAsync("/graphql?sdl", late.Token)).Contains("postChanged"))
                await Task.Delay(50, late.Token);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
    }

    async Task<List<string>> CallAsync(NodeClient all, Scene scene, int number, CancellationToken until)
    {
        var failures = new List<string>();
        var caller = all.With(scene.Session);
        for (var i = 0; !until.IsCancellationRequested; i++)
        {
            try
            {
                var answer =
                    i % 2 == 0
                        ? await caller.AskAsync(
                            SocialWrites.CreatePost,
                            new { content = SocialWrites.Post($"{number} {i}") }
                        )
                        : await caller.AskAsync(Page);
                if (answer.Errors.Count > 0)
                    failures.Add(answer.Body.ToString());
                Interlocked.Increment(ref _answered);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
            {
                failures.Add(error.Message);
            }
        }

        return failures;
    }

    static async Task<HashSet<string>> IdsAsync(NodeClient all)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var answer = await all.Anonymous.AskAsync(
                """
                query ($after: String) {
                  postIndex(first: 1000, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id } } }
                }
                """,
                new { after }
            );
            ids.UnionWith(answer.Data.Items("postIndex.edges").Select(edge => edge.Text("node.id")!));
            after = answer.Data.Flag("postIndex.pageInfo.hasNextPage")
                ? answer.Data.Text("postIndex.pageInfo.endCursor")
                : null;
        } while (after is not null);

        return ids;
    }
}
