using System.Security.Cryptography;
using System.Text;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;

namespace ComposeServer.Tests.Identity;

/// <summary>Keys, sessions and events with fixed seeds.</summary>
static class Samples
{
    public const string StreamId = "kjzl6kcym7w8y6ni6muv7ifh21k2labiiz5mj08u2tqapjtfurfcy9sak02krrj";
    public const string ModelId = "kjzl6hvfrbw6c6ofgjagr114wrmhbrt82rgpdv9digiy6h1wkay9gw1ro6ja1yl";

    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly ResourceScope Scope = new(StreamId, ModelId);

    public static byte[] Seed(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));

    public static Cid Payload(string text = "payload") => Cid.Compute(Multicodec.DagCbor, Encoding.UTF8.GetBytes(text));

    public static ISigner Signer(string kind, string name = "signer") =>
        kind switch
        {
            "EdDSA" => new Ed25519Signer(Seed(name)),
            "ES256K" => new Secp256k1Signer(Seed(name)),
            _ => new P256Signer(Seed(name)),
        };

    /// <summary>Issued at noon, for a day.</summary>
    public static DidSession Session(string wallet = "wallet", string key = "session", params string[] resources)
    {
        using var account = new EthereumWallet(Seed(wallet));
        var request = new SessionRequest("example.org", resources.Length == 0 ? ["ceramic://*"] : resources)
        {
            Nonce = "abcdefghij",
            ExpiresAt = Noon.AddDays(1),
        };
        return DidSession.Create(account, request, new ManualClock(Noon), Seed(key));
    }
}
