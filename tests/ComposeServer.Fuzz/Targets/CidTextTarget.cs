using ComposeServer.Fuzz.Seeds;
using ComposeServer.Ipld;

namespace ComposeServer.Fuzz.Targets;

sealed class CidTextTarget : TextTarget
{
    static readonly char[] Prefixes = ['b', 'k', 'z', 'm', 'u', 'f'];

    /// <summary>Bytes whose text in every base is short enough to be read.</summary>
    const int SlowBaseBytesMax = 2_000;

    public override string Name => "cid-text";

    public override IReadOnlyList<string> Words { get; } =
    ["b", "k", "z", "m", "M", "u", "U", "f", "F", "B", "K", "Qm", "=", "=="];

    public override IEnumerable<byte[]> Seeds()
    {
        var cids = Vectors.Texts("vectors/dag-cbor.json", "cid").Take(4).Select(Cid.Parse).ToArray();
        return Utf8([
            .. cids.SelectMany(cid => Prefixes.Select(cid.ToString)),
            "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG",
            .. Vectors.Texts("vectors/car.json", "multibase"),
        ]);
    }

    protected override void Check(string text)
    {
        byte[] bytes = [];
        if (Door.Through(() => Multibase.TryDecode(text, out bytes)) && bytes.Length <= SlowBaseBytesMax)
        {
            foreach (var prefix in Prefixes)
            {
                var encoded = Door.Through(() => Multibase.Encode(prefix, bytes));
                Oracle.Holds(Multibase.TryDecode(encoded, out var again), "what a base writes it reads");
                Oracle.Same(again, bytes, "a base carries bytes there and back");
                if (prefix == text[0])
                    Oracle.Holds(
                        prefix == 'm'
                            ? text.TrimEnd('=') == encoded
                            : string.Equals(text, encoded, StringComparison.OrdinalIgnoreCase),
                        "bytes have one text in a base"
                    );
            }
        }

        Cid cid = default;
        if (!Door.Through(() => Cid.TryParse(text, out cid)))
            return;
        Oracle.Holds(Cid.TryParse(cid.ToString(), out var same) && same == cid, "the text of a CID reads as the CID");
        Oracle.Holds(Cid.TryRead(cid.Bytes, out same) && same == cid, "the bytes of a CID read as the CID");
    }
}
