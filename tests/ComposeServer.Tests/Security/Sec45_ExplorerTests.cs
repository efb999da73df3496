using ComposeServer.Server.Explorer;
using ComposeServer.Tests.Server.Explorer;

namespace ComposeServer.Tests.Security;

/// <summary>
/// Attack 45: a document or a schema that brings a script into the explorer. What a browser is told, over real HTTP; that a hostile text runs in no
/// page is tested in real browsers (<c>ComposeServer.Browser</c>, <c>ExplorerTests</c>).
/// </summary>
public class Sec45_ExplorerTests
{
    static readonly string[] Files =
    [
        "/graphql/",
        "/graphql/notes/",
        "/graphql/favicon.svg",
        "/graphql/static/js/main.0349187e.js",
        "/graphql/static/main.PS3SNMRF.css",
    ];

    [Theory]
    [InlineData(ExplorerKind.BananaCakePop, "bananacakepop")]
    [InlineData(ExplorerKind.GraphiQL, "graphiql")]
    public async Task Every_answer_forbids_foreign_origins_and_scripts_in_text(ExplorerKind kind, string folder)
    {
        await using var setup = await ExplorerSetup.StartAsync(kind, folder);

        foreach (var file in Files)
        {
            using var answer = await setup.SendAsync(file, accept: file.EndsWith('/') ? ExplorerSetup.Browser : "*/*");
            var policy = PolicyOf(answer);

            Assert.Equal(["'none'"], policy["default-src"]);
            Assert.Equal(["'none'"], policy["frame-ancestors"]);
            Assert.Equal(["'none'"], policy["base-uri"]);
            Assert.Equal(["'none'"], policy["form-action"]);
            Assert.Equal(["'self'"], policy["connect-src"]);
            Assert.DoesNotContain("'unsafe-inline'", policy["script-src"]);
            Assert.False(policy.ContainsKey("script-src-elem") || policy.ContainsKey("script-src-attr"));
            Assert.All(
                policy.Values.SelectMany(sources => sources),
                source =>
                    Assert.Contains(
                        source,
                        (string[])["'none'", "'self'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:"]
                    )
            );
            Assert.DoesNotContain("data:", policy["script-src"]);
            Assert.DoesNotContain("blob:", policy["script-src"]);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public async Task The_open_page_may_not_even_make_code_of_text()
    {
        await using var setup = await ExplorerSetup.StartAsync(ExplorerKind.GraphiQL, "graphiql");

        using var answer = await setup.SendAsync("/graphql/");

        Assert.Equal(["'self'"], PolicyOf(answer)["script-src"]);
    }

    static Dictionary<string, string[]> PolicyOf(HttpResponseMessage answer) =>
        answer
            .Headers.GetValues("Content-Security-Policy")
            .Single()
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(directive => directive.Split(' '))
            .ToDictionary(words => words[0], words => words[1..], StringComparer.Ordinal);
}
