using System.Security.Cryptography;
using System.Text;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams.Events;

namespace ComposeServer.Conformance.Identity;

/// <summary>An event that verifies, and what it is judged by.</summary>
sealed record SignedEvent(string Name, EventBlocks Blocks, Did Issuer, ResourceScope Scope);

/// <summary>Signed events of all kinds of key: recorded from the JavaScript packages, and signed here.</summary>
static class SignedEvents
{
    const string MetamodelId = "kh4q0ozorrgaq2mezktnrmdwleo1d";
    static readonly DateTimeOffset Issued = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);

    /// <summary>All recorded ones, but for those that the recorded capability does not cover.</summary>
    public static IEnumerable<SignedEvent> FromVectors() =>
        new[] { "dag-jose.json", "events-key-ed25519.json", "events-key-other.json", "events-pkh-cacao.json" }
            .SelectMany(file => VectorFolder.Own.Open(file).Cases)
            .Select(place => new Recorded(place.Json, null, place.Path))
            .Where(vector => vector.Has("jws"))
            .Where(vector => !vector.Text("name").StartsWith("pkh201", StringComparison.Ordinal))
            .Select(Read);

    /// <summary>A number of events, in turn by each kind of key.</summary>
    public static IEnumerable<SignedEvent> Fresh(Random chance, int count)
    {
        for (var number = 0; number < count; number++)
            yield return Sign(number, chance);
    }

    static SignedEvent Sign(int number, Random chance)
    {
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes($"{chance.Next()} {number}"));
        var payload = Payload(number, chance);
        using ISigner signer = (number % 5) switch
        {
            0 => new Ed25519Signer(seed),
            1 => new Secp256k1Signer(seed),
            2 => new P256Signer(seed),
            3 => new Ed25519Signer(seed),
            _ => new P256Signer(seed),
        };
        if (number % 5 < 3)
            return new($"{signer.Algorithm} {number}", EventSigner.Sign(signer, payload), signer.Did, default);

        using var wallet = new EthereumWallet(SHA256.HashData(seed));
        var capability = Capability(wallet, signer.Did);
        return new(
            $"account by {signer.Algorithm} {number}",
            EventSigner.Sign(signer, payload, capability.Block),
            capability.Payload.Issuer,
            new("kstream", "kmodel")
        );
    }

    /// <summary>As browsers make it: an account lets any kind of session key write.</summary>
    static Cacao Capability(EthereumWallet wallet, Did audience)
    {
        var payload = new CacaoPayload(
            "example.org",
            wallet.OnChain().Did,
            audience.Text,
            "1",
            "abcdefghij",
            CapabilityTimes.Format(Issued),
            ExpiresAt: CapabilityTimes.Format(Issued.AddDays(7)),
            Statement: SessionRequest.DefaultStatement,
            Resources: ["ceramic://*?model=kmodel"]
        );
        var text = SignInText.Current(payload, "Ethereum", wallet.ChecksummedAddress, "1");
        return Cacao.Of(Cacao.HeaderOfEthereum, payload, new("eip191", wallet.SignPersonal(text)));
    }

    static Block Payload(int number, Random chance)
    {
        var content = new byte[chance.Next(1, 40)];
        chance.NextBytes(content);
        return DagCborEncoder.ToBlock(
            IpldMap.Of(
                ("data", IpldMap.Of(("n", number), ("text", Convert.ToHexString(content)))),
                ("header", IpldMap.Of(("unique", content)))
            )
        );
    }

    static SignedEvent Read(Recorded vector)
    {
        var account = vector.TryGetProperty("controller", out var controller)
            ? controller.GetString()!
            : vector.Text("did");
        var model = vector.TryGetProperty("model", out var id) ? id.GetString() : MetamodelId;
        var stream = vector.TryGetProperty("streamId", out var name) ? name.GetString()! : "";
        return new(
            vector.Text("name"),
            new(
                Block.Of(Multicodec.DagJose, vector.Hex("dagJose")),
                Block.Of(Multicodec.DagCbor, Base64(vector, "linkedBlock")),
                vector.Has("cacaoBlock") ? Block.Of(Multicodec.DagCbor, Base64(vector, "cacaoBlock")) : null
            ),
            Did.Parse(account),
            new(stream, model)
        );
    }

    static byte[] Base64(Recorded vector, string name)
    {
        Assert.True(Base64Plain.TryDecode(vector.Text(name), out var bytes));
        return bytes;
    }
}
