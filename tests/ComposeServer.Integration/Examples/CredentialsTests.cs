using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Examples;

public class CredentialsTests(CredentialsTests.Scene scene) : IClassFixture<CredentialsTests.Scene>
{
    [Fact]
    public async Task A_credential_is_read_with_its_subject_its_claims_and_who_endorsed_it()
    {
        const string Query = """
            query ($id: ID!) {
              node(id: $id) {
                ... on Credential {
                  title kind state issuer { id } subject { id } claims { property value } evidence { address }
                  endorsementsCount
                  endorsements(first: 5) { edges { node { author { id } verdict credential { title } } } }
                }
              }
            }
            """;

        var answer = await scene.ReadAsync(Query, new { id = scene.Degree });

        JsonAssert.Equal(
            new
            {
                title = "Master of Arts",
                kind = "EDUCATION",
                state = "VALID",
                issuer = new { id = scene.AdaDid },
                subject = new { id = scene.BobDid },
                claims = new[] { new { property = "grade", value = "1.3" } },
                evidence = new { address = "https://university.example/register/1" },
                endorsementsCount = 1,
                endorsements = new
                {
                    edges = new[]
                    {
                        new
                        {
                            node = new
                            {
                                author = new { id = scene.BobDid },
                                verdict = "DOUBTED",
                                credential = new { title = "Master of Arts" },
                            },
                        },
                    },
                },
            },
            answer.At("node")
        );
    }

    [Fact]
    public async Task Credentials_and_vouchers_are_found_together_by_whom_they_are_about()
    {
        const string Query = """
            query ($bob: ID!, $did: String!) {
              attestationCount(filters: { where: { subject: { equalTo: $did } } })
              valid: credentialCount(filters: { where: { state: { equalTo: VALID } } })
              credentialIndex(first: 5, filters: { where: { kind: { equalTo: SKILL } } }) { edges { node { title } } }
              node(id: $bob) { ... on CeramicAccount { subjectOfCredentialListCount subjectOfVoucherListCount } }
            }
            """;

        var answer = await scene.ReadAsync(Query, new { bob = scene.BobDid, did = scene.BobDid });

        Assert.Equal(3, answer.Number("attestationCount"));
        Assert.Equal(1, answer.Number("valid"));
        Assert.Equal(["Beekeeping"], answer.Items("credentialIndex.edges").Select(edge => edge.Text("node.title")));
        Assert.Equal(2, answer.Number("node.subjectOfCredentialListCount"));
        Assert.Equal(1, answer.Number("node.subjectOfVoucherListCount"));
    }

    [Fact]
    public async Task What_the_models_forbid_is_refused()
    {
        Assert.StartsWith(
            "SCHEMA_VIOLATION: ",
            await scene.Ada.RefusalAsync("set", "Voucher", scene.Voucher(confidence: 6))
        );
        Assert.Equal(
            "BAD_USER_INPUT",
            await scene.Ada.UpdateRefusalAsync("Credential", scene.Degree, new { title = "Doctor" })
        );
        Assert.Equal(
            "WRONG_SIGNER",
            await scene.Bob.UpdateRefusalAsync("Credential", scene.Degree, new { state = "REVOKED" })
        );
    }

    /// <summary>Ada has issued two credentials about Bob and vouches for him; Bob doubts one of them, after he confirmed it.</summary>
    public sealed class Scene() : ExampleNode("credentials"), IAsyncLifetime
    {
        internal string Degree { get; private set; } = "";

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Degree = await Ada.CreateAsync("Credential", Credential("Master of Arts", "EDUCATION", "VALID"));
            await Ada.CreateAsync("Credential", Credential("Beekeeping", "SKILL", "SUSPENDED"));
            await Ada.SetAsync("Voucher", Voucher(confidence: 4));
            await Bob.SetAsync("Endorsement", new { credentialID = Degree, verdict = "CONFIRMED" });
            await Bob.SetAsync("Endorsement", new { credentialID = Degree, verdict = "DOUBTED" });
            await Bob.SetAsync("Presentation", new { headline = "Bob", credentials = new[] { Degree } });
        }

        internal object Voucher(int confidence) =>
            new
            {
                subject = BobDid,
                issuedAt = "2026-12-01T10:00:00Z",
                confidence,
            };

        object Credential(string title, string kind, string state) =>
            new
            {
                subject = BobDid,
                issuedAt = "2026-12-01T10:00:00Z",
                kind,
                state,
                title,
                claims = new[] { new { property = "grade", value = "1.3" } },
                evidence = new { address = "https://university.example/register/1" },
            };
    }
}
