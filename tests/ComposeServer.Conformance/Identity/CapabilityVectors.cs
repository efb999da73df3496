using System.Globalization;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;

namespace ComposeServer.Conformance.Identity;

/// <summary>Capabilities, good and bad, and the verdicts on them.</summary>
sealed class CapabilityVectors : VectorClaims
{
    static readonly DateTimeOffset SecondOfJanuary = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    public CapabilityVectors()
        : base("capabilities/capabilities.json", "webauthn/webauthn.json")
    {
        Claim(A_capability_is_judged_as_recorded);
        Claim(What_a_passkey_signed_is_what_it_was_asked_to_sign, one => one.Json.Has("audience"));
    }

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["js"] = "the verdict of the JS library where ours differs, kept for comparison",
            ["text"] = "the signed text, which the bytes and the signature fix",
        };

    static void A_capability_is_judged_as_recorded(VectorCase one)
    {
        var at = one.Json.TryGetProperty("at", out var time)
            ? DateTimeOffset.Parse(time.GetString()!, CultureInfo.InvariantCulture)
            : SecondOfJanuary;

        Assert.Equal(one.Json.Text("ours"), Judge(one.Json, at));
    }

    static void What_a_passkey_signed_is_what_it_was_asked_to_sign(VectorCase one)
    {
        if (!Cacao.TryRead(Block.Of(Multicodec.DagCbor, one.Json.Hex("bytes")), out var capability, out _))
            return;
        Assert.Equal(Did.Parse(one.Json.Text("did")), capability.Payload.Issuer);
        Assert.Equal(one.Json.Text("domain"), capability.Payload.Domain);
        Assert.Equal(one.Json.Text("audience"), capability.Payload.Audience);
        Assert.Equal(one.Json.Text("expires"), capability.Payload.ExpiresAt);
    }

    static string Judge(Recorded vector, DateTimeOffset at)
    {
        var block = Block.Of(Multicodec.DagCbor, vector.Hex("bytes"));
        Assert.Equal(vector.Text("cid"), block.Cid.ToString());
        if (!Cacao.TryRead(block, out var capability, out var malformed))
            return malformed.Code;
        return new CapabilityVerifier(new()).Check(capability, at, CapabilityTimeRule.NewWrites)?.Code ?? "valid";
    }
}
