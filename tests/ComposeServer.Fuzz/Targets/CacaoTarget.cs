using ComposeServer.Fuzz.Seeds;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Ipld;

namespace ComposeServer.Fuzz.Targets;

/// <summary>Capabilities, and the text that was signed for one.</summary>
sealed class CacaoTarget : FuzzTarget
{
    static readonly DateTimeOffset Noon = new(2027, 1, 1, 12, 0, 0, TimeSpan.Zero);

    readonly CapabilityVerifier _verifier = new(new());

    public override string Name => "cacao";

    public override InputForm Form => InputForm.Cbor;

    public override IReadOnlyList<string> Words { get; } =
    [
        "h",
        "p",
        "s",
        "t",
        "m",
        "aad",
        "eip4361",
        "caip122",
        "eip191",
        "eip1271",
        "solana:ed25519",
        "webauthn:p256",
        "domain",
        "iss",
        "aud",
        "version",
        "nonce",
        "iat",
        "nbf",
        "exp",
        "statement",
        "requestId",
        "resources",
        "ceramic://*",
        "did:pkh:eip155:1:0x",
        "did:pkh:solana:",
        "2099-01-01T00:00:00.000Z",
        "\n",
        "\nURI: ",
        "\r",
    ];

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors.Base64("vectors/events-pkh-cacao.json", "cacaoBlock").Take(3),
            .. Vectors.Hex("vectors/events-pkh-cacao.json", "cacaoBytes").Take(3),
            .. Vectors.Hex("vectors/capabilities/capabilities.json", "bytes"),
        ];

    protected override void Check(byte[] input)
    {
        var block = Block.Of(Multicodec.DagCbor, input);
        if (Door.Through(() => Cacao.TryRead(block, out var read, out _) ? read : null) is not { } cacao)
            return;
        var made = Cacao.Of(cacao.Header, cacao.Payload, cacao.Signature);
        CheckSame(cacao.Payload, made.Payload);
        CheckText(cacao.Payload, SignInText.Current(cacao.Payload, "Ethereum", "0xab", "1"));
        var verdict = Door.Through(() => _verifier.Check(cacao, Noon, CapabilityTimeRule.Replay));
        Oracle.Holds(
            verdict == _verifier.Check(cacao, Noon, CapabilityTimeRule.Replay),
            "the verdict is always the same"
        );
    }

    static void CheckSame(CacaoPayload one, CacaoPayload other)
    {
        Oracle.Holds(
            one with { Resources = null } == other with { Resources = null }
                && (one.Resources ?? []).SequenceEqual(other.Resources ?? []),
            "what is written of a capability reads as it"
        );
    }

    /// <summary>No member can bring a line of its own, but for the statement.</summary>
    static void CheckText(CacaoPayload payload, string text)
    {
        string?[] optional = [payload.ExpiresAt, payload.NotBefore, payload.RequestId];
        var hasStatement = !string.IsNullOrEmpty(payload.Statement);
        var resources = payload.Resources?.Count ?? 0;
        var lineFeeds =
            7
            + optional.Count(line => !string.IsNullOrEmpty(line))
            + (hasStatement ? 2 + payload.Statement!.Count(c => c == '\n') : 0)
            + (resources > 0 ? resources + 1 : 0);
        Oracle.Holds(text.Count(c => c == '\n') == lineFeeds, "a member of a capability is one line of its text");
        Oracle.Holds(!text.Contains('\r', StringComparison.Ordinal), "there are no other ends of lines");
    }
}
