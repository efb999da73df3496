using System.Text.Json;
using ComposeServer.Fuzz.Seeds;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Fuzz.Targets;

sealed class JwsBlockTarget : FuzzTarget
{
    public override string Name => "jws-block";

    public override InputForm Form => InputForm.Cbor;

    public override IReadOnlyList<string> Words { get; } =
    ["payload", "signatures", "protected", "signature", "header"];

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors.Hex("vectors/dag-jose.json", "dagJose"),
            .. Vectors.Hex("vectors/events-pkh-cacao.json", "dagJose").Take(3),
            .. Vectors.Hex("vectors/events-key-other.json", "dagJose"),
        ];

    protected override void Check(byte[] input)
    {
        var strict = Read(input, DagCborRules.Strict);
        var reference = Read(input, DagCborRules.AsReference);
        if (strict is not null)
        {
            Oracle.Same(strict.ToBytes(), input, "an envelope that is read strictly has one encoding");
            Oracle.Holds(strict.Equals(reference), "both rules read the same envelope");
        }

        if (reference is not null)
            JwsJson.CheckThereAndBack(reference);
    }

    static DagJws? Read(byte[] input, DagCborRules rules) =>
        Door.Through(() => DagJws.TryRead(input, rules, out var jws, out _) ? jws : null);
}

/// <summary>What holds for every envelope that was read, by whichever door.</summary>
static class JwsJson
{
    public static void CheckThereAndBack(DagJws jws)
    {
        var bytes = jws.ToBytes();
        var isRead = DagJws.TryRead(bytes, DagCborRules.Strict, out var same, out var error);
        Oracle.Holds(isRead && jws.Equals(same), $"the bytes of an envelope read as it: {error}");

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            jws.WriteJson(writer);
        // A header that is not signed may hold links and bytes, which JSON turns into text.
        var hasHeaders = jws.Signatures.Any(signature => signature.Header is not null);
        isRead = DagJws.TryReadJson(JsonElement.Parse(stream.ToArray(), new() { MaxDepth = 512 }), out same, out error);
        Oracle.Holds(
            isRead && (hasHeaders ? same!.Link == jws.Link : jws.Equals(same)),
            $"the JSON of an envelope reads as it: {error}"
        );
        for (var i = 0; i < jws.Signatures.Count; i++)
            _ = jws.SigningInput(i);
    }
}
