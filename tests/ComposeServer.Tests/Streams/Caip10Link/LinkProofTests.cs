using ComposeServer.Ipld;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Caip10Link;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams.Caip10Link;

public sealed class LinkProofTests : IDisposable
{
    const string Alice = "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z";
    const string Wrapped = "Error while validating link proof for caip10-link signed commit: Error: ";

    static readonly Refusal Invalid = new(RefusalCode.InvalidLinkProof, "Invalid proof for signed commit");

    readonly LinkScene _scene = new();
    Caip10LinkState? _link;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void The_text_that_wallets_show_has_a_space_at_the_end_of_its_line() =>
        Assert.Equal(
            $"Link this account to your identity\n\n{Alice} \nTimestamp: 1700000000",
            LinkMessage.Write(Alice, 1_700_000_000)
        );

    [Theory]
    [InlineData("did:key:z6Mk \nTimestamp: 5", "did:key:z6Mk", 5L)]
    [InlineData("x(did:a:b) did:c:d", "did:a:b)", null)]
    [InlineData("did: did:a did:a: did:3:b", "did:3:b", null)]
    [InlineData("did:did:x:y z", "did:did:x:y", null)]
    [InlineData("did:::: x", "did::::", null)]
    [InlineData("a\u00a0did:a:b\ufeffc", "did:a:b", null)]
    [InlineData("Timestamp: 1 Timestamp: 2x", "", 2L)]
    [InlineData("Timestamp: 9007199254740991", "", 9_007_199_254_740_991L)]
    [InlineData("Timestamp: 9007199254740992", "", null)]
    [InlineData("Timestamp: -1", "", null)]
    [InlineData("Timestamp: ", "", null)]
    [InlineData("", "", null)]
    public void Of_any_text_the_first_did_and_the_time_count(string text, string did, long? seconds) =>
        Assert.Equal(new LinkMessage(did, seconds), LinkMessage.Read(text));

    [Fact]
    public void A_proof_that_was_tampered_with_is_invalid()
    {
        var proof = _scene.Proof(Alice, 1_700_000_000);

        Assert.Equal(
            Invalid,
            Refuse(proof.ToIpld().With("message", proof.Message.Replace("key", "kez", StringComparison.Ordinal)))
        );
        Assert.Equal(
            Invalid,
            Refuse(proof.ToIpld().With("account", "0x0544dcf4fce959c6c4f3b7530190cb5e1bd67cb8@eip155:1"))
        );
        foreach (var signature in Bent(proof.Signature))
            Assert.Equal(Invalid, Refuse(proof.ToIpld().With("signature", signature)));
    }

    [Fact]
    public void A_solana_proof_that_was_tampered_with_is_invalid()
    {
        var proof = _scene.SolanaProof(Alice, 1_700_000_000);

        foreach (
            var signature in new[] { "", "AA", "?", proof.Signature[..^4] + "AAA=", "AAAA" + proof.Signature[4..] }
        )
            Assert.Equal(Invalid, Refuse(proof.ToIpld().With("signature", signature)));
        foreach (var address in new[] { "a", "0OIl", new string('z', 128) })
            Assert.Equal(Invalid, Refuse(proof.ToIpld().With("account", $"{address}@solana:mainnet")));
    }

    [Fact]
    public void A_time_beside_the_text_must_be_the_signed_one()
    {
        var proof = _scene.Proof(Alice, 1_700_000_000).ToIpld();

        foreach (var stated in new IpldValue[] { 1_700_000_001, IpldValue.Null, "1700000000", new IpldFloat(1.5) })
            Assert.Equal(
                new Refusal(
                    RefusalCode.InvalidLinkProof,
                    $"{Wrapped}timestamp {stated} is not the one that was signed"
                ),
                Refuse(proof.With("timestamp", stated))
            );
        _scene.Lab.Take<Caip10LinkState>(LinkScene.Event(_link!, proof.Without("timestamp")));
    }

    [Theory]
    [InlineData("account", "tz1W@tezos:NetXdQprcVkpaWU", "proof with namespace 'tezos' not supported")]
    [InlineData("account", "cosmos1x@cosmos:cosmoshub-4", "proof with namespace 'cosmos' not supported")]
    [InlineData("account", "f1x@fil:f", "proof with namespace 'fil' not supported")]
    [InlineData("type", "erc1271", "proof of type 'erc1271' not supported")]
    public void Proofs_of_other_kinds_are_refused_by_name(string member, string value, string text) =>
        Assert.Equal(
            new Refusal(RefusalCode.UnsupportedLinkProof, Wrapped + text),
            Refuse(_scene.Proof(Alice, 1).ToIpld().With(member, value))
        );

    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("\"2\"")]
    [InlineData("2.5")]
    public void Other_versions_are_refused_by_name(string version)
    {
        var refusal = Refuse(_scene.Proof(Alice, 1).ToIpld().With("version", DocumentScene.Ipld(version)));

        Assert.Equal(RefusalCode.UnsupportedLinkProof, refusal.Code);
    }

    [Fact]
    public void A_proof_without_a_version_is_refused_by_name() =>
        Assert.Equal(RefusalCode.UnsupportedLinkProof, Refuse(_scene.Proof(Alice, 1).ToIpld().Without("version")).Code);

    [Theory]
    [InlineData("message")]
    [InlineData("signature")]
    [InlineData("account")]
    [InlineData("type")]
    public void A_member_of_another_type_is_refused(string member)
    {
        foreach (var value in new IpldValue[] { IpldValue.Null, 1, true, IpldList.Empty, IpldMap.Empty, new byte[3] })
            Assert.Equal(
                RefusalCode.InvalidLinkProof,
                Refuse(_scene.Proof(Alice, 1).ToIpld().With(member, value)).Code
            );
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("""[{"op":"replace","path":"","value":"x"}]""")]
    public void What_is_no_proof_is_refused(string data) =>
        Assert.Equal(
            new Refusal(RefusalCode.InvalidLinkProof, $"{Wrapped}data is not a link proof"),
            Refuse(DocumentScene.Ipld(data))
        );

    /// <summary>Signatures that are none, and that one with another end.</summary>
    static IEnumerable<string> Bent(string signature) =>
        [
            "",
            "0x",
            signature[2..],
            signature[..^2],
            signature + "00",
            signature[..^2] + "1d",
            "0x" + new string('0', 130),
            "0x" + new string('f', 130),
            "0x" + new string('g', 130),
            new string('x', 100_000),
        ];

    Refusal Refuse(IpldValue data)
    {
        _link ??= _scene.Begin();
        return _scene.Lab.Refuse(LinkScene.Event(_link, data));
    }
}
