using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Pkh;

namespace ComposeServer.Conformance.Identity;

/// <summary>The texts that wallets are asked to sign.</summary>
sealed class SignInTextVectors : VectorClaims
{
    public SignInTextVectors()
        : base("ceramic-protocol.json")
    {
        Claim(The_three_texts_of_an_ethereum_account_are_the_references, one => one.Name == "sessions");
        Claim(The_text_of_a_solana_account_is_the_references, one => one.Name == "sessions");
        Claim(Members_that_are_absent_leave_no_line, one => one.Name == "siweShapes");
    }

    static void The_three_texts_of_an_ethereum_account_are_the_references(VectorCase one)
    {
        var sessions = one.File.GetProperty("sessions");
        var payload = PayloadOf(sessions.At("cacao", "p"));
        var address = sessions.Text("ethAddress");

        Assert.Equal(sessions.Text("siweLower"), SignInText.Current(payload, "Ethereum", address, "1"));
        Assert.Equal(
            sessions.Text("siwe"),
            SignInText.Current(payload, "Ethereum", EthereumAddress.Checksummed(address), "1")
        );
        Assert.Equal(sessions.Text("siweLegacy"), SignInText.Legacy(payload, "Ethereum", address, "1"));
    }

    static void The_text_of_a_solana_account_is_the_references(VectorCase one)
    {
        var sessions = one.File.GetProperty("sessions");
        var payload = PayloadOf(sessions.At("solCacao", "p"));
        Assert.True(DidPkh.TryRead(payload.Issuer, out var account, out _));

        Assert.Equal(sessions.Text("siws"), SignInText.Current(payload, "Solana", account.Address, account.Reference));
    }

    static void Members_that_are_absent_leave_no_line(VectorCase one)
    {
        var sessions = one.File.GetProperty("sessions");
        var shapes = one.Json;
        var address = sessions.Text("ethAddress");
        var issuer = Did.Parse($"did:pkh:eip155:1:{address}");
        var bare = new CacaoPayload("ex.org", issuer, "did:key:z6", "1", "n", "2026-01-01T00:00:00.000Z");
        var full = bare with
        {
            Statement = "S",
            ExpiresAt = "EX",
            NotBefore = "NB",
            RequestId = "R",
            Resources = ["a", "b"],
        };

        Assert.Equal(shapes.Text("noStatement"), SignInText.Current(bare, "Ethereum", address, "1"));
        Assert.Equal(shapes.Text("allFields"), SignInText.Current(full, "Ethereum", address, "1"));
    }

    static CacaoPayload PayloadOf(Recorded p) =>
        new(
            p.Text("domain"),
            Did.Parse(p.Text("iss")),
            p.Text("aud"),
            p.Text("version"),
            p.Text("nonce"),
            p.Text("iat"),
            ExpiresAt: p.Text("exp"),
            Statement: p.Text("statement"),
            Resources: [.. p.Texts("resources")]
        );
}
