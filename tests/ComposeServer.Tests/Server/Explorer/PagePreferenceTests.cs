using ComposeServer.Server.Explorer;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Tests.Server.Explorer;

public class PagePreferenceTests
{
    [Theory]
    [InlineData("text/html", true)]
    [InlineData("TEXT/HTML;q=0.2", true)]
    [InlineData(ExplorerSetup.Browser, true)]
    [InlineData("text/html, application/json;q=0.9", true)]
    [InlineData("text/html;level=1, application/*;q=0.5", true)]
    [InlineData("application/json;q=0.1, application/*, text/html;q=0.5, text/*;q=0.1", false)]
    [InlineData("*/*, application/*;q=0.1, text/html;q=0.5, text/event-stream;q=0", true)]
    [InlineData("text/html, application/json", false)]
    [InlineData("text/html;q=0.8, application/json", false)]
    [InlineData("application/graphql-response+json, text/html;q=0.9", false)]
    [InlineData("text/event-stream, text/html;q=0.9", false)]
    [InlineData("text/html;q=0", false)]
    [InlineData("text/*", false)]
    [InlineData("*/*", false)]
    [InlineData("", false)]
    [InlineData("text/html, ;;;", true)]
    [InlineData(";;;", false)]
    public void A_person_asks_when_html_is_named_and_liked_best(string accept, bool person)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "GET";
        request.Headers.Accept = accept;

        Assert.Equal(person, ExplorerEndpoint.WantsPage(request));
    }
}
