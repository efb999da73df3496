using System.Security.Cryptography;
using System.Text;
using ComposeServer.Integration.Schemas;
using ComposeServer.Server.Host;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Transports;

/// <summary>Requests that name a document in place of sending its text.</summary>
public class PersistedTests(SchemaNode schemas) : IClassFixture<SchemaNode>
{
    const string Query = "{ __typename }";

    [Fact]
    public async Task A_document_is_registered_by_its_hash_and_named_from_then_on()
    {
        const string Document = "{ registered: __typename }";
        var extensions = Persisted(HashOf(Document));

        var unknown = await AskAsync(new { extensions });
        var registered = await AskAsync(new { query = Document, extensions });
        var named = await AskAsync(new { extensions });

        Assert.Equal(("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND"), (unknown.Message, unknown.Code));
        Assert.Equal("Query", registered.Data.Text("registered"));
        Assert.Equal("Query", named.Data.Text("registered"));
    }

    [Fact]
    public async Task A_registered_document_is_executed_by_GET_too()
    {
        const string Document = "{ got: __typename }";
        _ = (await AskAsync(new { query = Document, extensions = Persisted(HashOf(Document)) })).Data;

        var extensions = $"{{\"persistedQuery\":{{\"version\":1,\"sha256Hash\":\"{HashOf(Document)}\"}}}}";
        var body = await schemas.Node.Http.GetStringAsync($"/graphql?extensions={Uri.EscapeDataString(extensions)}");

        Assert.Contains("\"got\":\"Query\"", body);
    }

    [Theory]
    [InlineData(
        "0000000000000000000000000000000000000000000000000000000000000000",
        1,
        "provided sha does not match query"
    )]
    [InlineData("abc", 1, "64 lower-case hexadecimal digits")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", 1, "64 lower-case")]
    [InlineData(null, 1, "64 lower-case")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 2, "version: 1")]
    public async Task A_hash_that_is_wrong_or_malformed_is_refused(string? sha256Hash, int version, string message)
    {
        var refused = await AskAsync(
            new { query = Query, extensions = new { persistedQuery = new { version, sha256Hash } } }
        );

        Assert.Equal("BAD_USER_INPUT", refused.Code);
        Assert.Contains(message, refused.Message);
    }

    [Fact]
    public async Task Documents_that_nobody_asks_for_make_room_and_are_registered_again()
    {
        // More than the 8 MiB that are kept.
        const string First = "{ first: __typename }";
        _ = (await AskAsync(new { query = First, extensions = Persisted(HashOf(First)) })).Data;
        var padding = new string(' ', 900_000);
        for (var i = 0; i < 12; i++)
        {
            var query = $"{{ a{i}: __typename }}{padding}";
            _ = (await AskAsync(new { query, extensions = Persisted(HashOf(query)) })).Data;
        }

        var again = await AskAsync(new { query = First, extensions = Persisted(HashOf(First)) });

        Assert.Equal("Query", again.Data.Text("first"));
    }

    [Fact]
    public async Task A_server_can_refuse_to_register_documents()
    {
        await using var node = await TestNode.StartAsync(configure: options =>
            options with
            {
                PersistedQueries = false,
            }
        );

        var refused = await AskAsync(node, new { extensions = Persisted(HashOf(Query)) });

        Assert.Equal(("PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED"), (refused.Message, refused.Code));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Trusted_documents_are_named_by_their_id_and_everything_else_can_be_refused(bool asManifest)
    {
        using var folder = new TemporaryFolder();
        var path = asManifest ? Path.Combine(folder.FullName, "list.json") : folder.FullName;
        if (asManifest)
            await File.WriteAllTextAsync(
                path,
                """{"format":"apollo-persisted-query-manifest","version":1,"operations":[{"id":"who","name":"Who","type":"query","body":"query Who { who: __typename }"}]}"""
            );
        else
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "who.graphql"), "query Who { who: __typename }");
        await using var node = await TestNode.StartAsync(configure: options =>
            options with
            {
                TrustedDocuments = path,
                TrustedDocumentsOnly = true,
            }
        );

        var named = await AskAsync(node, new { documentId = "who" });
        var hashed = await AskAsync(node, new { extensions = Persisted(HashOf("query Who { who: __typename }")) });
        var sent = await AskAsync(node, new { query = "query Who { who: __typename }" });
        var unknown = await AskAsync(node, new { documentId = "whom" });
        var other = await AskAsync(node, new { query = Query });
        var smuggled = await AskAsync(node, new { documentId = "who", query = Query });

        Assert.All((GraphQLAnswer[])[named, hashed, sent], answer => Assert.Equal("Query", answer.Data.Text("who")));
        Assert.All((GraphQLAnswer[])[unknown, other], answer => Assert.Equal("PERSISTED_ONLY", answer.Code));
        Assert.Equal("BAD_USER_INPUT", smuggled.Code);
    }

    [Theory]
    [InlineData("[1]", "must be a JSON object")]
    [InlineData("""{"operations": 5}""", "operations must be an array")]
    [InlineData("""{"operations": [{"id": "a"}]}""", "has no text body")]
    [InlineData("""{"a": 5}""", "the document a is not a text")]
    [InlineData("{", "")]
    public async Task A_list_that_cannot_be_read_stops_the_start(string list, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "list.json");
        await File.WriteAllTextAsync(path, list);

        var refused = await Assert.ThrowsAsync<StartException>(() =>
            TestNode.StartAsync(configure: options => options with { TrustedDocuments = path })
        );

        Assert.Equal("TRUSTED_DOCUMENTS_UNREADABLE", refused.Code);
        Assert.Contains(path, refused.Message);
        Assert.Contains(reason, refused.Message);
    }

    Task<GraphQLAnswer> AskAsync(object body) => AskAsync(schemas.Node, body);

    static async Task<GraphQLAnswer> AskAsync(TestNode node, object body)
    {
        using var content = System.Net.Http.Json.JsonContent.Create(body);
        return await node.Anonymous.PostAsync(content);
    }

    static object Persisted(string sha256Hash) => new { persistedQuery = new { version = 1, sha256Hash } };

    static string HashOf(string document) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
}
