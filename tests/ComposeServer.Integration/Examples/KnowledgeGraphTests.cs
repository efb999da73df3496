using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Examples;

public class KnowledgeGraphTests(KnowledgeGraphTests.Scene scene) : IClassFixture<KnowledgeGraphTests.Scene>
{
    [Fact]
    public async Task Statements_lead_from_concept_to_concept_and_back()
    {
        const string Query = """
            query ($id: ID!) {
              node(id: $id) {
                ... on Concept {
                  label names { text language } mentionsCount
                  statements(first: 5, sorting: { confidence: DESC }) {
                    edges {
                      node {
                        predicate confidence object { label mentionsCount }
                        source { label statementsCount }
                        qualifiers { property value }
                        judgementsCount
                        judgements(first: 2) { edges { node { judge { id } judgement } } }
                      }
                    }
                  }
                }
              }
            }
            """;

        var answer = await scene.ReadAsync(Query, new { id = scene.Bee });

        JsonAssert.Equal(
            new
            {
                label = "Bee",
                names = new[] { new { text = "Biene", language = "de" } },
                mentionsCount = 0,
                statements = new
                {
                    edges = new[]
                    {
                        new
                        {
                            node = new
                            {
                                predicate = "IS_A",
                                confidence = 0.9,
                                @object = new { label = "Insect", mentionsCount = 2 },
                                source = new { label = "Field guide", statementsCount = 1 },
                                qualifiers = new[] { new { property = "rank", value = "clade" } },
                                judgementsCount = 1,
                                judgements = new
                                {
                                    edges = new[]
                                    {
                                        new { node = new { judge = new { id = scene.BobDid }, judgement = "AGREE" } },
                                    },
                                },
                            },
                        },
                    },
                },
            },
            answer.At("node")
        );
    }

    [Fact]
    public async Task Entries_of_all_models_are_found_together_and_notes_lead_to_either()
    {
        const string Query = """
            {
              entryCount
              sure: statementCount(filters: { where: { confidence: { greaterThanOrEqualTo: 0.5 } } })
              conceptIndex(first: 5, filters: { where: { label: { in: ["Bee", "Wasp"] } } }) { edges { node { label } } }
              annotationIndex(first: 5, sorting: { writtenAt: ASC }) { edges { node { text entry { id label } } } }
            }
            """;

        var answer = await scene.ReadAsync(Query);

        Assert.Equal(3, answer.Number("entryCount"));
        Assert.Equal(1, answer.Number("sure"));
        Assert.Equal(["Bee"], answer.Items("conceptIndex.edges").Select(edge => edge.Text("node.label")));
        Assert.Equal(
            ["Bee", "Field guide"],
            answer.Items("annotationIndex.edges").Select(edge => edge.Text("node.entry.label"))
        );
    }

    [Fact]
    public async Task A_statement_is_one_for_each_account_and_triple()
    {
        var again = await scene.Ada.SetAsync("Statement", scene.Statement(0.9));
        var ofBob = await scene.ReadAsync(
            "query ($id: ID!) { node(id: $id) { ... on CeramicAccount { statementListCount } } }",
            new { id = scene.BobDid }
        );

        Assert.Equal(scene.Stated, again);
        Assert.Equal(1, ofBob.Number("node.statementListCount"));
    }

    [Fact]
    public async Task What_the_models_forbid_is_refused()
    {
        Assert.StartsWith("SCHEMA_VIOLATION: ", await scene.Ada.RefusalAsync("set", "Statement", scene.Statement(1.5)));
        Assert.StartsWith("SCHEMA_VIOLATION: ", await scene.Ada.RefusalAsync("create", "Concept", new { label = "" }));
        Assert.StartsWith(
            "INVALID_RELATION: ",
            await scene.Bob.RefusalAsync(
                "create",
                "Annotation",
                new
                {
                    entryID = scene.Stated,
                    text = "A statement is no entry",
                    writtenAt = "2026-12-02T10:00:00Z",
                }
            )
        );
    }

    /// <summary>Two concepts, a source, a statement of Ada's that Bob agrees with, one of Bob's own, and a note on two entries.</summary>
    public sealed class Scene() : ExampleNode("knowledge-graph"), IAsyncLifetime
    {
        string insect = "";
        string guide = "";

        internal string Bee { get; private set; } = "";

        internal string Stated { get; private set; } = "";

        internal object Statement(double confidence) =>
            new
            {
                subjectID = Bee,
                predicate = "IS_A",
                objectID = insect,
                confidence,
                sourceID = guide,
                qualifiers = new[] { new { property = "rank", value = "clade" } },
            };

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Bee = await Ada.CreateAsync(
                "Concept",
                new { label = "Bee", names = new[] { new { text = "Biene", language = "de" } } }
            );
            insect = await Ada.CreateAsync("Concept", new { label = "Insect" });
            guide = await Bob.CreateAsync("Source", new { label = "Field guide", publishedOn = "1998-05-01" });
            Stated = await Ada.SetAsync("Statement", Statement(0.9));
            await Bob.SetAsync("Assessment", new { statementID = Stated, judgement = "AGREE" });
            await Bob.SetAsync(
                "Statement",
                new
                {
                    subjectID = insect,
                    predicate = "RELATED_TO",
                    objectID = insect,
                    confidence = 0.1,
                }
            );
            await AnnotateAsync(Bee, "2026-12-01T10:00:00Z");
            await AnnotateAsync(guide, "2026-12-02T10:00:00Z");
        }

        Task<string> AnnotateAsync(string entryID, string writtenAt) =>
            Bob.CreateAsync(
                "Annotation",
                new
                {
                    entryID,
                    text = "Look here",
                    writtenAt,
                }
            );
    }
}
