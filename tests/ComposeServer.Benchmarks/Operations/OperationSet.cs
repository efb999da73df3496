using System.Text.Json.Nodes;
using ComposeServer.Benchmarks.Bare;
using ComposeServer.Benchmarks.Corpus;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>All operations over one corpus, in the order in which they are measured: creates come last, since they change what the others read.</summary>
static class OperationSet
{
    public const string Create = "create";

    /// <summary>Names for <c>--only</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["by-id", "page", "nested", "count", Create];

    /// <summary>Different bodies of one question.</summary>
    const int Variants = 1_000;

    const string ByIdQuery =
        "query ById($id: ID!) { node(id: $id) { id ... on Post { title body topic rank publishedAt } } }";

    const string PageQuery = """
        query Page($topic: String!) {
          postIndex(first: 20, filters: { where: { topic: { equalTo: $topic } } }, sorting: { rank: DESC }) {
            edges { node { id title body topic rank publishedAt } }
            pageInfo { hasNextPage }
          }
        }
        """;

    const string NestedQuery = """
        query Nested($from: Int!) {
          authorIndex(first: 20, filters: { where: { number: { greaterThanOrEqualTo: $from } } }, sorting: { number: ASC }) {
            edges { node { id name
              posts(first: 10) { edges { node { id title commentsCount
                comments(first: 5) { edges { node { id text } } }
              } } }
            } }
          }
        }
        """;

    const string CountQuery =
        "query Count($topic: String!) { postCount(filters: { where: { topic: { equalTo: $topic } } }) }";

    public static IReadOnlyList<Operation> Of(BoardCorpus corpus, int seed)
    {
        var chance = new Random(seed);
        var size = corpus.Size;
        return
        [
            Read("by-id", BareRead.ById, ByIdQuery, "node", () => AnyOf(corpus.Posts, chance).Id.ToString()),
            Read("page", BareRead.Page, PageQuery, "postIndex", () => BoardText.Topic(chance.Next(size.Topics))),
            Read(
                "nested",
                BareRead.Nested,
                NestedQuery,
                "authorIndex",
                () => chance.Next(size.Authors - BoardSize.AuthorsPerPage + 1)
            ),
            Read("count", BareRead.Count, CountQuery, "postCount", () => BoardText.Topic(chance.Next(size.Topics))),
            new(
                Create,
                "/api/v0/streams",
                BareCommand.CreatePath,
                [.. corpus.Creates.Select(document => document.Body)],
                IsRepeatable: false,
                "{\"streamId\":\"k"u8.ToArray()
            ),
        ];
    }

    static Operation Read(string name, BareRead bare, string query, string field, Func<JsonNode> variable)
    {
        var bodies = Enumerable
            .Range(0, Variants)
            .Select(_ => Body(query, new() { [bare.Variable] = variable() }))
            .ToArray();
        return new(name, "/graphql", bare.Path, bodies, IsRepeatable: true, Utf8($"{{\"data\":{{\"{field}\":"));
    }

    static ReadOnlyMemory<byte> Body(string query, JsonObject variables) =>
        Utf8(new JsonObject { ["query"] = query, ["variables"] = variables }.ToJsonString());

    static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    static SignedDocument AnyOf(SignedDocument[] documents, Random chance) => documents[chance.Next(documents.Length)];
}
