using System.Net;
using ComposeServer.Server.Explorer;

namespace ComposeServer.Tests.Server.Explorer;

public class ExplorerPageTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/graphql", "graphql/")]
    [InlineData("/graphql?theme=dark", "graphql/?theme=dark")]
    [InlineData("/graphql/notes", "notes/")]
    [InlineData("/graphql/a%20b", "a%20b/")]
    [InlineData("/graphql/index.html", "./")]
    [InlineData("/graphql/notes/index.html", "./")]
    public async Task A_person_is_sent_to_the_one_address_of_the_page(string asked, string sentTo)
    {
        await using var setup = await ExplorerSetup.StartAsync(ExplorerKind.BananaCakePop, "bananacakepop");

        using var answer = await setup.SendAsync(asked);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(sentTo, answer.Headers.Location!.OriginalString);
        Assert.Equal("Accept", answer.Headers.Vary.Single());
    }

    [Theory]
    [InlineData("/graphql/")]
    [InlineData("/graphql/notes/")]
    public async Task The_page_is_below_the_address_of_its_endpoint(string address)
    {
        await using var setup = await ExplorerSetup.StartAsync(ExplorerKind.BananaCakePop, "bananacakepop", "graphiql");

        using var page = await setup.SendAsync(address);
        using var script = await setup.SendAsync(address + "static/js/main.0349187e.js", accept: "*/*");
        using var preset = await setup.SendAsync(address + "bcp-config.json", accept: "*/*");

        Assert.Equal("<title>bananacakepop</title>", await page.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("Accept", page.Headers.Vary.Single());
        Assert.Equal("main;", await script.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(
            """{"useBrowserUrlAsEndpoint":true,"disableTelemetry":true}""",
            await preset.Content.ReadAsStringAsync(Cancel)
        );
    }

    [Theory]
    [InlineData("GET", "/graphql", "*/*")]
    [InlineData("GET", "/graphql", null)]
    [InlineData("GET", "/graphql/", "application/json")]
    [InlineData("GET", "/graphql/notes/", "application/json")]
    [InlineData("GET", "/graphql?query={a}", ExplorerSetup.Browser)]
    [InlineData("GET", "/graphql/?query={a}", ExplorerSetup.Browser)]
    [InlineData("GET", "/graphql?sdl", ExplorerSetup.Browser)]
    [InlineData("GET", "/graphql/notes?extensions={}", ExplorerSetup.Browser)]
    [InlineData("GET", "/graphql/others", ExplorerSetup.Browser)]
    [InlineData("GET", "/graphql/others/", ExplorerSetup.Browser)]
    [InlineData("GET", "/graphql/service-worker.js", ExplorerSetup.Browser)]
    [InlineData("GET", "/graphql/favicon.svg/", ExplorerSetup.Browser)]
    [InlineData("GET", "/graphql/FAVICON.svg", ExplorerSetup.Browser)]
    [InlineData("POST", "/graphql", ExplorerSetup.Browser)]
    [InlineData("POST", "/graphql/", ExplorerSetup.Browser)]
    [InlineData("POST", "/graphql/notes", "application/json")]
    [InlineData("OPTIONS", "/graphql", "*/*")]
    public async Task What_is_not_for_the_page_reaches_the_endpoint(string method, string path, string? accept)
    {
        await using var setup = await ExplorerSetup.StartAsync(ExplorerKind.BananaCakePop, "bananacakepop");

        using var answer = await setup.SendAsync(path, accept, method);

        Assert.Equal("endpoint", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData(ExplorerKind.BananaCakePop, "graphiql", "graphiql")]
    [InlineData(ExplorerKind.GraphiQL, "graphiql", "graphiql bananacakepop")]
    [InlineData(ExplorerKind.BananaCakePop, "bananacakepop", "graphiql bananacakepop")]
    public async Task The_open_page_stands_in_for_an_absent_one(ExplorerKind wanted, string served, string restored)
    {
        await using var setup = await ExplorerSetup.StartAsync(wanted, restored.Split(' '));

        using var page = await setup.SendAsync("/graphql/");

        Assert.Equal($"<title>{served}</title>", await page.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData(ExplorerKind.BananaCakePop, "", "make explorer")]
    [InlineData(ExplorerKind.GraphiQL, "bananacakepop", "make explorer")]
    [InlineData(ExplorerKind.None, "bananacakepop", "switched off")]
    public async Task Where_there_is_no_page_a_person_is_told_why(ExplorerKind wanted, string restored, string reason)
    {
        await using var setup = await ExplorerSetup.StartAsync(
            wanted,
            restored.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );

        using var page = await setup.SendAsync("/graphql");
        using var file = await setup.SendAsync("/graphql/favicon.svg");
        using var query = await setup.SendAsync("/graphql?query={a}");

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal("text/plain", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains(reason, await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("endpoint", await file.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("endpoint", await query.Content.ReadAsStringAsync(Cancel));
    }
}
