using System.Net;
using ComposeServer.Server.Explorer;

namespace ComposeServer.Tests.Server.Explorer;

public class ExplorerFileTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "text/html; charset=utf-8", "no-cache")]
    [InlineData("static/js/main.0349187e.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable")]
    [InlineData("static/main.PS3SNMRF.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable")]
    [InlineData("static/main.production.js", "text/javascript; charset=utf-8", "no-cache")]
    [InlineData("favicon.svg", "image/svg+xml", "no-cache")]
    [InlineData("LICENSE", "text/plain; charset=utf-8", "no-cache")]
    [InlineData("bcp-config.json", "application/json", "no-store")]
    public async Task Only_names_that_change_with_their_content_are_cached(string name, string type, string caching)
    {
        await using var setup = await ExplorerSetup.StartAsync(ExplorerKind.BananaCakePop, "bananacakepop");

        using var answer = await setup.SendAsync("/graphql/" + name);

        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(caching.Split(", ").Order(), answer.Headers.CacheControl!.ToString().Split(", ").Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("static/js/main.0349187e.js")]
    public async Task What_a_browser_still_has_is_not_sent_again(string name)
    {
        await using var setup = await ExplorerSetup.StartAsync(ExplorerKind.BananaCakePop, "bananacakepop");

        using var first = await setup.SendAsync("/graphql/" + name);
        using var same = await setup.SendAsync("/graphql/" + name, ifNoneMatch: first.Headers.ETag!.ToString());
        using var other = await setup.SendAsync("/graphql/" + name, ifNoneMatch: "\"other\"");
        using var head = await setup.SendAsync("/graphql/" + name, method: "HEAD");

        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(first.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory]
    [InlineData("/graphql/../secret.txt")]
    [InlineData("/graphql/../../secret.txt")]
    [InlineData("/graphql/%2e%2e/%2e%2e/secret.txt")]
    [InlineData("/graphql/..%2f..%2fsecret.txt")]
    [InlineData("/graphql/static/..%2f..%2f..%2fsecret.txt")]
    [InlineData("/graphql/..%5c..%5csecret.txt")]
    [InlineData("/graphql/notes/..%2f..%2fsecret.txt")]
    [InlineData("/graphql//etc/passwd")]
    [InlineData("/graphql/%2fetc%2fpasswd")]
    [InlineData("/graphql/static/js/main.0349187e.js%00.txt")]
    public async Task No_address_leads_out_of_the_folder(string target)
    {
        await using var setup = await ExplorerSetup.StartAsync(ExplorerKind.BananaCakePop, "bananacakepop");

        var answer = await setup.SendRawAsync(target);

        Assert.DoesNotContain(ExplorerSetup.Secret, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("main;", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExplorerKind.BananaCakePop, "/graphql/", "script-src 'self' 'unsafe-eval'")]
    [InlineData(ExplorerKind.BananaCakePop, "/graphql/static/js/main.0349187e.js", "script-src 'self' 'unsafe-eval'")]
    [InlineData(ExplorerKind.BananaCakePop, "/graphql/bcp-config.json", "script-src 'self' 'unsafe-eval'")]
    [InlineData(ExplorerKind.GraphiQL, "/graphql", "script-src 'self'")]
    [InlineData(ExplorerKind.GraphiQL, "/graphql/", "script-src 'self'")]
    [InlineData(ExplorerKind.GraphiQL, "/graphql/static/js/main.0349187e.js", "script-src 'self'")]
    [InlineData(ExplorerKind.None, "/graphql/", "script-src 'self'")]
    public async Task Every_answer_forbids_other_origins_and_frames(ExplorerKind kind, string path, string scripts)
    {
        await using var setup = await ExplorerSetup.StartAsync(kind, "bananacakepop", "graphiql");

        using var answer = await setup.SendAsync(path);

        Assert.Equal(
            [
                "default-src 'none'",
                scripts,
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data:",
                "font-src 'self' data:",
                "connect-src 'self'",
                "worker-src blob: 'self'",
                "manifest-src 'self'",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
            ],
            answer.Headers.GetValues("Content-Security-Policy").Single().Split("; ")
        );
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
    }
}
