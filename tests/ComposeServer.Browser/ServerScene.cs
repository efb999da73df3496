using ComposeServer.Identity.Sessions;
using ComposeServer.Server.Explorer;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Browser;

/// <summary>A whole server with one model, its explorer open in a browser, and an account with a session.</summary>
sealed class ServerScene : IAsyncDisposable
{
    const string Sdl = """
        type Note @createModel(accountRelation: LIST, description: "A line of text") {
          author: DID! @documentAccount
          text: String! @string(maxLength: 100)
        }
        """;

    readonly DidSession session;

    ServerScene(TestNode node, Chromium browser, ExplorerKind kind)
    {
        Node = node;
        Browser = browser;
        session = Ada.NewSession(node.Clock);
        Explorer =
            kind is ExplorerKind.GraphiQL
                ? new GraphiQLPage(browser.Page, Origin)
                : new BananaCakePopPage(browser.Page, Origin);
    }

    public TestNode Node { get; }

    public Chromium Browser { get; }

    public ExplorerPage Explorer { get; }

    public Account Ada { get; } = new("Ada");

    /// <summary>Of the server, without a slash at its end.</summary>
    public string Origin => Node.Address.GetLeftPart(UriPartial.Authority);

    /// <summary>The header by which Ada lends her session.</summary>
    public string Authorization => "DIDSession " + session.Serialize();

    /// <param name="kind">Given to the server by its option.</param>
    public static async Task<ServerScene> StartAsync(ExplorerKind kind)
    {
        var node = await TestNode.StartAsync(configure: options => options with { Explorer = kind.ToString() });
        _ = await node.DeployAsync(Sdl);
        var scene = new ServerScene(node, await Chromium.StartAsync(), kind);
        await scene.Explorer.OpenAsync("/graphql");
        return scene;
    }

    /// <summary>Another client writes a note of Ada's.</summary>
    public async Task WriteAsync(string text) =>
        _ = (
            await Node.With(session)
                .AskAsync(
                    "mutation ($text: String!) { createNote(input: {content: {text: $text}}) { document { id } } }",
                    new { text }
                )
        ).Data;

    /// <summary>Text of the newest note, by another client.</summary>
    public async Task<string?> NewestAsync() =>
        (await Node.Anonymous.AskAsync("{ noteIndex(last: 1) { edges { node { text } } } }")).Data.Text(
            "noteIndex.edges.0.node.text"
        );

    /// <summary>Nothing failed in the page, and nothing was asked of another machine.</summary>
    public void AssertAlone()
    {
        Assert.Empty(Browser.Faults);
        Assert.Empty(Browser.Outside.Asked);
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        session.Dispose();
        Ada.Dispose();
        await Node.DisposeAsync();
    }
}
