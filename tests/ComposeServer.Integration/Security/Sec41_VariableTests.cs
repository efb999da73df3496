using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Security;

/// <summary>Attack 41: values that Postgres, .NET or JSON cannot hold, in every place where a caller can put one. Never a fault of the server.</summary>
public class Sec41_VariableTests(SocialNode social) : IClassFixture<SocialNode>
{
    const string Nul = "a\u0000b";

    static readonly string[] Values =
    [
        "\"a\\u0000b\"",
        "\"\\u0000\"",
        "\"\\uffff\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "1e400",
        "-1e400",
        "1e-400",
        "9007199254740993",
        "99999999999999999999999999999999999999",
        "2147483648",
        "-0",
        "0.1",
        "NaN",
        "true",
        "null",
        "{}",
        "[]",
        "[[[[[[1]]]]]]",
        "{\"__proto__\":1}",
        "{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}",
    ];

    static readonly string[] Places =
    [
        "query ($v: ID!) { node(id: $v) { id } }",
        "query ($v: [ID!]!) { nodes(ids: $v) { id } }",
        "query ($v: Int) { postIndex(first: $v) { edges { cursor } } }",
        "query ($v: String) { postIndex(first: 1, after: $v) { edges { cursor } } }",
        "query ($v: ID) { postIndex(first: 1, account: $v) { edges { cursor } } }",
        "query ($v: PostFiltersInput) { postCount(filters: $v) }",
        "query ($v: String) { postCount(filters: { where: { publishedAt: { equalTo: $v } } }) }",
        "query ($v: [String!]) { postCount(filters: { where: { publishedAt: { in: $v } } }) }",
        "query ($v: String) { postCount(filters: { or: [{ not: { where: { publishedAt: { lessThan: $v } } } }] }) }",
        "query ($v: Int) { postCount(filters: { where: { importance: { equalTo: $v } } }) }",
        "query ($v: PostSortingInput) { postIndex(first: 1, sorting: $v) { edges { cursor } } }",
        "mutation ($v: String!) { createPost(input: { content: { title: $v, publishedAt: \"2026-12-01T10:00:00Z\", audience: EVERYONE } }) { document { id title } } }",
        "mutation ($v: DateTime!) { createPost(input: { content: { title: \"a\", publishedAt: $v, audience: EVERYONE } }) { document { id } } }",
        "mutation ($v: Int) { createPost(input: { content: { title: \"a\", importance: $v, publishedAt: \"2026-12-01T10:00:00Z\", audience: EVERYONE } }) { document { id } } }",
        "mutation ($v: [String!]) { createPost(input: { content: { title: \"a\", tags: $v, publishedAt: \"2026-12-01T10:00:00Z\", audience: EVERYONE } }) { document { id } } }",
        "mutation ($v: PostInput!) { createPost(input: { content: $v }) { document { id } } }",
        "mutation ($v: URI!) { createPost(input: { content: { title: \"a\", picture: { source: $v }, publishedAt: \"2026-12-01T10:00:00Z\", audience: EVERYONE } }) { document { id } } }",
        "mutation ($v: CeramicStreamID!) { createComment(input: { content: { postID: $v, text: \"a\", writtenAt: \"2026-12-01T10:00:00Z\" } }) { document { id } } }",
        "mutation ($v: DID) { setFollow(input: { content: { followed: $v } }) { document { id } } }",
        "mutation ($v: ID!) { updatePost(input: { id: $v, content: { title: \"a\" } }) { document { id } } }",
        "mutation ($v: String) { setProfile(input: { content: { name: \"a\", bio: $v } }) { document { id bio } } }",
    ];

    [Fact]
    public async Task Every_value_in_every_place_is_taken_or_refused_with_a_code()
    {
        var ada = social.As(social.Ada);
        foreach (var place in Places)
        foreach (var value in Values)
        {
            using var body = Json($"{{\"query\":{JsonSerializer.Serialize(place)},\"variables\":{{\"v\":{value}}}}}");

            (await ada.PostAsync(body)).IsNoFault();
        }

        await social.Node.AnswersAsync();
    }

    [Fact]
    public async Task Text_with_the_character_that_Postgres_lacks_is_content_like_any_other()
    {
        var ada = social.As(social.Ada);
        var id = await ada.PostAsync(Nul);

        var updated = await ada.AskAsync(
            SocialWrites.UpdatePost,
            new { input = new { id, content = new { title = Nul + Nul } } }
        );

        Assert.Equal(Nul + Nul, updated.Data.Text("updatePost.document.title"));
    }

    [Theory]
    [InlineData("{ node(id: \"\\u0000\") { id } }")]
    [InlineData("{ postIndex(first: 1, after: \"\\u0000\") { edges { cursor } } }")]
    [InlineData("{ postIndex(first: 1, account: \"did:a:\\u0000\") { edges { cursor } } }")]
    [InlineData("{ postCount(filters: {where: {publishedAt: {equalTo: \"\\u0000\"}}}) }")]
    [InlineData("{ postCount(filters: {where: {publishedAt: {equalTo: \"\\u{0}\"}}}) }")]
    [InlineData("{ postCount(filters: {where: {importance: {equalTo: 99999999999999999999}}}) }")]
    [InlineData("{ postCount(filters: {where: {importance: {equalTo: 1e400}}}) }")]
    [InlineData("{ postCount(filters: {where: {publishedAt: {equalTo: \"\\ud800\"}}}) }")]
    [InlineData("{ __type(name: \"\\u0000\") { name } }")]
    public async Task So_are_values_in_the_document_itself(string document) =>
        (await social.Node.Anonymous.AskAsync(document)).IsNoFault();

    [Theory]
    [InlineData("""{"query":"{postCount}","operationName":"\u0000"}""")]
    [InlineData("""{"query":"{postCount}","operationName":"\ud800"}""")]
    [InlineData("""{"documentId":"\u0000"}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"\u0000"}}}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1e400,"sha256Hash":"a"}}}""")]
    [InlineData("""{"extensions":{"persistedQuery":[]}}""")]
    [InlineData("""{"query":"{postCount}","extensions":{"composeserver":"\u0000","signing":1}}""")]
    [InlineData("""{"query":"\u0000"}""")]
    [InlineData("""{"query":"{postCount}","variables":{"\u0000":1}}""")]
    public async Task And_in_the_other_members_of_a_request(string body)
    {
        using var content = Json(body);

        (await social.Node.Anonymous.PostAsync(content)).IsNoFault();
    }

    static StringContent Json(string body)
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
