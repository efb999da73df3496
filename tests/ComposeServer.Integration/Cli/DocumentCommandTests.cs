using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Cli;

/// <summary><c>document:*</c>, <c>model:list</c> and <c>graphql:execute</c> against a server.</summary>
public class DocumentCommandTests(DocumentCommandTests.Scene scene) : IClassFixture<DocumentCommandTests.Scene>
{
    const string Schema = """
        type Note @createModel(accountRelation: LIST, description: "A note") {
          author: DID! @documentAccount
          title: String! @string(minLength: 1, maxLength: 20)
          text: String @string(maxLength: 20)
          stars: Float
        }
        type Profile @createModel(accountRelation: SINGLE, description: "A profile") { name: String! @string(maxLength: 20) }
        type Score @createModel(accountRelation: SET, accountRelationFields: ["game", "round"], description: "A score") {
          game: String! @string(maxLength: 20)
          round: Int!
          points: Int
        }
        """;

    [Fact]
    public async Task A_list_document_is_created_replaced_updated_and_read()
    {
        var id = await scene.PrintAsync("document:create", scene.Model("Note"), """{"title":"A","text":"a"}""");

        Assert.Equal("""{"text":"a","title":"A"}""", await scene.PrintAsync("document:content", id));
        var replaced = await scene.RunAsync("document:replace", id, """{"title":"B","stars":1.50}""");
        Assert.Equal((0, ""), (replaced.Exit, replaced.Out));
        Assert.EndsWith("Replacing content in the model instance document... Done!\n", replaced.Words);
        await scene.PrintAsync("document:update", id, """{"text":"b","stars":null}""");
        var file = scene.PathOf("deep/note.json");
        Assert.Equal("", await scene.PrintAsync("document:content", id, "-o", file, "--sync", "never-sync"));
        JsonAssert.Equal(new { title = "B", text = "b" }, JsonElement.Parse(File.ReadAllBytes(file)));
    }

    [Fact]
    public async Task Of_a_single_model_the_one_document_of_the_account_is_set()
    {
        var first = await scene.PrintAsync("document:create", scene.Model("Profile"), """{"name":"A"}""");
        var second = await scene.PrintAsync("document:create", scene.Model("Profile"), """{"name":"B"}""");

        Assert.Equal(first, second);
        Assert.Equal("""{"name":"B"}""", await scene.PrintAsync("document:content", first));
    }

    [Fact]
    public async Task Of_a_set_model_the_document_with_the_same_fields_is_set_as_a_mutation_does_it()
    {
        const string Set = """
            mutation { setScore(input: { content: { game: "go", round: 2, points: 7 } }) { document { id } } }
            """;

        var first = await scene.PrintAsync(
            "document:create",
            scene.Model("Score"),
            """{"game":"go","round":2,"points":5}"""
        );
        var other = await scene.PrintAsync("document:create", scene.Model("Score"), """{"game":"go","round":3}""");
        var set = JsonElement.Parse(await scene.PrintAsync("graphql:execute", Set));

        Assert.NotEqual(first, other);
        Assert.Equal(first, set.Text("data.setScore.document.id"));
        JsonAssert.Equal(
            new
            {
                game = "go",
                round = 2,
                points = 7,
            },
            JsonElement.Parse(await scene.PrintAsync("document:content", first))
        );
    }

    [Fact]
    public async Task A_hidden_document_is_found_no_more_until_it_is_shown()
    {
        var id = await scene.PrintAsync("document:create", scene.Model("Note"), """{"title":"Hidden"}""");

        var before = await IsFoundAsync(id);
        await scene.PrintAsync("document:hide", id);
        var hidden = await IsFoundAsync(id);
        await scene.PrintAsync("document:show", id);

        Assert.Equal((true, false, true), (before, hidden, await IsFoundAsync(id)));
        Assert.Equal("""{"title":"Hidden"}""", await scene.PrintAsync("document:content", id));
    }

    [Fact]
    public async Task Content_may_be_piped_in()
    {
        string[] words = ["document:create", scene.Model("Note")];

        var created = await scene.RunAsync(CommandScene.AdminKey, """{"title":"Piped"}""", words);
        var nothing = await scene.RunAsync(CommandScene.AdminKey, null, words);

        Assert.Equal(0, created.Exit);
        Assert.Equal(
            (2, "USAGE: You need to pass the content either as an argument or via stdin\n"),
            (nothing.Exit, nothing.Words)
        );
    }

    [Theory]
    [InlineData("SCHEMA_VIOLATION: ", 1, "document:create", "Note", """{"title":""}""")]
    [InlineData("INVALID_JSON: content: must be a JSON object", 2, "document:create", "Note", "[]")]
    [InlineData("INVALID_JSON: content: not JSON, line 1, column 2", 2, "document:create", "Note", "{")]
    [InlineData("INVALID_STREAM_ID: ", 2, "document:create", "nothing", "{}")]
    [InlineData("INVALID_STREAM_ID: ", 2, "document:content", "Note")]
    [InlineData("USAGE: ", 2, "document:create")]
    [InlineData("USAGE: ", 2, "document:hide")]
    public async Task What_cannot_be_done_is_told_with_a_code(
        string words,
        int exit,
        string command,
        params string[] rest
    )
    {
        var run = await scene.RunAsync([command, .. rest.Select(word => word is "Note" ? scene.Model(word) : word)]);

        Assert.Equal((exit, ""), (run.Exit, run.Out));
        Assert.Contains(run.Words.Split('\n'), line => line.StartsWith(words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("document:create")]
    [InlineData("document:hide")]
    public async Task What_writes_needs_a_key(string command)
    {
        var id = await scene.PrintAsync("document:create", scene.Model("Note"), """{"title":"Mine"}""");
        string[] words = command == "document:create" ? [command, scene.Model("Note"), "{}"] : [command, id];

        var nobody = await scene.RunAsync(null, null, words);
        var stranger = await scene.RunAsync(new string('5', 64), null, ["document:hide", id]);

        Assert.Equal(2, nobody.Exit);
        Assert.StartsWith("NOT_AUTHENTICATED: ", nobody.Words);
        Assert.Equal(1, stranger.Exit);
        Assert.Contains("WRONG_SIGNER: ", stranger.Words);
    }

    [Fact]
    public async Task Models_are_listed_whatever_the_old_command_line_said_about_hosted_indexers()
    {
        var lines = (await scene.PrintAsync("model:list")).Split('\n');
        var named = await scene.RunAsync("model:list", "-n", "mainnet");
        var addressed = await scene.PrintAsync("model:list", "--indexer-url", scene.Node.Address.ToString());
        var both = await scene.RunAsync("model:list", "-n", "mainnet", "-i", "http://localhost:1");
        var table = await scene.PrintAsync("model:list", "--table");

        Assert.Contains($$"""{"id":"{{scene.Model("Note")}}","name":"Note","description":"A note"}""", lines);
        Assert.Equal(lines, named.Out.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("Nobody lists the models of mainnet any more", named.Words);
        Assert.Equal(lines, addressed.Split('\n'));
        Assert.Equal(2, both.Exit);
        Assert.Matches($@"(?m)^Note +{scene.Model("Note")}$", table);
    }

    [Fact]
    public async Task A_query_knows_who_asks_as_the_variable_did_and_its_answer_is_indented_by_two()
    {
        const string Query = "query ($did: ID!) { node(id: $did) { id } }";

        var run = await scene.RunAsync("graphql:execute", Query);
        var other = await scene.PrintAsync("graphql:execute", Query, """{"did":"did:pkh:eip155:1:0x1"}""");

        Assert.Equal(
            $$"""
            {
              "data": {
                "node": {
                  "id": "{{scene.AdminDid}}"
                }
              }
            }

            """,
            run.Out
        );
        Assert.Contains("did:pkh:eip155:1:0x1", other);
    }

    async Task<bool> IsFoundAsync(string id)
    {
        var answer = await scene.PrintAsync("graphql:execute", "{ noteIndex(first: 100) { edges { node { id } } } }");
        return JsonElement.Parse(answer).Items("data.noteIndex.edges").Any(edge => edge.Text("node.id") == id);
    }

    /// <summary>A server with a model of each kind.</summary>
    public sealed class Scene : IAsyncLifetime
    {
        readonly CommandScene _commands = new();
        Composites.Format.Composite? _composite;

        /// <summary>The server.</summary>
        public TestNode Node => _commands.Node;

        internal string AdminDid { get; private set; } = "";

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            await _commands.InitializeAsync();
            _composite = await Node.DeployAsync(Schema);
            AdminDid = await PrintAsync("did:from-private-key");
        }

        internal string Model(string name) => _composite!.FindByAlias(name)!.Value.ToString();

        internal string PathOf(string file) => _commands.PathOf(file);

        internal Task<Finished> RunAsync(params IEnumerable<string> words) => _commands.RunAsync(words);

        internal Task<Finished> RunAsync(string? key, string? input, IEnumerable<string> words) =>
            _commands.RunAsync(key, input, words);

        internal Task<string> PrintAsync(params IEnumerable<string> words) => _commands.PrintAsync(words);

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => _commands.DisposeAsync();
    }
}
