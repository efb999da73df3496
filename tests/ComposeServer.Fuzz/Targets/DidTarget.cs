using ComposeServer.Fuzz.Seeds;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Dids.Pkh;

namespace ComposeServer.Fuzz.Targets;

sealed class DidTarget : TextTarget
{
    public override string Name => "did";

    public override IReadOnlyList<string> Words { get; } =
    ["did:", "key:", "pkh:", "eip155:", "solana:", "z", "zQ3s", "z6Mk", "zDn", "0x", ":", "%", "#", "?", "://"];

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors.Utf8("vectors/did-key-documents.json", "did"),
            .. Vectors.Utf8("vectors/events-pkh-cacao.json", "pkhDid").Take(4),
            .. Utf8([
                "did:pkh:eip155:1:0xaA8f87589bCD2eD0375612c4F8b001a4c7Bc2328",
                "did:pkh:solana:4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv",
            ]),
        ];

    protected override void Check(string text)
    {
        Did did = default;
        if (!Door.Through(() => Did.TryParse(text, out did)))
            return;
        Oracle.Holds(did.Text == text && Did.Parse(text) == did, "a DID is its text");
        Oracle.Holds($"did:{did.Method}:{did.SpecificPart}" == text, "method and specific part are all there is");
        Oracle.Holds(did.Normalised().Normalised() == did.Normalised(), "a normal form is its own");
        Oracle.Holds(Did.TryParse(did.AsParent().Text, out _), "a parent is a DID");
        if (Door.Through(() => DidKey.TryRead(did, out var read, out _) ? read : null) is { } key)
        {
            var made = DidKey.Of(key.Kind, key.PublicKey);
            Oracle.Same(made.PublicKey, key.PublicKey, "a key gives a DID with the same key");
            Oracle.Holds(
                DidKey.TryRead(made.Did, out var same, out _) && same.Equals(made),
                "the DID that is made of a key reads as it"
            );
            _ = Door.Through(() => key.Verify([1, 2, 3], new byte[64]));
        }

        if (Door.Through(() => DidPkh.TryRead(did, out var read, out _) ? read : null) is { } account)
            Oracle.Holds(
                $"did:pkh:{account.Chain}:{account.Address}" == text,
                "an account is its chain and its address"
            );
    }
}
