using ComposeServer.Fuzz.Seeds;
using ComposeServer.Ipld;

namespace ComposeServer.Fuzz.Targets;

sealed class CidBytesTarget : FuzzTarget
{
    public override string Name => "cid-bytes";

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors.Texts("vectors/dag-cbor.json", "cid").Select(text => Cid.Parse(text).Memory.ToArray()),
            Cid.Create(Multicodec.Raw, Multihash.Identity, "abc"u8).Memory.ToArray(),
            Cid.Create(Multicodec.DagCbor, Multihash.Sha2512, new byte[64]).Memory.ToArray(),
            [0x12, 0x20, .. new byte[32]],
        ];

    protected override void Check(byte[] input)
    {
        Cid cid = default;
        var isRead = Door.Through(() => Cid.TryRead(input, out cid));
        var isMeasured = Cid.TryMeasure(input, out var length);
        Oracle.Holds(isRead == (isMeasured && length == input.Length), "a CID fills what was measured");
        if (!isRead)
            return;
        Oracle.Same(cid.Bytes, input, "a CID has the bytes it was read from");
        _ = cid.Names(input);
        var text = Door.Through(cid.ToString);
        // The text of a v0 name has one length only; a v1 name of many bytes is too long for the slow bases alone.
        Oracle.Holds(Cid.TryParse(text, out var parsed) && parsed == cid, "the text of a CID reads as the CID");
        if (cid.Version == 1)
            Oracle.Same(
                Cid.Create(cid.Codec, cid.HashCode, cid.Digest).Bytes,
                input,
                "codec, hash and digest are all there is"
            );
    }
}
