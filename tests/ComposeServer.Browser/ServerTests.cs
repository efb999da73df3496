using ComposeServer.Testing.Nodes;

namespace ComposeServer.Browser;

public class ServerTests
{
    const string Sdl = """
        type Note @createModel(accountRelation: LIST, description: "A line of text") {
          author: DID! @documentAccount
          text: String! @string(maxLength: 100)
        }
        """;

    [Fact]
    public async Task A_signed_document_is_read_in_the_explorer_of_a_whole_server()
    {
        await using var node = await TestNode.StartAsync();
        await node.DeployAsync(Sdl);
        using var ada = new Account("Ada");
        using var session = ada.NewSession(node.Clock);
        await node.With(session)
            .AskAsync("""mutation { createNote(input: {content: {text: "Hello"}}) { document { id } } }""");
        await using var browser = await Chromium.StartAsync();
        var explorer = new BananaCakePopPage(browser.Page, node.Address.GetLeftPart(UriPartial.Authority));

        await explorer.OpenAsync("/graphql");
        var answer = await explorer.AskAsync(
            "Notes",
            "{ noteIndex(first: 1) { edges { node { text author { id } } } } }"
        );

        Assert.Contains("\"text\":\"Hello\"", answer, StringComparison.Ordinal);
        Assert.Contains(ada.Did.Text, answer, StringComparison.Ordinal);
        Assert.Empty(browser.Faults);
        Assert.Empty(browser.Outside.Asked);
    }
}
