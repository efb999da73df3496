using System.Globalization;
using System.Numerics;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Log;

namespace ComposeServer.Tests.Security;

/// <summary>Other encodings of a signature, which anybody can make of it without the key.</summary>
static class SecondSignatures
{
    static readonly BigInteger Secp256k1Order = Hex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    static readonly BigInteger P256Order = Hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    static readonly BigInteger Ed25519Order = Hex("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed");

    /// <summary>ECDSA: <c>n - s</c> verifies where <c>s</c> does. Ed25519: <c>s + L</c> does where a verifier does not look at its size.</summary>
    public static byte[] Twin(string algorithm, ReadOnlySpan<byte> signature)
    {
        var isEdwards = algorithm == "EdDSA";
        var s = new BigInteger(signature[32..64], isUnsigned: true, isBigEndian: !isEdwards);
        var other = algorithm switch
        {
            "EdDSA" => s + Ed25519Order,
            "ES256K" => Secp256k1Order - s,
            _ => P256Order - s,
        };
        var twin = signature[..64].ToArray();
        Array.Clear(twin, 32, 32);
        var bytes = other.ToByteArray(isUnsigned: true, isBigEndian: !isEdwards);
        bytes.CopyTo(twin, isEdwards ? 32 : 64 - bytes.Length);
        return twin;
    }

    /// <summary>The same event with its signature changed.</summary>
    public static EventBlocks Change(EventBlocks blocks, Func<byte[], byte[]> change)
    {
        Assert.True(DagJws.TryRead(blocks.Event.Bytes, DagCborRules.Strict, out var jws, out _));
        var signed = jws.Signatures[0];
        var changed = new DagJws(jws.Link, [new(signed.Protected, change(signed.Signature.ToArray()))]);
        return blocks with { Event = changed.ToBlock() };
    }

    /// <summary>The same event with members outside its signed header.</summary>
    public static EventBlocks WithUnsignedHeader(EventBlocks blocks)
    {
        Assert.True(DagJws.TryRead(blocks.Event.Bytes, DagCborRules.Strict, out var jws, out _));
        var signed = jws.Signatures[0];
        var header = IpldMap.Of(("note", "seen"));
        return blocks with { Event = new DagJws(jws.Link, [signed with { Header = header }]).ToBlock() };
    }

    static BigInteger Hex(string text) =>
        BigInteger.Parse("0" + text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
