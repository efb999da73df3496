using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ComposeServer.Identity.Jose;
using ComposeServer.Integration.Cli;
using ComposeServer.Server.Calls;
using ComposeServer.Server.CeramicApi;
using ComposeServer.Server.EventApi;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Integration.Security;

/// <summary>SEC-58: a key, a session and a JWS pass through every call and many faults, and no line of the log holds a piece of them.</summary>
public sealed class Sec58_SecretsInLogsTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly Account ada = new("ada");

    string Data => Path.Combine(folder.FullName, "data");

    public void Dispose()
    {
        ada.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task At_the_level_of_trace_no_line_holds_a_secret_that_was_sent_to_any_call()
    {
        await using var server = await RunningServer.StartAsync(
            Data,
            "--dev",
            "--log-level",
            "trace",
            "--slow-operation-ms",
            "1"
        );
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
        var canaries = await CanariesAsync(server);
        var calls = new CanaryCalls(http);

        await WriteAsync(server, canaries);
        foreach (var secret in canaries.All)
            Assert.True(await calls.SendAsync(secret) > 200);
        await RunningServer.SignalAsync(Postmaster(), "KILL");
        foreach (var secret in canaries.All)
            await calls.SendAsync(secret);
        // What is logged by design shows that lines are seen at all: the name of a slow operation, here one that is the key.
        var before = server.Words;
        await NameAnOperationAsync(http, $"key_{canaries.Key}", server, canaries);

        Assert.Empty(canaries.FoundIn(before));
        Assert.Contains(
            before,
            line => line.Contains("trce:", StringComparison.Ordinal) || line.Contains("dbug:", StringComparison.Ordinal)
        );
        Assert.NotEmpty(canaries.FoundIn(server.Words));
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public void A_secret_is_found_whole_cut_short_and_spelt_otherwise()
    {
        var key = Seeds.Of("canary");
        using var signer = Seeds.Key("canary");
        var payload = JsonSerializer.SerializeToElement(new { code = "5b9f2d0e-9a35-4c3e-8a4c-5f6f3d2b1a00" });
        var canaries = Canaries.Of(ada, key, Jws.Sign(signer, payload).ToCompact());

        Assert.Equal(3, canaries.FoundIn(canaries.All).Count);
        Assert.Single(canaries.FoundIn([$"Request /api/v0/commits/{canaries.Session[..512]}… failed"]));
        Assert.Single(canaries.FoundIn([$"key {Convert.ToBase64String(key)}"]));
        Assert.Single(canaries.FoundIn(["code 5b9f2d0e-9a35-4c3e-8a4c-5f6f3d2b1a00 was used"]));
        Assert.Empty(canaries.FoundIn(["Request GET /api/v0/commits/{id} failed, trace 1", signer.Did.Text]));
    }

    [Fact]
    public async Task A_call_that_fails_is_logged_by_its_route_and_not_by_what_the_caller_wrote_in_its_place()
    {
        var lines = new Lines();
        var guard = new CallGuard(TimeSpan.FromMinutes(1), lines);
        var http = new DefaultHttpContext { Request = { Method = "GET", Path = "/api/v0/commits/swordfish" } };
        http.SetEndpoint(
            new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/api/v0/commits/{id}"), 0, null, null)
        );

        await guard.RunAsync<string>(http, _ => throw new InvalidOperationException("broken"), fault => fault.Code);

        var line = Assert.Single(lines.Told);
        Assert.Contains("GET /api/v0/commits/{id} failed", line, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_call_that_the_server_has_is_among_those_that_carry_the_secrets()
    {
        var known = CanaryCalls.All.Select(call => $"{call.Method} {call.Path}").ToHashSet(StringComparer.Ordinal);

        var nodeApi = Calls<IApiEndpoint>(call => $"{call.Method} /api/v0/{call.Route}");
        var eventApi = Calls<IEventEndpoint>(call => $"{call.Method} /ceramic/{call.Route}");

        Assert.True(nodeApi.Count > 20 && eventApi.Count > 10);
        Assert.Empty(nodeApi.Concat(eventApi).Except(known));
    }

    /// <summary>Of those whose route is a constant of theirs; the few others are made with one of the same routes.</summary>
    static List<string> Calls<T>(Func<T, string> nameOf) =>
        [
            .. typeof(T)
                .Assembly.GetTypes()
                .Where(type => typeof(T).IsAssignableFrom(type) && type is { IsAbstract: false, IsInterface: false })
                .Where(type =>
                    type.GetConstructors()[0].GetParameters().All(taken => taken.ParameterType != typeof(string))
                )
                .Where(type => type.GetConstructors()[0].GetParameters().All(taken => taken.ParameterType != typeof(T)))
                .Select(type => nameOf((T)RuntimeHelpers.GetUninitializedObject(type))),
        ];

    async Task<Canaries> CanariesAsync(RunningServer server)
    {
        var key = Convert.FromHexString((await File.ReadAllTextAsync(Path.Combine(Data, "admin.key"))).Trim());
        using var signer = new Ed25519Signer([.. key]);
        using var admin = new NodeClient(new Uri(server.Address), signer);
        return Canaries.Of(ada, key, await admin.Api.SignAsync("admin/status", null));
    }

    /// <summary>A session that writes, and an administrator's call that is taken: the way of success.</summary>
    static async Task WriteAsync(RunningServer server, Canaries canaries)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
        var caller = new GraphQLCaller(
            http,
            "/graphql",
            headers => headers.TryAddWithoutValidation("Authorization", "DIDSession " + canaries.Session)
        );
        var answer = await caller.AskAsync(
            """
            mutation { createPost(input: {content: {title: "Hello", audience: EVERYONE, publishedAt: "2026-01-01T12:00:00Z"}}) { document { id } } }
            """
        );
        Assert.Empty(answer.Errors);
        using var status = new HttpRequestMessage(HttpMethod.Get, "/api/v0/admin/status");
        status.Headers.Authorization = new("Basic", canaries.Jws);
        using var taken = await http.SendAsync(status);
        Assert.True(taken.IsSuccessStatusCode);
    }

    static async Task NameAnOperationAsync(HttpClient http, string name, RunningServer server, Canaries canaries)
    {
        var caller = new GraphQLCaller(http, "/graphql", _ => { });
        // Each is a new document, which is parsed and compiled; one of them takes its millisecond.
        for (var i = 0; i < 1_000 && canaries.FoundIn(server.Words).Count == 0; i++)
            await caller.AskAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"query {name} {{ postIndex(first: {i + 1}) {{ edges {{ node {{ title comments(first: 5) {{ edges {{ node {{ text }} }} }} }} }} }} }}"
                )
            );
    }

    int Postmaster() =>
        int.Parse(
            File.ReadLines(Path.Combine(Data, "postgres", "pg", "postmaster.pid")).First(),
            CultureInfo.InvariantCulture
        );

    sealed class Lines : ILogger
    {
        public List<string> Told { get; } = [];

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Told.Add(formatter(state, exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }
}
