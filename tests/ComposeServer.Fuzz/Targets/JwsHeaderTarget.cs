using System.Text;
using ComposeServer.Fuzz.Seeds;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Fuzz.Targets;

sealed class JwsHeaderTarget : FuzzTarget
{
    public override string Name => "jws-header";

    public override InputForm Form => InputForm.Json;

    public override IReadOnlyList<string> Words { get; } =
    ["alg", "kid", "cap", "crit", "b64", "none", "EdDSA", "ipfs://", "did:key:z6Mk", "\\u0061lg", "\\ud800"];

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors.Json("vectors/dag-jose.json", "protectedHeader"),
            .. Vectors.Json("vectors/events-pkh-cacao.json", "protectedHeader").Take(3),
        ];

    protected override void Check(byte[] input)
    {
        if (Door.Through(() => ProtectedHeader.TryRead(input, out var read, out _) ? read : null) is not { } header)
            return;
        Oracle.Holds(input.Length <= ProtectedHeader.SizeBytesMax, "a header is as large as the limit or smaller");
        Oracle.Holds(header.Kid.Length > 0, "a header names a key");
        if (NeedsEscapes(header.Kid) || NeedsEscapes(header.Algorithm))
            return;
        var written = ProtectedHeader.Write(header.Algorithm, header.Kid, header.Capability);
        if (written.Length <= ProtectedHeader.SizeBytesMax)
            Oracle.Holds(
                ProtectedHeader.TryRead(written, out var same, out _) && same == header,
                "what is written of a header reads as it"
            );
    }

    static bool NeedsEscapes(string text) =>
        text.Any(c => char.IsControl(c) || c is '"' or '\\') || Encoding.UTF8.GetByteCount(text) != text.Length;
}
