using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Security;

/// <summary>Attack 37: pages within pages, relations that lead in a circle, and great depth.</summary>
public class Sec37_DepthAndCostTests(SocialNode social) : IClassFixture<SocialNode>
{
    const string ThousandsOfThousands = """
        postIndex(first: 1000) { edges { node {
          comments(first: 1000) { edges { node { post {
            comments(first: 1000) { edges { node { post {
              likes(first: 1000) { edges { node { author { id } } } }
            } } } }
          } } } }
        } } }
        """;

    [Theory]
    [InlineData("{ postIndex(first: 1000) { edges { node { comments(first: 1000) { edges { node { text } } } } } } }")]
    [InlineData("{ " + ThousandsOfThousands + " }")]
    [InlineData("{ ...F } fragment F on Query { " + ThousandsOfThousands + " }")]
    [InlineData(
        "{ a: postIndex(first: 1000) { edges { node { ...F } } } } fragment F on Post { comments(first: 1000) { edges { node { text } } } }"
    )]
    [InlineData("{ postIndex(first: 1000) { edges { node { comments(last: 1000) { edges { node { text } } } } } } }")]
    [InlineData(
        "query ($n: Int = 1000) { postIndex(first: $n) { edges { node { comments(first: $n) { edges { node { text } } } } } } }"
    )]
    public async Task Pages_that_multiply_are_refused_and_reach_no_database(string document)
    {
        using var statements = new StatementCount(social.Node.Database.Name);

        await social.Node.RefuseQuicklyAsync(document, "COST_EXCEEDED");

        Assert.Equal(0, statements.Count);
    }

    [Theory]
    [InlineData(1_001)]
    [InlineData(int.MaxValue)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public async Task A_page_of_an_impossible_size_is_refused(int size)
    {
        var answer = await social.Node.Anonymous.AskAsync(
            "query ($n: Int!) { postIndex(first: $n) { edges { node { comments(first: $n) { edges { node { text } } } } } } }",
            new { n = size }
        );

        Assert.Contains(answer.Code, (string[])["COST_EXCEEDED", "LIMIT_EXCEEDED", "BAD_USER_INPUT"]);
    }

    [Fact]
    public async Task A_circle_of_relations_is_followed_four_times_and_not_five()
    {
        static string Circle(int times) =>
            "{ commentIndex(first: 1) { edges { node { "
            + string.Concat(Enumerable.Repeat("post { comments(first: 1) { edges { node { ", times))
            + "id"
            + string.Concat(Enumerable.Repeat(" } } } }", times))
            + " } } } }";

        await social.Node.RefuseQuicklyAsync(Circle(5), "LIMIT_EXCEEDED");
        (await social.Node.Anonymous.AskAsync(Circle(3))).Data.At("commentIndex");
    }

    [Fact]
    public async Task A_document_deeper_than_the_limit_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("node { ... on Post { author { postList(first: 1) { edges { ", 5));
        var document = "{ postIndex(first: 1) { edges { " + deep + "cursor" + new string('}', 28);

        await social.Node.RefuseQuicklyAsync(document, "LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task A_subscription_is_weighed_too()
    {
        using var socket = await SocketClient.OpenAsync(social.Node);

        await socket.SubscribeAsync(
            "1",
            "subscription { postChanged { node { comments(first: 1000) { edges { node { post { comments(first: 1000) { edges { node { text } } } } } } } } } }"
        );

        var refused = await socket.ReceiveAsync();
        Assert.Equal(("error", "COST_EXCEEDED"), (refused.Text("type"), refused.Text("payload.0.extensions.code")));
    }
}
