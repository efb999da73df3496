using ComposeServer.Composites;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;

namespace ComposeServer.Tests.Composites;

public class ModelControllerTests
{
    const string Account = "did:pkh:eip155:1:0xaa8f87589bcd2ed0375612c4f8b001a4c7bc2328";
    const string ForModels = "ceramic://*?model=kh4q0ozorrgaq2mezktnrmdwleo1d";

    [Theory]
    [InlineData(
        "did:web:example.org",
        $"Unsupported model controller did:web:example.org, only did:key and did:pkh are supported"
    )]
    [InlineData(Account, $"Unsupported model controller {Account}, only did:pkh with CACAO is supported")]
    public void A_model_without_a_capability_is_made_by_a_key_alone(string controller, string message)
    {
        Assert.Equal(message, Refusal(() => ModelController.CheckWrite(Did.Parse(controller), capability: null)));
        using var key = Sample.Key();
        Assert.Null(Refusal(() => ModelController.CheckWrite(key.Did, capability: null)));
    }

    [Theory]
    [InlineData(null, ForModels, null)]
    [InlineData(
        "2099-01-01T00:00:00Z",
        ForModels,
        $"Unsupported model controller {Account}, only did:pkh CACAO without expiry is supported"
    )]
    [InlineData(
        null,
        "ceramic://*",
        $"Unsupported model controller {Account}, only cacao with resource kh4q0ozorrgaq2mezktnrmdwleo1d is supported"
    )]
    public void A_capability_to_make_models_must_be_for_ever_and_for_models(
        string? expiresAt,
        string resource,
        string? message
    )
    {
        var capability = Capability(Account, expiresAt, resource);

        Assert.Equal(message, Refusal(() => ModelController.CheckWrite(Did.Parse(Account), capability)));
    }

    [Theory]
    [InlineData(Account, null, ForModels, null)]
    [InlineData(Account, "2099-01-01T00:00:00Z", ForModels, "only did:pkh CACAO without expiry is supported")]
    [InlineData(Account, null, "ceramic://*", $"only cacao with resource \"{ForModels}\" is supported")]
    [InlineData(
        "did:pkh:eip155:1:0x0000000000000000000000000000000000000001",
        null,
        ForModels,
        $"Cacao issuer did:pkh:eip155:1:0x0000000000000000000000000000000000000001 does not match controller {Account}"
    )]
    public void A_capability_that_comes_with_a_model_must_be_its_controllers(
        string issuer,
        string? expiresAt,
        string resource,
        string? message
    )
    {
        var capability = Capability(issuer, expiresAt, resource);

        Assert.Equal(message, Refusal(() => ModelController.CheckRead(Did.Parse(Account), capability)));
    }

    [Theory]
    [InlineData("did:web:example.org", "only did:key is supported")]
    [InlineData(Account, "only did:pkh with CACAO is supported")]
    public void A_model_that_comes_without_capability_is_a_keys(string controller, string why)
    {
        Assert.Equal(
            $"Unsupported model controller {controller}, {why}",
            Refusal(() => ModelController.CheckRead(Did.Parse(controller), capability: null))
        );
    }

    [Fact]
    public async Task A_model_made_under_a_capability_belongs_to_the_account_and_carries_the_capability()
    {
        using var key = Sample.Key();
        var capability = Capability(Account, expiresAt: null, ForModels);

        var made = await CompositeCompiler.CompileAsync(
            $"type A {Sample.Model} {{ a: Int }}",
            new OfflineModelCreator(key, capability, Did.Parse(Account), []),
            TestContext.Current.CancellationToken
        );

        var model = Assert.Single(made.OrThrow().Models.Values);
        Assert.Equal(Account, model.Controller.Text);
        Assert.Equal(capability.Block, model.Commits[0].Capability);
        model.RequireSupportedController();
        var reread = Composite.Read(made.OrThrow().ToUtf8()).OrThrow().Models.Values.Single();
        Assert.Equal(
            $"Unsupported model controller {Account}, only did:pkh with CACAO is supported",
            Refusal(reread.RequireSupportedController)
        );
    }

    static Cacao Capability(string issuer, string? expiresAt, string resource) =>
        Cacao.Of(
            Cacao.HeaderOfEthereum,
            new(
                "example.org",
                Did.Parse(issuer),
                Audience: "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z",
                Version: "1",
                Nonce: "abcdefgh",
                IssuedAt: "2026-01-01T00:00:00Z",
                ExpiresAt: expiresAt,
                Resources: [resource]
            ),
            new("eip191", $"0x{new string('1', 130)}")
        );

    static string? Refusal(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (CompositeException refused)
        {
            Assert.Equal("CONTROLLER_UNSUPPORTED", refused.Error.Code);
            return refused.Message;
        }
    }
}
