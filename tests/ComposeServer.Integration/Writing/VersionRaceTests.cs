using ComposeServer.Identity.Sessions;
using ComposeServer.Integration.EventApi;
using ComposeServer.Integration.Social;
using ComposeServer.Log;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Writing;

/// <summary>Writers on two servers over one database who count up one document, with one key, so that two of them make the same bytes.</summary>
public sealed class VersionRaceTests(SocialNode social) : IClassFixture<SocialNode>
{
    const int Writers = 6;
    const int TriesEach = 25;

    const string Read = "query ($id: ID!) { node(id: $id) { ... on Post { title version } } }";

    [Fact]
    public async Task Over_GraphQL_no_increment_is_lost()
    {
        await using var other = await social.Node.StartAnotherAsync();
        var session = social.SessionOf(social.Ada);
        var id = await social.Node.With(session).PostAsync("0");

        var acknowledged = await RaceAsync(writer => IncrementAsync(NodeOf(writer, other), session, id));

        await AssertCountAsync(id, acknowledged);
    }

    [Fact]
    public async Task Over_the_node_API_no_increment_is_lost()
    {
        await using var other = await social.Node.StartAnotherAsync();
        using var key = Seeds.Key("counter of the node API");
        var author = new EventAuthor(key);
        var id = await BeginAsync(author);

        var acknowledged = await RaceAsync(async writer =>
        {
            var node = NodeOf(writer, other);
            var (change, tip) = await ChangeAsync(node, author, id);
            var reply = await node.Api.PostAsync(
                "commits",
                new
                {
                    streamId = id,
                    commit = Testing.Nodes.NodeApi.ToJson(change),
                    opts = new { ifTip = tip },
                }
            );
            Assert.True((int)reply.Status is 200 or 409, reply.Body.ToString());
            return (int)reply.Status == 200;
        });

        await AssertCountAsync(id, acknowledged);
    }

    [Fact]
    public async Task Over_the_event_API_no_increment_is_lost()
    {
        await using var other = await social.Node.StartAnotherAsync();
        using var key = Seeds.Key("counter of the event API");
        var author = new EventAuthor(key);
        var id = await BeginAsync(author);

        var acknowledged = await RaceAsync(async writer =>
        {
            var node = NodeOf(writer, other);
            var (change, tip) = await ChangeAsync(node, author, id);
            var reply = await node.PostEventAsync(change, tip);
            Assert.True((int)reply.Status is 204 or 409, reply.Body.ToString());
            return (int)reply.Status == 204;
        });

        await AssertCountAsync(id, acknowledged);
    }

    TestNode NodeOf(int writer, TestNode other) => writer % 2 == 0 ? social.Node : other;

    /// <summary>Everybody tries so often.</summary>
    /// <returns>How many tries were acknowledged.</returns>
    static async Task<int> RaceAsync(Func<int, Task<bool>> tryOnce)
    {
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(async writer =>
                {
                    var taken = 0;
                    for (var i = 0; i < TriesEach; i++)
                        if (await tryOnce(writer))
                            taken++;
                    return taken;
                })
        );
        return counts.Sum();
    }

    static async Task<bool> IncrementAsync(TestNode node, DidSession session, string id)
    {
        var caller = node.With(session);
        var seen = (await caller.AskAsync(Read, new { id })).Data.At("node");
        var answer = await caller.AskAsync(
            SocialWrites.UpdatePost,
            new
            {
                input = new
                {
                    id,
                    content = new { title = Next(seen.Text("title")!) },
                    options = new { version = seen.Text("version") },
                },
            }
        );
        if (answer.Errors.Count > 0)
            Assert.Equal("CONFLICT", answer.Code);
        return answer.Errors.Count == 0;
    }

    async Task<string> BeginAsync(EventAuthor author)
    {
        var init = author.Create(social.Model("Post"), SocialWrites.Post("0"));
        await social.Node.TakeAsync(init);
        return DocumentEvents.NameOf(init).ToString();
    }

    static async Task<(EventBlocks Change, string Tip)> ChangeAsync(TestNode node, EventAuthor author, string id)
    {
        var state = (await node.Api.GetAsync("streams/" + id)).Ok.At("state");
        var patch = $$"""[{"op":"replace","path":"/title","value":"{{Next(state.Text("content.title")!)}}"}]""";
        return (author.Change(state, patch), state.Items("log")[^1].Text("cid")!);
    }

    static string Next(string title) => $"{int.Parse(title, System.Globalization.CultureInfo.InvariantCulture) + 1}";

    async Task AssertCountAsync(string id, int acknowledged)
    {
        var state = (await social.Node.Api.GetAsync("streams/" + id)).Ok.At("state");
        Assert.Equal($"{acknowledged}", state.Text("content.title"));
        Assert.Equal(1 + acknowledged, state.Items("log").Count);
        Assert.InRange(acknowledged, TriesEach, Writers * TriesEach);
    }
}
