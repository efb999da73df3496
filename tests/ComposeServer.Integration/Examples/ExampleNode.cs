using System.Text.Json;
using ComposeServer.Identity.Sessions;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Examples;

/// <summary>A server with one example of <c>schemas/examples</c>, and two people who use it.</summary>
/// <param name="example">Name of the file.</param>
public abstract class ExampleNode(string example) : IAsyncLifetime
{
    readonly List<DidSession> _sessions = [];
    readonly Account _ada = new("Ada");
    readonly Account _bob = new("Bob");

    /// <summary>The server.</summary>
    public TestNode Node { get; private set; } = null!;

    /// <summary>Writes as Ada.</summary>
    internal GraphQLCaller Ada { get; private set; } = null!;

    /// <summary>Writes as Bob.</summary>
    internal GraphQLCaller Bob { get; private set; } = null!;

    internal string AdaDid => _ada.Did.Text;

    internal string BobDid => _bob.Did.Text;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Node = await TestNode.StartAsync();
        await Node.DeployAsync(Repository.Read($"schemas/examples/{example}.graphql"));
        Ada = CallerOf(_ada);
        Bob = CallerOf(_bob);
    }

    /// <summary>What anybody reads.</summary>
    internal async Task<JsonElement> ReadAsync(string query, object? variables = null) =>
        (await Node.Anonymous.AskAsync(query, variables)).Data;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions)
            session.Dispose();
        _ada.Dispose();
        _bob.Dispose();
        await Node.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    GraphQLCaller CallerOf(Account account)
    {
        var session = account.NewSession(Node.Clock);
        _sessions.Add(session);
        return Node.With(session);
    }
}

/// <summary>Writes of one document each, whatever the model.</summary>
static class ExampleWrites
{
    /// <summary>Creates a document of a LIST model.</summary>
    /// <returns>Its StreamID.</returns>
    public static async Task<string> CreateAsync(this GraphQLCaller author, string model, object content) =>
        (await author.WriteAsync("create", model, content)).Data.Text("written.document.id")!;

    /// <summary>Sets the one document of a SINGLE or SET model.</summary>
    /// <returns>Its StreamID.</returns>
    public static async Task<string> SetAsync(this GraphQLCaller author, string model, object content) =>
        (await author.WriteAsync("set", model, content)).Data.Text("written.document.id")!;

    /// <summary>Code and message of a write that is refused.</summary>
    public static async Task<string> RefusalAsync(this GraphQLCaller author, string verb, string model, object content)
    {
        var answer = await author.WriteAsync(verb, model, content);
        return $"{answer.Code}: {answer.Message}";
    }

    /// <summary>Code of an update that is refused.</summary>
    public static async Task<string> UpdateRefusalAsync(
        this GraphQLCaller author,
        string model,
        string id,
        object content
    ) =>
        (
            await author.AskAsync(
                $"mutation ($input: Update{model}Input!) {{ update{model}(input: $input) {{ document {{ id }} }} }}",
                new { input = new { id, content } }
            )
        ).Code;

    static Task<GraphQLAnswer> WriteAsync(this GraphQLCaller author, string verb, string model, object content) =>
        author.AskAsync(
            $"mutation ($content: {model}Input!) {{ written: {verb}{model}(input: {{ content: $content }}) {{ document {{ id }} }} }}",
            new { content }
        );
}
