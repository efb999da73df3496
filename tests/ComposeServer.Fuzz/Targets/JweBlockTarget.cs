using System.Text;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Fuzz.Targets;

sealed class JweBlockTarget : FuzzTarget
{
    public override string Name => "jwe-block";

    public override InputForm Form => InputForm.Cbor;

    public override IReadOnlyList<string> Words { get; } = JweSeeds.Members;

    public override IEnumerable<byte[]> Seeds() => JweSeeds.All.Select(jwe => jwe.ToBytes());

    protected override void Check(byte[] input)
    {
        if (Read(input, DagCborRules.Strict) is { } strict)
            Oracle.Same(strict.ToBytes(), input, "an envelope that is read strictly has one encoding");
        if (Read(input, DagCborRules.AsReference) is { } jwe)
            Oracle.Holds(jwe.Equals(Read(jwe.ToBytes(), DagCborRules.Strict)), "the bytes of an envelope read as it");
    }

    static DagJwe? Read(byte[] input, DagCborRules rules) =>
        Door.Through(() => DagJwe.TryRead(input, rules, out var jwe, out _) ? jwe : null);
}

/// <summary>Encrypted envelopes of every shape; no original makes any that a stream may hold.</summary>
static class JweSeeds
{
    public static string[] Members { get; } =
    ["ciphertext", "iv", "tag", "aad", "protected", "unprotected", "recipients", "encrypted_key", "header"];

    public static DagJwe[] All { get; } =
    [
        new() { Ciphertext = Bytes("c") },
        new()
        {
            Ciphertext = Bytes("ciphertext"),
            Iv = Bytes("iv"),
            Tag = Bytes("tag"),
            Aad = Bytes("aad"),
            Protected = Bytes("{}"),
            Unprotected = IpldMap.Of(("a", 1)),
            Recipients = [new(Bytes("key"), IpldMap.Of(("kid", "did:key:z"))), new(null, null)],
        },
    ];

    static IpldBytes Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
