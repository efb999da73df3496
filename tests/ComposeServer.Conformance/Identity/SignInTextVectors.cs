using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Pkh;

namespace ComposeServer.Conformance.Identity;

/// <summary>The texts that wallets are asked to sign.</summary>
sealed class SignInTextVectors : VectorClaims
{
    public SignInTextVectors()
        : base("ceramic-protocol.json", "sign-in-texts/sign-in-texts.json")
    {
        Claim(The_three_texts_of_an_ethereum_account_are_the_references, one => one.Name == "sessions");
        Claim(The_text_of_a_solana_account_is_the_references, one => one.Name == "sessions");
        Claim(Members_that_are_absent_leave_no_line, one => one.Name == "siweShapes");
        Claim(Any_optional_members_give_the_references_texts, IsText);
        Claim(An_ethereum_account_has_two_more_texts, one => IsText(one) && NetworkOf(one) == "Ethereum");
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

    static void Any_optional_members_give_the_references_texts(VectorCase one)
    {
        var payload = PayloadOf(one.Json.GetProperty("p"));
        var account = AccountOf(one);

        Assert.Equal(
            one.Json.Text("plain"),
            SignInText.Current(payload, NetworkOf(one), account.Address, account.Reference)
        );
    }

    static void An_ethereum_account_has_two_more_texts(VectorCase one)
    {
        var payload = PayloadOf(one.Json.GetProperty("p"));
        var account = AccountOf(one);

        Assert.Equal(
            one.Json.Text("eip55"),
            SignInText.Current(payload, "Ethereum", EthereumAddress.Checksummed(account.Address), account.Reference)
        );
        Assert.Equal(
            one.Json.Text("legacy"),
            SignInText.Legacy(payload, "Ethereum", account.Address, account.Reference)
        );
    }

    static bool IsText(VectorCase one) => one.Json.Has("plain");

    static string NetworkOf(VectorCase one) => AccountOf(one).Namespace == DidPkh.Solana ? "Solana" : "Ethereum";

    static DidPkh AccountOf(VectorCase one)
    {
        Assert.True(DidPkh.TryRead(Did.Parse(one.Json.Text("p", "iss")), out var account, out _));
        return account;
    }

    static CacaoPayload PayloadOf(Recorded p) =>
        new(
            p.Text("domain"),
            Did.Parse(p.Text("iss")),
            p.Text("aud"),
            p.Text("version"),
            p.Text("nonce"),
            p.Text("iat"),
            TextOrNull(p, "nbf"),
            TextOrNull(p, "exp"),
            TextOrNull(p, "statement"),
            TextOrNull(p, "requestId"),
            p.Has("resources") ? [.. p.Texts("resources")] : null
        );

    static string? TextOrNull(Recorded p, string name) => p.Has(name) ? p.Text(name) : null;
}
