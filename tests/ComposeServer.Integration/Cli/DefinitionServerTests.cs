using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Cli;

/// <summary><c>graphql:server</c>: an endpoint of one's own for a runtime definition; and deploying without an index.</summary>
public class DefinitionServerTests(CommandScene scene) : IClassFixture<CommandScene>
{
    const string Listening = "GraphQL server is listening on http://localhost:";
    const string Create = """
        mutation { createNote(input: { content: { title: "A", state: OPEN, writtenAt: "2026-12-01T10:00:00Z" } }) { document { id author { id } } } }
        """;

    [Fact]
    public async Task Whoever_calls_it_reads_and_writes_with_its_key_until_a_signal_stops_it()
    {
        var runtime = await DeployAsync("notes");
        await using var server = await ServeAsync(runtime, "-k", CommandScene.AdminKey);
        var did = await scene.PrintAsync("did:from-private-key");

        var created = await server.AskAsync(Create);
        var read = await server.AskAsync("{ viewer { id } noteCount }");
        var introspected = await server.AskAsync("{ __schema { mutationType { name } } }");
        var invalid = await server.AskAsync("{ nothing }");

        Assert.Equal(did, created.Text("data.createNote.document.author.id"));
        Assert.Equal(did, read.Text("data.viewer.id"));
        Assert.Equal(1, read.Number("data.noteCount"));
        Assert.Equal("Mutation", introspected.Text("data.__schema.mutationType.name"));
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", invalid.Text("errors.0.extensions.code"));
        Assert.Equal(
            HttpStatusCode.OK,
            (await server.Http.GetAsync("health", TestContext.Current.CancellationToken)).StatusCode
        );
        Assert.Equal(did, (await server.GetAsync("{ viewer { id } }")).Text("data.viewer.id"));
        Assert.Equal(0, await server.StopAsync("TERM"));
        Assert.Equal("Server stopped", server.LastWords);
    }

    [Fact]
    public async Task Read_only_it_has_no_mutations_and_without_a_key_readers_say_who_they_are()
    {
        var runtime = await DeployAsync("profile");
        await using var server = await ServeAsync(runtime, "--readonly", "--name", "profile");

        var mutation = await server.AskAsync(
            "mutation { setProfile(input: { content: { name: \"A\" } }) { document { id } } }"
        );
        var introspected = await server.AskAsync("{ __schema { mutationType { name } } }");
        server.Http.DefaultRequestHeaders.Add("ComposeDB-ViewerID", "did:pkh:eip155:1:0x1");
        var viewer = await server.AskAsync("{ viewer { id } profileCount }");

        Assert.True(mutation.TryGetProperty("errors", out _), mutation.ToString());
        Assert.Equal(JsonValueKind.Null, introspected.At("data.__schema.mutationType").ValueKind);
        Assert.Equal("did:pkh:eip155:1:0x1", viewer.Text("data.viewer.id"));
        Assert.Equal(0, await server.StopAsync("INT"));
    }

    [Fact]
    public async Task Its_schema_is_shown_as_text_whole_and_by_types()
    {
        var runtime = await DeployAsync("notes");
        await using var server = await ServeAsync(runtime);
        var cancel = TestContext.Current.CancellationToken;

        using var whole = await server.Http.GetAsync("graphql?sdl", cancel);
        var note = await server.Http.GetStringAsync("graphql?sdl&type=Note", cancel);
        var both = await server.Http.GetStringAsync("graphql?sdl&type=Note,PageInfo", cancel);
        var pageInfo = await server.Http.GetStringAsync("graphql?sdl&type=PageInfo", cancel);
        using var absent = await server.Http.GetAsync("graphql?sdl&type=Nobody", cancel);
        using var again = new HttpRequestMessage(HttpMethod.Get, "graphql?sdl");
        again.Headers.Add("If-None-Match", whole.Headers.ETag!.Tag);
        using var unchanged = await server.Http.SendAsync(again, cancel);

        var text = await whole.Content.ReadAsStringAsync(cancel);
        Assert.Contains("type Note implements Node", note);
        Assert.Contains(note, text);
        Assert.Equal($"{note}\n\n{pageInfo}", both);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        var refusal = await absent.Content.ReadFromJsonAsync<JsonElement>(cancel);
        Assert.Equal("The schema has no type 'Nobody'", refusal.Text("errors.0.message"));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Pages_from_elsewhere_neither_read_nor_write_through_it()
    {
        var runtime = await DeployAsync("profile");
        await using var server = await ServeAsync(runtime, "--name", "profile");

        Assert.Null(await AllowedAsync("https://elsewhere.example"));
        Assert.Equal("http://localhost:3000", await AllowedAsync("http://localhost:3000"));
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "graphql?query={__typename}");
        rebound.Headers.Host = "elsewhere.example";
        using var refused = await server.Http.SendAsync(rebound, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, refused.StatusCode);

        async Task<string?> AllowedAsync(string origin)
        {
            using var preflight = new HttpRequestMessage(HttpMethod.Options, "graphql");
            preflight.Headers.Add("Origin", origin);
            preflight.Headers.Add("Access-Control-Request-Method", "POST");
            preflight.Headers.Add("Access-Control-Request-Headers", "content-type");
            using var answer = await server.Http.SendAsync(preflight, TestContext.Current.CancellationToken);
            return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed)
                ? allowed.Single()
                : null;
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_gets_a_free_one_in_its_place()
    {
        var runtime = await DeployAsync("profile");
        string[] words = ["graphql:server", runtime, "--name", "profile", "-c", scene.Node.Address.ToString()];
        await using var first = await Server.StartAsync(words);

        await using var second = await Server.StartAsync([
            .. words,
            "--port",
            first.Http.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture),
        ]);

        Assert.NotEqual(first.Http.BaseAddress.Port, second.Http.BaseAddress!.Port);
        Assert.Equal("Query", (await second.AskAsync("{ __typename }")).Text("data.__typename"));
    }

    [Fact]
    public async Task A_schema_that_the_node_does_not_serve_is_told_with_what_to_do()
    {
        var runtime = await DeployAsync("notes");

        var run = await scene.RunAsync("graphql:server", runtime, "--name", "absent");
        var piped = await scene.RunAsync(null, runtime + "\n", ["graphql:server", "--name", "absent"]);
        var none = await scene.RunAsync("graphql:server");

        Assert.Equal((1, ""), (run.Exit, run.Out));
        Assert.Contains("SCHEMA_NOT_SERVED: ", run.Words);
        Assert.Contains($" does not serve the schema of {runtime}. ", piped.Words);
        Assert.EndsWith("composeserver composite:deploy\n", run.Words);
        Assert.Equal(
            "USAGE: You need to pass a composite runtime definition path either as an argument or via stdin\n",
            none.Words
        );
    }

    [Fact]
    public async Task Without_an_index_documents_are_written_and_read_by_id_and_indexed_with_the_next_deployment()
    {
        const string Scrap =
            """type Scrap @createModel(accountRelation: LIST, description: "A scrap") { text: String! @string(maxLength: 9) }""";
        var composite = scene.PathOf("scrap.json");
        await scene.PrintAsync("composite:create", scene.Write("scrap.graphql", Scrap), "-o", composite, "--no-index");

        var models = JsonElement.Parse(
            await scene.PrintAsync("composite:deploy", composite, "--no-index", "--name", "scraps")
        );
        var created = JsonElement.Parse(
            await scene.PrintAsync(
                "graphql:execute",
                "mutation { createScrap(input: { content: { text: \"a\" } }) { document { id text } } }",
                "--name",
                "scraps"
            )
        );
        var count = await scene.Node.Api.PostAsync("collection/count", new { models });
        var id = created.Text("data.createScrap.document.id")!;

        Assert.Equal("MODEL_NOT_INDEXED", count.Code);
        Assert.Equal("""{"text":"a"}""", await scene.PrintAsync("document:content", id));
        await scene.PrintAsync("composite:deploy", composite, "--name", "scraps");
        Assert.Equal(1, (await scene.Node.Api.PostAsync("collection/count", new { models })).Ok.Number("count"));
    }

    /// <summary>Deploys an example; notes at <c>/graphql</c>, others under their names.</summary>
    /// <returns>Path of its runtime definition.</returns>
    /// <summary>Starts it before the node.</summary>
    Task<Server> ServeAsync(string runtime, params IEnumerable<string> flags) =>
        Server.StartAsync(["graphql:server", runtime, .. flags, "-c", scene.Node.Address.ToString()]);

    async Task<string> DeployAsync(string example)
    {
        var schema = scene.Write($"{example}.graphql", Repository.Read($"schemas/examples/{example}.graphql"));
        var composite = scene.PathOf($"{example}.json");
        await scene.PrintAsync("composite:create", schema, "-o", composite);
        await scene.PrintAsync([
            "composite:deploy",
            composite,
            .. example == "notes" ? (string[])[] : ["--name", example],
        ]);
        return await scene.PrintAsync("composite:compile", composite, scene.PathOf($"{example}-runtime.json"));
    }

    /// <summary>The command in a process of its own.</summary>
    sealed class Server : IAsyncDisposable
    {
        static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

        readonly Process process;

        Server(Process process) => this.process = process;

        public HttpClient Http { get; } = new();

        public string LastWords { get; private set; } = "";

        public static async Task<Server> StartAsync(IEnumerable<string> words)
        {
            var server = new Server(Executable.Start(words));
            server.process.StandardInput.Close();
            using var limit = new CancellationTokenSource(Limit);
            var told = new List<string>();
            while (await server.process.StandardError.ReadLineAsync(limit.Token) is { } line)
            {
                told.Add(line);
                if (!line.StartsWith(Listening, StringComparison.Ordinal))
                    continue;
                server.Http.BaseAddress = new Uri(
                    $"http://localhost:{line[Listening.Length..].Replace("/graphql", "", StringComparison.Ordinal)}/"
                );
                return server;
            }

            throw new InvalidOperationException(string.Join('\n', told));
        }

        public async Task<JsonElement> AskAsync(string query)
        {
            using var answer = await Http.PostAsJsonAsync(
                "graphql",
                new { query },
                TestContext.Current.CancellationToken
            );
            return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        }

        public Task<JsonElement> GetAsync(string query) =>
            Http.GetFromJsonAsync<JsonElement>(
                $"graphql?query={Uri.EscapeDataString(query)}",
                TestContext.Current.CancellationToken
            );

        public async Task<int> StopAsync(string signal)
        {
            await RunningServer.SignalAsync(process.Id, signal);
            while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
                LastWords = line;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
            return process.ExitCode;
        }

        public async ValueTask DisposeAsync()
        {
            if (!process.HasExited)
            {
                await RunningServer.SignalAsync(process.Id, "TERM");
                await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Limit);
            }

            process.Dispose();
            Http.Dispose();
        }
    }
}
