using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Cli;

/// <summary>Schema in, signed documents, answers out, all through the executable.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class WholeRoadTests : IDisposable
{
    const string EthereumKey = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
    const string Account = "did:pkh:eip155:1:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    const string Books = """
        type Book @createModel(accountRelation: LIST, description: "A book that somebody has read") {
          reader: DID! @documentAccount
          title: String! @string(minLength: 1, maxLength: 100)
        }
        """;

    const string Create =
        "mutation($title: String!) { createBook(input: {content: {title: $title}}) { document { title reader { id } } } }";

    readonly TemporaryFolder folder = new();

    string Data => Path.Combine(folder.FullName, "data");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_schema_becomes_an_endpoint_where_accounts_and_keys_write_and_a_second_start_keeps_it_all()
    {
        string did;
        await using (var server = await RunningServer.StartAsync(Data, "--dev"))
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(Data, "admin.key"))
            );
            Assert.Contains($"Explorer  {server.Address}/graphql/", server.Words);
            Assert.Equal("""{"data":{"postIndex":{"edges":[]}}}""", await PasteAsync(server));

            await DeployBooksAsync(server);
            var session = await Executable.RunAsync([
                "did:create-session",
                "--eth-private-key",
                EthereumKey,
                "--resource",
                "ceramic://*",
            ]);
            var bySession = await AskAsync(
                server,
                Create,
                """{"title":"Walden"}""",
                "--session",
                session.Out.TrimEnd()
            );
            Assert.Equal(Account, ReaderIn(bySession));
            did = await AdminDidAsync();
            var byKey = await AskAsync(server, Create, """{"title":"Emma"}""", "-k", await AdminKeyAsync());
            Assert.Equal(did, ReaderIn(byKey));

            Assert.Equal(0, await server.StopAsync("TERM"));
        }

        await using (var server = await RunningServer.StartAsync(Data, "--dev"))
        {
            Assert.DoesNotContain(server.Words, line => line.Contains("deploy", StringComparison.OrdinalIgnoreCase));
            var all = await AskAsync(
                server,
                "{ bookCount bookIndex(first: 10) { edges { node { title reader { id } } } } }"
            );
            object[] edges =
            [
                new { node = new { title = "Walden", reader = new { id = Account } } },
                new { node = new { title = "Emma", reader = new { id = did } } },
            ];
            JsonAssert.Equal(new { data = new { bookCount = 2, bookIndex = new { edges } } }, all);
            Assert.Equal(0, await server.StopAsync("INT"));
        }
    }

    [Fact]
    public async Task A_model_made_by_the_executable_is_read_back_as_it_was_and_becomes_a_composite()
    {
        const string Definition = """
            {"name":"Mark","version":"1.0","accountRelation":{"type":"list"},"schema":{"type":"object",
            "$schema":"https://json-schema.org/draft/2020-12/schema",
            "properties":{"points":{"type":"integer","maximum":15}},"additionalProperties":false}}
            """;
        await using var server = await RunningServer.StartAsync(Data, "--dev");
        (string, string)[] admin = [("CERAMIC_URL", server.Address), ("DID_PRIVATE_KEY", await AdminKeyAsync())];

        var id = (await Executable.RunAsync(["model:create", Definition], variables: admin)).Out.TrimEnd();

        var content = await Executable.RunAsync(["model:content", id, "--sync", "never-sync"], variables: admin);
        var controller = await Executable.RunAsync(["model:controller", id], variables: admin);
        var composite = await Executable.RunAsync(["composite:from-model"], id + "\n", admin);
        var models = await Executable.RunAsync(["composite:models", "--id-only"], composite.Out);
        JsonAssert.Equal(JsonElement.Parse(Definition), JsonElement.Parse(content.Out));
        Assert.Equal(await AdminDidAsync() + "\n", controller.Out);
        Assert.Equal($"[\"{id}\"]\n", models.Out);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task What_the_server_refuses_fails_the_run_with_the_servers_code()
    {
        await using var server = await RunningServer.StartAsync(Data, "--dev");
        await DeployBooksAsync(server);
        var stranger = new string('5', 64);
        string[] asked = ["graphql:execute", "--name", "books", "-c", server.Address];

        var query = await Executable.RunAsync([.. asked, "{ nothing }"]);
        var mutation = await Executable.RunAsync([.. asked, Create, """{"title":""}""", "-k", stranger]);
        var nobody = await Executable.RunAsync([.. asked, Create, """{"title":"Emma"}"""]);
        var create = await Executable.RunAsync(["composite:create", BooksFile, "-c", server.Address, "-k", stranger]);

        Assert.Equal(1, query.Exit);
        Assert.Contains("GRAPHQL_VALIDATION_FAILED: Cannot query field \"nothing\" on type \"Query\".", query.Words);
        Assert.Contains("\"errors\"", query.Out);
        Assert.Equal(1, mutation.Exit);
        Assert.Contains("SCHEMA_VIOLATION: ", mutation.Words);
        Assert.Equal(1, nobody.Exit);
        Assert.Contains("UNAUTHENTICATED: ", nobody.Words);
        Assert.Equal((1, ""), (create.Exit, create.Out));
        Assert.Contains($"NOT_ADMIN: POST {server.Address}/api/v0/admin/modelData answered 401: ", create.Words);
        Assert.Contains("Start the server with --admin-did did:key:", create.Words);
        Assert.Equal(0, await server.StopAsync());
    }

    string BooksFile => Path.Combine(folder.FullName, "books.graphql");

    /// <summary>Puts the schema into service at <c>/graphql/books</c>.</summary>
    async Task DeployBooksAsync(RunningServer server)
    {
        var composite = Path.Combine(folder.FullName, "made", "books.json");
        await File.WriteAllTextAsync(BooksFile, Books, TestContext.Current.CancellationToken);
        (string, string)[] admin = [("CERAMIC_URL", server.Address), ("DID_PRIVATE_KEY", await AdminKeyAsync())];

        var created = await Executable.RunAsync(["composite:create", BooksFile, "-o", composite], variables: admin);
        var deployed = await Executable.RunAsync(["composite:deploy", composite, "--name", "books"], variables: admin);

        Assert.Equal((0, ""), (created.Exit, created.Out));
        Assert.EndsWith("Creating the composite... Done!\n", created.Words);
        Assert.True(deployed.Exit == 0, deployed.Words);
        Assert.Single(JsonSerializer.Deserialize<string[]>(deployed.Out)!);
        Assert.EndsWith(
            $"Deploying the composite... Done!\nServed at {server.Address}/graphql/books\n",
            deployed.Words
        );
    }

    async Task<string> AdminKeyAsync() =>
        (await File.ReadAllTextAsync(Path.Combine(Data, "admin.key"), TestContext.Current.CancellationToken)).TrimEnd();

    async Task<string> AdminDidAsync() =>
        (await Executable.RunAsync(["did:from-private-key"], await AdminKeyAsync())).Out.TrimEnd();

    /// <summary>Runs the line that the server offers to be pasted.</summary>
    static async Task<string> PasteAsync(RunningServer server)
    {
        var line = server.Words.Single(line => line.StartsWith("Try ", StringComparison.Ordinal))["Try ".Length..];
        using var shell = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", line]) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        return await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    static async Task<JsonElement> AskAsync(RunningServer server, params IEnumerable<string> args)
    {
        var run = await Executable.RunAsync(["graphql:execute", "--name", "books", "-c", server.Address, .. args]);
        Assert.True(run.Exit == 0, run.Words + run.Out);
        return JsonElement.Parse(run.Out);
    }

    static string? ReaderIn(JsonElement response) =>
        response
            .GetProperty("data")
            .GetProperty("createBook")
            .GetProperty("document")
            .GetProperty("reader")
            .GetProperty("id")
            .GetString();
}
