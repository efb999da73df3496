using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Examples;

public class DaoVotesTests(DaoVotesTests.Scene scene) : IClassFixture<DaoVotesTests.Scene>
{
    [Fact]
    public async Task A_proposal_is_read_with_its_organisation_its_votes_and_what_was_said()
    {
        const string Query = """
            query ($id: ID!) {
              node(id: $id) {
                ... on Proposal {
                  title author { id } budget { amount currency }
                  organisation { name quorum membershipsCount }
                  votesCount remarksCount
                  yes: votesCount(filters: { where: { choice: { equalTo: YES } } })
                  votes(first: 5, sorting: { weight: DESC }) { edges { node { voter { id } choice weight } } }
                  remarks(first: 5) { edges { node { text leaning } } }
                }
              }
            }
            """;

        var answer = await scene.ReadAsync(Query, new { id = scene.Proposal });

        JsonAssert.Equal(
            new
            {
                title = "A garden",
                author = new { id = scene.AdaDid },
                budget = new { amount = 250.5, currency = "EUR" },
                organisation = new
                {
                    name = "Neighbours",
                    quorum = 2,
                    membershipsCount = 2,
                },
                votesCount = 2,
                remarksCount = 1,
                yes = 1,
                votes = new { edges = new[] { Vote(scene.BobDid, "NO", 3), Vote(scene.AdaDid, "YES", 1) } },
                remarks = new { edges = new[] { new { node = new { text = "Who waters it?", leaning = "ABSTAIN" } } } },
            },
            answer.At("node")
        );

        static object Vote(string voter, string choice, int weight) =>
            new
            {
                node = new
                {
                    voter = new { id = voter },
                    choice,
                    weight,
                },
            };
    }

    [Fact]
    public async Task Whoever_votes_again_changes_the_vote()
    {
        const string Query = """
            query ($account: ID!, $proposal: CeramicStreamID!) {
              node(id: $account) { ... on CeramicAccount { vote(with: { proposalID: $proposal }) { choice weight } } }
            }
            """;

        var answer = await scene.ReadAsync(Query, new { account = scene.BobDid, proposal = scene.Proposal });

        JsonAssert.Equal(new { choice = "NO", weight = 3 }, answer.At("node.vote"));
    }

    [Fact]
    public async Task Open_proposals_are_listed_by_when_they_close_and_contributions_counted_together()
    {
        const string Query = """
            {
              contributionCount
              open: proposalCount(filters: { where: { state: { equalTo: OPEN } } })
              proposalIndex(first: 5, sorting: { closesAt: ASC }, filters: { where: { closesAt: { lessThan: "2027-06-01T00:00:00Z" } } }) {
                edges { node { title } }
              }
              organisationIndex(first: 1) { edges { node { proposalsCount memberships(first: 5) { edges { node { role } } } } } }
            }
            """;

        var answer = await scene.ReadAsync(Query);

        Assert.Equal(4, answer.Number("contributionCount"));
        Assert.Equal(2, answer.Number("open"));
        Assert.Equal(
            ["A bench", "A garden"],
            answer.Items("proposalIndex.edges").Select(edge => edge.Text("node.title"))
        );
        var organisation = answer.At("organisationIndex.edges.0.node");
        Assert.Equal(3, organisation.Number("proposalsCount"));
        Assert.Equal(
            ["FOUNDER", "MEMBER"],
            organisation.Items("memberships.edges").Select(edge => edge.Text("node.role")).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task What_the_models_forbid_is_refused()
    {
        var vote = new
        {
            proposalID = scene.Proposal,
            choice = "YES",
            weight = 0,
        };

        Assert.StartsWith("SCHEMA_VIOLATION: ", await scene.Bob.RefusalAsync("set", "Vote", vote));
        Assert.StartsWith(
            "INVALID_RELATION: ",
            await scene.Bob.RefusalAsync("set", "Vote", vote with { proposalID = scene.Organisation, weight = 1 })
        );
        Assert.Equal(
            "BAD_USER_INPUT",
            await scene.Ada.UpdateRefusalAsync("Proposal", scene.Proposal, new { writtenAt = "2027-01-01T00:00:00Z" })
        );
    }

    /// <summary>An organisation of two, three proposals, a vote each; Bob voted twice.</summary>
    public sealed class Scene() : ExampleNode("dao-votes"), IAsyncLifetime
    {
        internal string Organisation { get; private set; } = "";

        internal string Proposal { get; private set; } = "";

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Organisation = await Ada.CreateAsync("Organisation", new { name = "Neighbours", quorum = 2 });
            await Ada.SetAsync("Membership", new { organisationID = Organisation, role = "FOUNDER" });
            await Bob.SetAsync("Membership", new { organisationID = Organisation, role = "MEMBER" });
            Proposal = await ProposeAsync("A garden", "OPEN", "2027-03-01T00:00:00Z");
            await ProposeAsync("A bench", "OPEN", "2027-02-01T00:00:00Z");
            await ProposeAsync("A tower", "DRAFT", "2027-09-01T00:00:00Z");
            await Ada.SetAsync("Vote", Vote("YES", 1));
            await Bob.SetAsync("Vote", Vote("YES", 1));
            await Bob.SetAsync("Vote", Vote("NO", 3));
            await Bob.SetAsync("Delegation", new { organisationID = Organisation, @delegate = AdaDid });
            await Bob.CreateAsync(
                "Remark",
                new
                {
                    proposalID = Proposal,
                    writtenAt = "2026-12-02T10:00:00Z",
                    text = "Who waters it?",
                    leaning = "ABSTAIN",
                }
            );
        }

        object Vote(string choice, int weight) =>
            new
            {
                proposalID = Proposal,
                choice,
                weight,
            };

        Task<string> ProposeAsync(string title, string state, string closesAt) =>
            Ada.CreateAsync(
                "Proposal",
                new
                {
                    organisationID = Organisation,
                    writtenAt = "2026-12-01T10:00:00Z",
                    title,
                    text = "Let us build it.",
                    state,
                    closesAt,
                    budget = new { amount = 250.5, currency = "EUR" },
                }
            );
    }
}
