using ComposeServer.Fuzz.Seeds;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Fuzz.Targets;

sealed class JwsCompactTarget : TextTarget
{
    public override string Name => "jws-compact";

    public override IReadOnlyList<string> Words { get; } = [".", "..", "=", "eyJ", "e30", "-_"];

    public override IEnumerable<byte[]> Seeds() =>
        [.. Vectors.Utf8("vectors/jws-plain.json", "compact"), .. Utf8(["e30.e30.AA", ".."])];

    protected override void Check(string text)
    {
        if (Door.Through(() => Jws.TryParseCompact(text, out var read, out _) ? read : null) is not { } jws)
            return;
        Oracle.Holds(jws.ToCompact() == text, "parts have one compact text");
        var isGood = Door.Through(() => jws.TryVerify(out _, out _, out _));
        Oracle.Holds(isGood == jws.TryVerify(out _, out _, out _), "a signature is good or not, each time the same");
    }
}
