using System.Text;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Keys;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Tests.Identity.Capabilities;

/// <summary>Every byte of every member of a capability is in the text that the account signed: none can be changed behind its back.</summary>
public class SignedTextTests
{
    const string SolanaChain = "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp";

    static readonly string[] Members =
    [
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
    ];

    public enum Form
    {
        Plain,
        Checksummed,
        Legacy,
        Solana,
    }

    [Theory]
    [InlineData(Form.Plain)]
    [InlineData(Form.Checksummed)]
    [InlineData(Form.Legacy)]
    [InlineData(Form.Solana)]
    public void Any_single_byte_changed_in_any_member_is_refused(Form form)
    {
        var seed = Environment.TickCount;
        var chance = new Random(seed);
        var capability = Sign(form);
        var at = capability.Times.IssuedAt;
        Assert.Null(Judge(capability, at));
        var map = (IpldMap)DagCborDecoder.ReadStrict(capability.Block.Bytes).Value!;
        var p = (IpldMap)map["p"];

        foreach (var member in Members)
        foreach (var changed in Changes(((IpldString)p[member]).Value, chance))
        {
            // Letter case is no part of an address; the wallet spelled it in its own way.
            var isSameAccount =
                member == "iss"
                && string.Equals(changed, capability.Payload.Issuer.Text, StringComparison.OrdinalIgnoreCase);
            if (!isSameAccount)
                AssertRefused(p.With(member, changed), $"{member}: {changed}, seed {seed}");
        }

        var resources = ((IpldList)p["resources"]).Items.Cast<IpldString>().Select(text => text.Value).ToArray();
        for (var number = 0; number < resources.Length; number++)
            foreach (var changed in Changes(resources[number], chance))
            {
                var texts = resources.ToArray();
                texts[number] = changed;
                AssertRefused(p.With("resources", ListOf(texts)), $"resource {number}: {changed}, seed {seed}");
            }

        void AssertRefused(IpldMap payload, string what)
        {
            var block = DagCborEncoder.ToBlock(map.With("p", payload));
            if (Cacao.TryRead(block, out var read, out _))
                Assert.True(Judge(read, at) is not null, what);
        }
    }

    [Theory]
    [InlineData(Form.Plain)]
    [InlineData(Form.Checksummed)]
    [InlineData(Form.Solana)]
    public void Members_left_out_added_or_put_in_another_order_are_refused(Form form)
    {
        var capability = Sign(form);
        var map = (IpldMap)DagCborDecoder.ReadStrict(capability.Block.Bytes).Value!;
        var p = (IpldMap)map["p"];
        var resources = ((IpldList)p["resources"]).Items.Cast<IpldString>().Select(text => text.Value).ToArray();
        IpldMap[] changes =
        [
            p.Without("statement"),
            p.Without("exp"),
            p.Without("nbf"),
            p.Without("requestId"),
            p.Without("resources"),
            p.With("resources", IpldList.Empty),
            p.With("resources", ListOf([resources[1], resources[0]])),
            p.With("resources", ListOf([resources[0]])),
            p.With("resources", ListOf([.. resources, resources[0]])),
            p.With("nbf", (IpldString)p["exp"]).With("exp", (IpldString)p["nbf"]),
        ];

        foreach (var changed in changes)
        {
            Assert.True(Cacao.TryRead(DagCborEncoder.ToBlock(map.With("p", changed)), out var read, out _));
            Assert.NotNull(CheckSignature(read));
        }
    }

    /// <summary>Each byte of the text once with another printable character, once left out, once doubled, and a byte with one bit changed.</summary>
    static IEnumerable<string> Changes(string text, Random chance)
    {
        for (var at = 0; at < text.Length; at++)
        {
            yield return Replaced((char)(text[at] ^ (1 << chance.Next(5))));
            yield return Replaced((char)chance.Next('!', '~'));
            yield return text.Remove(at, 1);
            yield return text.Insert(at, text[at].ToString());

            string Replaced(char other) =>
                other == text[at] ? text + other : string.Concat(text.AsSpan(0, at), [other], text.AsSpan(at + 1));
        }
    }

    static IpldList ListOf(IReadOnlyList<string> texts) => new([.. texts.Select(text => new IpldString(text))]);

    static Cacao Sign(Form form)
    {
        var issued = form == Form.Legacy ? SignInText.LegacyUntil : Samples.Noon;
        using var wallet = new EthereumWallet(Samples.Seed("wallet"));
        var key = new byte[Ed25519.PublicKeySizeBytes];
        using var solana = Ed25519.Expand(Samples.Seed("solana"), key);
        var solanaAddress = Base58Btc.Encode(key);
        var payload = new CacaoPayload(
            "example.org:8080",
            form == Form.Solana ? Did.Parse($"did:pkh:solana:{SolanaChain}:{solanaAddress}") : wallet.OnChain().Did,
            "did:key:z6Mkfmm57fsb6VL7zVusP8zeA9SYkCKdvUhby2G7Yh8vvQ1P",
            "1",
            "abcdefghij",
            CapabilityTimes.Format(issued),
            CapabilityTimes.Format(issued),
            CapabilityTimes.Format(issued.AddDays(7)),
            "Give access",
            "request 1",
            ["ceramic://*?model=kabc", "https://example.org/terms?a=b#c"]
        );
        if (form == Form.Solana)
        {
            var siws = Encoding.UTF8.GetBytes(SignInText.Current(payload, "Solana", solanaAddress, SolanaChain));
            return Cacao.Of("caip122", payload, new("solana:ed25519", Base58Btc.Encode(Ed25519.Sign(solana, siws))));
        }

        var text = form switch
        {
            Form.Plain => SignInText.Current(payload, "Ethereum", wallet.Address, "1"),
            Form.Checksummed => SignInText.Current(payload, "Ethereum", wallet.ChecksummedAddress, "1"),
            _ => SignInText.Legacy(payload, "Ethereum", wallet.Address, "1"),
        };
        return Cacao.Of("eip4361", payload, new("eip191", wallet.SignPersonal(text)));
    }

    static IdentityRefusal? Judge(Cacao capability, DateTimeOffset at) =>
        new CapabilityVerifier(new()).Check(capability, at, CapabilityTimeRule.NewWrites);

    /// <summary>At a time at which the capability holds, so that only its signature can be bad.</summary>
    static IdentityRefusal? CheckSignature(Cacao capability) =>
        new CapabilityVerifier(new()).Check(
            capability,
            capability.Times.NotBefore ?? capability.Times.IssuedAt,
            new CapabilityTimeRule(TimeSpan.FromDays(1_000))
        );
}
