using System.Text.Json.Nodes;
using ComposeServer.Benchmarks.Bare;
using ComposeServer.Benchmarks.Corpus;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>All operations over one corpus, in the order in which they are measured: creates come last, since they change what the others read.</summary>
static class OperationSet
{
    public const string Create = "create";

    const string Skewed = "skewed";

    /// <summary>Names for <c>--only</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["by-id", "page", "nested", "count", Skewed, Create];

    /// <summary>Different bodies of one question.</summary>
    const int Variants = 1_000;

    /// <summary>Of the largest answers.</summary>
    const int NestedVariants = 200;

    public static IReadOnlyList<Operation> Of(BoardCorpus corpus, int seed)
    {
        var chance = new Random(seed);
        var size = corpus.Size;
        return
        [
            Read("by-id", BoardQuestions.ById, "id", Variants, () => AnyOf(corpus.Posts, chance).Id.ToString()),
            Read("page", BoardQuestions.Page, "topic", Variants, () => BoardText.Topic(chance.Next(size.Topics))),
            Read(
                "nested",
                BoardQuestions.Nested,
                "from",
                NestedVariants,
                () => BoardCorpus.NumbersFrom + chance.Next(size.Authors - BoardSize.AuthorsPerPage + 1)
            ),
            Read("count", BoardQuestions.Count, "topic", Variants, () => BoardText.Topic(chance.Next(size.Topics))),
            SkewedPage("frequent", BoardTopics.Frequent, 0),
            SkewedPage("frequent mid", BoardTopics.Frequent, BoardTopics.FrequentPosts(size) / 2),
            SkewedPage("rare", BoardTopics.Rare, 0),
            SkewedPage("rare mid", BoardTopics.Rare, BoardTopics.RarePosts / 2),
            SkewedPage("absent", BoardTopics.Absent, 0),
            new Operation.Create(corpus.Creates),
        ];
    }

    static Operation.Read Read(string name, Question question, string variable, int variants, Func<JsonNode> value) =>
        new(
            name,
            name,
            question,
            [.. Enumerable.Range(0, variants).Select(_ => new JsonObject { [variable] = value() })]
        );

    /// <summary>By one connection: what counts is how long somebody waits for such a page.</summary>
    static Operation.Read SkewedPage(string name, string topic, int skipped) =>
        new(
            $"{Skewed} {name}",
            Skewed,
            skipped == 0 ? BoardQuestions.Skewed : BoardQuestions.Skewed.After(BareRead.SkewedNext),
            [new JsonObject { ["topic"] = topic }]
        )
        {
            Connections = 1,
            Skipped = skipped,
        };

    static SignedDocument AnyOf(SignedDocument[] documents, Random chance) => documents[chance.Next(documents.Length)];
}
