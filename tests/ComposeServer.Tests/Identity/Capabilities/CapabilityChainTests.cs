using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;

namespace ComposeServer.Tests.Identity.Capabilities;

/// <summary>No node and no library of the network knows chains of capabilities: an attempt is refused by name, and no parent is ever read.</summary>
public class CapabilityChainTests
{
    static readonly Cid Payload = Samples.Payload();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(40)]
    public void A_capability_that_is_passed_on_is_refused_at_any_depth(int depth) =>
        Assert.Equal(IdentityCode.CapabilityChainUnsupported, Judge(Chain.Of(depth)));

    [Fact]
    public void Not_even_a_whole_and_valid_parent_helps()
    {
        var chain = Chain.Of(2);
        using var root = Samples.Session(key: "key 1");

        Assert.Null(new CapabilityVerifier(new()).Check(root.Capability, Samples.Noon, CapabilityTimeRule.NewWrites));
        Assert.Equal(IdentityCode.CapabilityChainUnsupported, Judge(chain));
    }

    [Fact]
    public void An_expired_parent_is_refused_as_any() =>
        Assert.Equal(
            IdentityCode.CapabilityChainUnsupported,
            Judge(Chain.Of(2) with { At = Samples.Noon.AddDays(30) })
        );

    [Fact]
    public void A_revoked_parent_is_refused_as_any()
    {
        var chain = Chain.Of(2);
        var options = new CapabilityOptions { Revoked = new HashSet<Cid> { chain.Links[0].Cid } };

        Assert.Equal(IdentityCode.CapabilityChainUnsupported, Judge(chain, options));
    }

    [Fact]
    public void Links_in_the_wrong_order_let_nobody_write()
    {
        var chain = Chain.Of(3);
        foreach (var link in chain.Links[1..])
            Assert.Equal(IdentityCode.CapabilityChainUnsupported, Judge(chain with { Presented = link }));
        Assert.Equal(IdentityCode.WrongSigner, Judge(chain with { Presented = chain.Links[0] }));
    }

    [Fact]
    public void Keys_that_let_each_other_write_in_a_circle_let_nobody_write()
    {
        using var signer = Samples.Signer("EdDSA", "key 2");
        var there = Chain.Link("key 2", "key 1", Samples.Payload("no parent"), ["ceramic://*"]);
        var back = Chain.Link("key 1", "key 2", there.Cid, ["ceramic://*"]);

        var chain = Chain.Of(2) with { Presented = back };

        Assert.Equal(IdentityCode.CapabilityChainUnsupported, Judge(chain));
    }

    [Theory]
    [InlineData("urn:recap:eyJhdHQiOnt9LCJwcmYiOlsiYmFmeSJdfQ")]
    [InlineData("ipfs://bafyreif6ywzzni7g5l5dtzl5xbrltt3kisxnb4ytvksft6o4tu2n374eiq")]
    public void Each_way_of_naming_a_parent_is_known(string parent)
    {
        var passedOn = Chain.Signed("key 1", "key 2", [parent, "ceramic://*"]);

        Assert.Equal(IdentityCode.CapabilityChainUnsupported, Judge(Chain.Of(2) with { Presented = passedOn }));
    }

    [Fact]
    public void Wider_resources_than_the_parents_gain_nothing()
    {
        var wider = Chain.Link("key 1", "key 2", Samples.Payload("parent"), ["ceramic://*"]);

        Assert.Equal(IdentityCode.CapabilityChainUnsupported, Judge(Chain.Of(2) with { Presented = wider }));
    }

    [Fact]
    public void A_parent_named_by_the_account_itself_means_nothing_and_does_no_harm()
    {
        using var session = Samples.Session(
            resources: ["ceramic://*", "ipfs://bafyreif6ywzzni7g5l5dtzl5xbrltt3kisxnb4ytvksft6o4tu2n374eiq"]
        );

        var verdict = new EventSignatures(new CapabilityVerifier(new()), new()).Verify(
            session.Signer.SignEvent(Payload, session.Capability.Cid),
            Payload,
            session.Capability,
            session.Parent,
            Samples.Scope,
            Samples.Noon,
            CapabilityTimeRule.NewWrites
        );

        _ = Assert.IsType<SignatureVerdict.Valid>(verdict);
    }

    static string Judge(Chain chain, CapabilityOptions? options = null)
    {
        options ??= new();
        using var signer = Samples.Signer("EdDSA", chain.Writer);
        var verdict = new EventSignatures(new CapabilityVerifier(options), options).Verify(
            signer.SignEvent(Payload, chain.Presented.Cid),
            Payload,
            chain.Presented,
            chain.Account,
            Samples.Scope,
            chain.At,
            CapabilityTimeRule.NewWrites
        );
        return verdict is SignatureVerdict.Refused refused ? refused.Reason.Code : "valid";
    }

    /// <summary>The account lets key 1 write, key 1 lets key 2, and so on; the last key writes.</summary>
    sealed record Chain(Did Account, IReadOnlyList<Cacao> All, string Writer)
    {
        public List<Cacao> Links => [.. All];

        public Cacao Presented { get; init; } = All[^1];

        public DateTimeOffset At { get; init; } = Samples.Noon;

        public static Chain Of(int depth)
        {
            using var root = Samples.Session(key: "key 1");
            var links = new List<Cacao> { root.Capability };
            for (var number = 2; number <= depth; number++)
                links.Add(Link($"key {number - 1}", $"key {number}", links[^1].Cid, ["ceramic://*"]));
            return new(root.Parent, links, $"key {depth}");
        }

        public static Cacao Link(string from, string to, Cid parent, IReadOnlyList<string> resources) =>
            Signed(from, to, [.. resources, $"ipfs://{parent}"]);

        public static Cacao Signed(string from, string to, IReadOnlyList<string> resources)
        {
            using var issuer = Samples.Signer("EdDSA", from);
            using var audience = Samples.Signer("EdDSA", to);
            var payload = new CacaoPayload(
                "example.org",
                issuer.Did,
                audience.Did.Text,
                "1",
                "abcdefghij",
                CapabilityTimes.Format(Samples.Noon),
                ExpiresAt: CapabilityTimes.Format(Samples.Noon.AddDays(1)),
                Resources: resources
            );
            return Cacao.Of("caip122", payload, new("jws", Base64Url.Encode(issuer.Sign("anything"u8))));
        }
    }
}
