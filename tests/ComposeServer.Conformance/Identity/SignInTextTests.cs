using System.Text.Json;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Pkh;

namespace ComposeServer.Conformance.Identity;

public class SignInTextTests
{
    static readonly JsonElement Reference = VectorFile.Read("ceramic-protocol.json");
    static readonly JsonElement Sessions = Reference.GetProperty("sessions");

    [Fact]
    public void The_three_texts_of_an_ethereum_account_are_the_references()
    {
        var payload = PayloadOf(Sessions.At("cacao", "p"));
        var address = Sessions.Text("ethAddress");

        Assert.Equal(Sessions.Text("siweLower"), SignInText.Current(payload, "Ethereum", address, "1"));
        Assert.Equal(
            Sessions.Text("siwe"),
            SignInText.Current(payload, "Ethereum", EthereumAddress.Checksummed(address), "1")
        );
        Assert.Equal(Sessions.Text("siweLegacy"), SignInText.Legacy(payload, "Ethereum", address, "1"));
    }

    [Fact]
    public void The_text_of_a_solana_account_is_the_references()
    {
        var payload = PayloadOf(Sessions.At("solCacao", "p"));
        Assert.True(DidPkh.TryRead(payload.Issuer, out var account, out _));

        Assert.Equal(Sessions.Text("siws"), SignInText.Current(payload, "Solana", account.Address, account.Reference));
    }

    [Fact]
    public void Members_that_are_absent_leave_no_line()
    {
        var shapes = Reference.GetProperty("siweShapes");
        var address = Sessions.Text("ethAddress");
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

    [Fact]
    public void Every_combination_of_optional_members_gives_the_references_texts()
    {
        foreach (var vector in VectorFile.Cases("sign-in-texts/sign-in-texts.json"))
        {
            var p = vector.GetProperty("p");
            var payload = PayloadOf(p);
            Assert.True(DidPkh.TryRead(payload.Issuer, out var account, out _));
            var network = account.Namespace == DidPkh.Solana ? "Solana" : "Ethereum";

            Assert.Equal(
                vector.Text("plain"),
                SignInText.Current(payload, network, account.Address, account.Reference)
            );
            if (network == "Solana")
                continue;
            var checksummed = EthereumAddress.Checksummed(account.Address);
            Assert.Equal(vector.Text("eip55"), SignInText.Current(payload, network, checksummed, account.Reference));
            Assert.Equal(
                vector.Text("legacy"),
                SignInText.Legacy(payload, network, account.Address, account.Reference)
            );
        }
    }

    static CacaoPayload PayloadOf(JsonElement p) =>
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
            p.TryGetProperty("resources", out var resources)
                ? [.. resources.EnumerateArray().Select(resource => resource.GetString()!)]
                : null
        );

    static string? TextOrNull(JsonElement p, string name) =>
        p.TryGetProperty(name, out var text) ? text.GetString() : null;
}
