using System.Globalization;
using System.Text;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Ipld;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Hostile;

/// <summary>Values in every place of a question that no document could hold: refused with a stable word, never a fault of the server.</summary>
public class HostileRequestTests(SocialNode social) : IClassFixture<SocialNode>
{
    [Theory]
    [InlineData("""{"queryFilters":{"where":{"title":{"equalTo":"a\u0000"}}}}""", "INVALID_FILTER")]
    [InlineData("""{"queryFilters":{"where":{"title":{"in":["a","\u0000"]}}}}""", "INVALID_FILTER")]
    [InlineData("""{"queryFilters":{"where":{"title":{"equalTo":"\ud800"}}}}""", "BAD_USER_INPUT")]
    [InlineData(
        """{"queryFilters":{"and":[{"or":[{"not":{"where":{"title":{"notIn":["\udfff"]}}}}]}]}}""",
        "BAD_USER_INPUT"
    )]
    [InlineData("""{"queryFilters":{"where":{"\ud800":{"isNull":true}}}}""", "BAD_USER_INPUT")]
    [InlineData("""{"queryFilters":{"\ud800":{}}}""", "BAD_USER_INPUT")]
    [InlineData("""{"queryFilters":{"where":{"importance":{"lessThan":1e400}}}}""", "INVALID_FILTER")]
    [InlineData("""{"queryFilters":{"where":{"importance":{"equalTo":{"a":1}}}}}""", "INVALID_FILTER")]
    [InlineData("""{"queryFilters":{"where":{"importance":{"equalTo":null}}}}""", "INVALID_FILTER")]
    [InlineData("""{"queryFilters":{"where":{"importance":{"in":[1,"1"]}}}}""", "INVALID_FILTER")]
    [InlineData("""{"queryFilters":{"where":{"importance":{"in":[]}}}}""", "INVALID_FILTER")]
    [InlineData("""{"queryFilters":{"where":{"importance":{"like":"%"}}}}""", "INVALID_FILTER")]
    [InlineData("""{"queryFilters":[]}""", "INVALID_FILTER")]
    [InlineData("""{"queryFilters":"where"}""", "INVALID_FILTER")]
    [InlineData("""{"filter":{"title":"\u0000"}}""", "INVALID_FILTER")]
    [InlineData("""{"filter":{"title":"\ud800"}}""", "BAD_USER_INPUT")]
    [InlineData("""{"account":"did:key:z'; drop table log; --"}""", "BAD_USER_INPUT")]
    [InlineData("""{"account":"did:a:\u0000"}""", "BAD_USER_INPUT")]
    [InlineData("""{"account":"\ud800"}""", "BAD_USER_INPUT")]
    [InlineData("""{"account":5}""", "BAD_USER_INPUT")]
    [InlineData("""{"sorting":{"title":"asc; drop table log"}}""", "INVALID_SORTING")]
    [InlineData("""{"sorting":{"\ud800":"ASC"}}""", "BAD_USER_INPUT")]
    [InlineData("""{"sorting":{"title":"\ud800"}}""", "BAD_USER_INPUT")]
    [InlineData("""{"sorting":[["title","ASC"]]}""", "INVALID_SORTING")]
    [InlineData("""{"after":"\ud800"}""", "BAD_USER_INPUT")]
    [InlineData("""{"after":"' or 1=1"}""", "INVALID_CURSOR")]
    [InlineData("""{"after":5}""", "INVALID_CURSOR")]
    [InlineData("""{"first":"1; drop table log"}""", "INVALID_PAGING")]
    [InlineData("""{"first":1.5}""", "INVALID_PAGING")]
    [InlineData("""{"first":1e10}""", "INVALID_PAGING")]
    [InlineData("""{"models":["\ud800"]}""", "BAD_USER_INPUT")]
    [InlineData("""{"models":["'; drop table log; --"]}""", "INVALID_STREAM_ID")]
    public async Task A_collection_is_not_taken_in(string question, string code)
    {
        var model = social.Model("Post").ToString();
        var body = question.StartsWith("{\"models\"", StringComparison.Ordinal)
            ? question.Replace("{", "{\"first\":5,", StringComparison.Ordinal)
            : $"{{\"models\":[\"{model}\"],{(question.Contains("\"first\"", StringComparison.Ordinal) ? "" : "\"first\":5,")}{question[1..]}";

        var reply = await social.Node.Api.PostAsync("collection", Json(body));

        Assert.Equal(code, reply.Code);
    }

    [Theory]
    [InlineData("""{"filters":{"where":{"publishedAt":{"equalTo":"a\u0000"}}}}""", "BAD_USER_INPUT")]
    [InlineData("""{"filters":{"where":{"publishedAt":{"in":["\ud800"]}}}}""", "BAD_USER_INPUT")]
    [InlineData("""{"filters":{"where":{"importance":{"lessThan":1e400}}}}""", "BAD_USER_INPUT")]
    [InlineData("""{"filters":{"where":{"importance":{"lessThan":2147483648}}}}""", "BAD_USER_INPUT")]
    [InlineData("""{"filters":{"where":{"audience":{"equalTo":"' or true"}}}}""", "BAD_USER_INPUT")]
    [InlineData("""{"filters":{"where":{"publishedAt":{"like":"%"}}}}""", "BAD_USER_INPUT")]
    [InlineData("""{"filters":{"where":{"publishedAt":null}}}""", "BAD_USER_INPUT")]
    [InlineData("""{"filters":{"where":{"publishedAt":{"equalTo":null}}}}""", "BAD_USER_INPUT")]
    [InlineData("""{"filters":{"and":[null]}}""", "BAD_USER_INPUT")]
    [InlineData("""{"sorting":{"importance":"ASC; drop table log"}}""", "BAD_USER_INPUT")]
    [InlineData("""{"after":"\ud800"}""", "BAD_USER_INPUT")]
    [InlineData("""{"after":"' or 1=1"}""", "INVALID_CURSOR")]
    [InlineData("""{"first":0}""", "BAD_USER_INPUT")]
    [InlineData("""{"first":-1}""", "BAD_USER_INPUT")]
    [InlineData("""{"first":1001}""", "LIMIT_EXCEEDED")]
    [InlineData("""{"first":null}""", "BAD_USER_INPUT")]
    public async Task A_query_is_not_taken_in(string variables, string code)
    {
        const string Query = """
            query ($filters: PostFiltersInput, $sorting: PostSortingInput, $after: String, $first: Int = 5) {
              postIndex(first: $first, after: $after, filters: $filters, sorting: $sorting) { edges { cursor } }
            }
            """;
        var body = $"{{\"query\":{JsonSerializer.Serialize(Query)},\"variables\":{variables}}}";

        var answer = await social.Node.Anonymous.PostAsync(Json(body));

        Assert.Equal(code, answer.Code);
    }

    [Theory]
    [InlineData("1e999999")]
    [InlineData("1e-99999")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1,000")]
    [InlineData("1; drop table log")]
    [InlineData("")]
    [InlineData("\u0661")]
    public async Task A_cursor_with_a_number_that_is_none_is_refused_on_both_roads(string number)
    {
        var genuine = (await PageAsync(null)).Ok;
        Assert.True(Base64Url.TryDecode(genuine.Text("pageInfo.endCursor")!, out var bytes));
        var forged = Encoding
            .UTF8.GetString(bytes)
            .Replace("[\"3\"", $"[{JsonSerializer.Serialize(number)}", StringComparison.Ordinal);
        var after = Base64Url.Encode(Encoding.UTF8.GetBytes(forged));

        var collection = await PageAsync(after);
        var query = await social.Node.Anonymous.AskAsync(
            "query ($after: String) { postIndex(first: 1, after: $after, sorting: { importance: ASC }) { edges { cursor } } }",
            new { after }
        );

        Assert.Equal(("INVALID_CURSOR", "INVALID_CURSOR"), (collection.Code, query.Code));

        async Task<ApiReply> PageAsync(string? from)
        {
            if (from is null)
            {
                var content = SocialWrites.Post("numbered");
                content["importance"] = 3;
                _ = await social.As(social.Ada).PostAsync(content);
            }

            return await social.Node.Api.PostAsync(
                "collection",
                new
                {
                    models = new[] { social.Model("Post").ToString() },
                    first = 1,
                    after = from,
                    sorting = new { importance = "ASC" },
                }
            );
        }
    }

    [Theory]
    [InlineData("did:a:\\u0000")]
    [InlineData("did:'; drop table log; --")]
    [InlineData("did:")]
    public async Task An_account_of_any_spelling_has_nothing(string id)
    {
        var query =
            $"{{ node(id: \"{id}\") {{ ... on CeramicAccount {{ postListCount addresseeOfCommentListCount addresseeOfCommentList(first: 1) {{ edges {{ cursor }} }} }} }} }}";

        var answer = await social.Node.Anonymous.AskAsync(query);

        JsonAssert.Equal(
            new
            {
                postListCount = 0,
                addresseeOfCommentListCount = 0,
                addresseeOfCommentList = new { edges = Array.Empty<object>() },
            },
            answer.Data.At("node")
        );
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    [InlineData(100_000, false)]
    public async Task A_list_has_a_limit_on_both_roads(int count, bool isTaken)
    {
        var importances = Enumerable.Range(0, count).ToArray();
        var filter = new { where = new { importance = new Dictionary<string, object> { ["in"] = importances } } };

        var collection = await social.Node.Api.PostAsync(
            "collection/count",
            new { models = new[] { social.Model("Post").ToString() }, queryFilters = filter }
        );
        var query = await social.Node.Anonymous.AskAsync(
            "query ($filter: PostFiltersInput) { postCount(filters: $filter) }",
            new { filter }
        );

        if (isTaken)
        {
            Assert.Equal(collection.Ok.Number("count"), query.Data.Number("postCount"));
            return;
        }

        Assert.Equal("INVALID_FILTER", collection.Code);
        Assert.Contains(query.Code, new[] { "BAD_USER_INPUT", "LIMIT_EXCEEDED" });
    }

    [Fact]
    public async Task A_composite_with_names_that_are_none_is_not_served()
    {
        await using var node = await TestNode.StartAsync();
        var composite = await node.DeployAsync("type Item @createModel(description: \"an item\") { size: Int }");

        foreach (var name in (string[])["It'em", "1tem", "__Item", "", "a b", "\u00dcber", "Query", "Node"])
        {
            var json = System.Text.Json.Nodes.JsonNode.Parse(composite.ToUtf8())!.AsObject();
            json["aliases"] = new System.Text.Json.Nodes.JsonObject
            {
                [composite.FindByAlias("Item")!.Value.ToString()] = name,
            };
            var reply = await node.Api.AdminAsync(HttpMethod.Post, "admin/composites", new { composite = json });

            Assert.True(
                reply.Status != System.Net.HttpStatusCode.OK && reply.Code is "INVALID_SCHEMA" or "COMPOSITE_INVALID",
                string.Create(CultureInfo.InvariantCulture, $"{name}: {reply.Body}")
            );
        }
    }

    static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
