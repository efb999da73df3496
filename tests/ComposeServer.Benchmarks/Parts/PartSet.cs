using System.Text.Json;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Json.Patch;
using ComposeServer.Json.Schema;
using ComposeServer.Log;

namespace ComposeServer.Benchmarks.Parts;

/// <summary>The parts that are measured.</summary>
sealed class PartSet(int seed)
{
    const string Schema = """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
        "required":["authorID","title","topic","rank"],"properties":{
        "authorID":{"type":"string","maxLength":100},"title":{"type":"string","maxLength":80},"body":{"type":"string","maxLength":5000},
        "topic":{"type":"string","maxLength":40},"rank":{"type":"integer"},
        "publishedAt":{"type":"string","format":"date-time","maxLength":100}}}
        """;

    const string Operations =
        """[{"op":"replace","path":"/title","value":"another title"},{"op":"add","path":"/rank","value":7}]""";

    readonly EventSignatures _signatures = new(new CapabilityVerifier(new()), new());
    readonly ResourceScope _scope = new("k", PartCorpus.Model.ToString());

    /// <summary>All of them, in the order of the table.</summary>
    public IEnumerable<Part> All()
    {
        yield return RawVerify();
        yield return Verify("verify Ed25519 did:key event", 50, new Ed25519Signer(Seed()));
        yield return Verify("verify P-256 did:key event", null, P256Signer.Generate());
        yield return Verify("verify secp256k1 did:key event", null, new Secp256k1Signer(Seed()));
        yield return VerifySession();
        yield return Decode();
        yield return Encode();
        yield return Validate();
        yield return Patch();
    }

    byte[] Seed()
    {
        var bytes = new byte[32];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    Part Verify(string name, double? goal, ISigner signer)
    {
        var corpus = PartCorpus.SignedBy(signer, seed);
        return new(name, goal, i => IsValid(corpus.Events[i % corpus.Events.Count], signer.Did, null));
    }

    /// <summary>What the next part could take at best: nothing but the library's function over the same bytes.</summary>
    Part RawVerify()
    {
        var signer = new Ed25519Signer(Seed());
        var corpus = PartCorpus.SignedBy(signer, seed);
        // did:key: multibase of two bytes of key kind and the 32 of the key.
        Multibase.TryDecode(signer.Did.ToString().AsSpan("did:key:".Length), out var named);
        var key = named.AsSpan(2).ToArray();
        var signed = corpus
            .Events.Select(blocks =>
            {
                DagJws.TryRead(blocks.Event.Bytes, DagCborRules.Strict, out var envelope, out _);
                return (envelope!.Signatures[0].Signature, Input: envelope.SigningInput(0));
            })
            .ToArray();
        return new(
            "libsodium alone, Ed25519",
            null,
            i =>
            {
                var (signature, input) = signed[i % signed.Length];
                return RawSodium.crypto_sign_verify_detached(signature.Span, input, (ulong)input.Length, key) == 0;
            }
        );
    }

    Part VerifySession()
    {
        var wallet = new EthereumWallet(Seed());
        var session = DidSession.Create(
            wallet,
            new("bench", [$"ceramic://*?model={PartCorpus.Model}"]),
            TimeProvider.System
        );
        var corpus = PartCorpus.Of(session, seed);
        return new(
            "verify session event, capability known",
            null,
            i => IsValid(corpus.Events[i % corpus.Events.Count], session.Parent, session.Capability)
        );
    }

    bool IsValid(EventBlocks blocks, Identity.Dids.Did issuer, Cacao? capability) =>
        DagJws.TryRead(blocks.Event.Bytes, DagCborRules.Strict, out var envelope, out _)
        && _signatures.Verify(
            envelope,
            blocks.Linked!.Value.Cid,
            capability,
            issuer,
            _scope,
            TimeProvider.System.GetUtcNow(),
            CapabilityTimeRule.NewWrites
        ) is SignatureVerdict.Valid;

    Part Decode()
    {
        var corpus = PartCorpus.SignedBy(new Ed25519Signer(Seed()), seed);
        return new(
            "decode event and hash it again",
            6,
            i =>
            {
                var blocks = corpus.Events[i % corpus.Events.Count];
                return blocks.Event.Cid.Names(blocks.Event.Bytes.Span)
                    && blocks.Linked!.Value.Cid.Names(blocks.Linked.Value.Bytes.Span)
                    && DagJws.TryRead(blocks.Event.Bytes, DagCborRules.Strict, out _, out _)
                    && DagCborDecoder.ReadStrict(blocks.Linked.Value.Bytes).IsOk;
            }
        );
    }

    Part Encode()
    {
        var corpus = PartCorpus.SignedBy(new Ed25519Signer(Seed()), seed);
        var values = corpus
            .Events.Select(blocks => DagCborDecoder.ReadStrict(blocks.Linked!.Value.Bytes).Value!)
            .ToArray();
        return new(
            "encode payload and name it",
            null,
            i => !DagCborEncoder.ToBlock(values[i % values.Length]).Cid.IsEmpty
        );
    }

    Part Validate()
    {
        using var schema = JsonDocument.Parse(Schema);
        var compiled = JsonSchema.Compile(schema.RootElement.Clone(), SchemaOptions.Model).Schema!;
        var documents = Documents();
        return new("validate document against its schema", 5, i => compiled.Accepts(documents[i % documents.Length]));
    }

    Part Patch()
    {
        using var operations = JsonDocument.Parse(Operations);
        JsonPatch.TryRead(operations.RootElement.Clone(), PatchMode.OwnDoor, out var patch, out _);
        var documents = Documents();
        return new("apply patch", null, i => patch.Apply(documents[i % documents.Length], new()).IsApplied);
    }

    JsonElement[] Documents()
    {
        var chance = new Random(seed);
        return
        [
            .. Enumerable.Range(0, 512).Select(i => JsonElement.Parse(PlainJson.ToUtf8(PartCorpus.Content(chance, i)))),
        ];
    }
}
