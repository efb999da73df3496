using System.Text.Json.Nodes;
using ComposeServer.Server.Explorer;
using Microsoft.Playwright;

namespace ComposeServer.Browser;

public class ExplorerTests
{
    [Theory]
    [InlineData(ExplorerKind.BananaCakePop, "/graphql")]
    [InlineData(ExplorerKind.BananaCakePop, "/graphql/notes")]
    [InlineData(ExplorerKind.GraphiQL, "/graphql")]
    [InlineData(ExplorerKind.GraphiQL, "/graphql/notes")]
    public async Task A_query_typed_into_the_page_is_answered_on_it(ExplorerKind kind, string endpoint)
    {
        await using var host = await ExplorerHost.StartAsync(kind);
        await using var browser = await Chromium.StartAsync();
        var explorer = PageOf(kind, browser.Page, host.BaseUrl);

        await explorer.OpenAsync(endpoint);
        var answer = await explorer.AskAsync("Listing", "{ notes { title } }");

        Assert.Equal("""{"data":{"notes":[{"title":"First"}]}}""", answer);
        Assert.Contains($"POST {host.BaseUrl}{endpoint}", browser.Requests);
        Assert.All(
            browser.Requests,
            request => Assert.Contains($" {host.BaseUrl}/", request, StringComparison.Ordinal)
        );
        Assert.Empty(browser.Faults);
        Assert.Empty(browser.Outside.Asked);
    }

    /// <summary>Attack 45, in real browsers; <c>Sec45_ExplorerTests</c> has what they are told.</summary>
    [Theory]
    [InlineData(ExplorerKind.BananaCakePop)]
    [InlineData(ExplorerKind.GraphiQL)]
    public async Task What_others_wrote_into_documents_and_schemas_runs_nothing_and_fetches_nothing(ExplorerKind kind)
    {
        await using var host = await ExplorerHost.StartAsync(kind);
        await using var browser = await Chromium.StartAsync();
        var explorer = PageOf(kind, browser.Page, host.BaseUrl);

        await explorer.OpenAsync("/graphql");
        var answer = await explorer.AskAsync("Hostile", "{ hostile }");
        await explorer.OpenReferenceAsync();
        await browser.Page.GetByText(ExplorerHost.Described).First.WaitForAsync();
        await browser.Page.WaitForFunctionAsync("[...document.images].every(image => image.complete)");

        Assert.Equal(ExplorerHost.Hostile, (string?)JsonNode.Parse(answer)!["data"]!["hostile"]);
        Assert.Empty(browser.Faults);
        Assert.Empty(browser.Outside.Asked);
    }

    static ExplorerPage PageOf(ExplorerKind kind, IPage page, string baseUrl) =>
        kind is ExplorerKind.GraphiQL ? new GraphiQLPage(page, baseUrl) : new BananaCakePopPage(page, baseUrl);
}
