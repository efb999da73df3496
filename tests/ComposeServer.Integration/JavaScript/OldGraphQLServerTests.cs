using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using ComposeServer.Integration.Cli;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.JavaScript;

/// <summary>The published command line's own GraphQL server: the old runtime executes operations through our node API.</summary>
public class OldGraphQLServerTests(OldCommandLine old) : IClassFixture<OldCommandLine>
{
    const string Listening = "GraphQL server is listening on ";

    static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task What_the_old_runtime_writes_and_reads_through_the_node_api_is_what_our_endpoint_reads()
    {
        const string Query = """
            query ($id: ID!) {
              postCount
              viewer { id postListCount profile { name } }
              node(id: $id) {
                ... on Post { title audience author { id } commentsCount comments(first: 5) { edges { node { text post { title } } } } }
              }
              postIndex(first: 5, filters: { where: { importance: { greaterThan: 2 } } }, sorting: { publishedAt: DESC }) {
                pageInfo { hasNextPage }
                edges { node { title } }
              }
            }
            """;
        var composite = await old.Node.DeployAsync(Repository.Read("schemas/examples/social.graphql"));
        var runtime = old.Write(
            "runtime.json",
            System.Text.Encoding.UTF8.GetString(composite.ToRuntime().OrThrow().Definition.ToUtf8())
        );
        using var server = old.Start("graphql:server", runtime);
        server.StandardInput.Close();
        try
        {
            using var http = new HttpClient { BaseAddress = await ListeningAsync(server), Timeout = Limit };
            var post = await CreatedAsync(
                http,
                "createPost",
                "title: \"One\", importance: 5, audience: EVERYONE, publishedAt: \"2026-12-01T10:00:00Z\""
            );
            await CreatedAsync(
                http,
                "createPost",
                "title: \"Two\", importance: 1, audience: FOLLOWERS, publishedAt: \"2026-12-02T10:00:00Z\""
            );
            await CreatedAsync(
                http,
                "createComment",
                $"postID: \"{post}\", text: \"Hi\", writtenAt: \"2026-12-03T10:00:00Z\""
            );
            await CreatedAsync(http, "setProfile", "name: \"Admin\"");
            await CreatedAsync(http, "setLike", $"postID: \"{post}\"");

            var theirs = await AskAsync(http, Query, new { id = post });

            using var admin = Seeds.Key("admin");
            var ours = await old.Node.Claiming(admin.Did).AskAsync(Query, new { id = post });
            JsonAssert.Equal(ours.Data, theirs.At("data"));
            Assert.Equal(2, theirs.Number("data.postCount"));
            Assert.Equal("Hi", theirs.Text("data.node.comments.edges.0.node.text"));
            Assert.Equal("Admin", theirs.Text("data.viewer.profile.name"));
        }
        finally
        {
            await RunningServer.SignalAsync(server.Id, "KILL");
            await server.WaitForExitAsync(CancellationToken.None).WaitAsync(Limit);
        }
    }

    static async Task<string> CreatedAsync(HttpClient http, string mutation, string content)
    {
        var answer = await AskAsync(
            http,
            $"mutation {{ {mutation}(input: {{ content: {{ {content} }} }}) {{ document {{ id }} }} }}",
            new { }
        );
        Assert.False(answer.TryGetProperty("errors", out _), answer.ToString());
        return answer.Text($"data.{mutation}.document.id")!;
    }

    static async Task<JsonElement> AskAsync(HttpClient http, string query, object variables)
    {
        using var answer = await http.PostAsJsonAsync(
            "graphql",
            new { query, variables },
            TestContext.Current.CancellationToken
        );
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until it says where it listens.</summary>
    static async Task<Uri> ListeningAsync(Process server)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var told = new List<string>();
        while (await server.StandardError.ReadLineAsync(limit.Token) is { } line)
        {
            told.Add(line);
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
                return new Uri(new Uri(line[(at + Listening.Length)..].Trim()), "/");
        }

        throw new InvalidOperationException(string.Join('\n', told));
    }
}
