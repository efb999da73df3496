using System.Security.Cryptography;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Stages;

namespace ComposeServer.Tests.Security;

/// <summary>Attack 30: a block under a name that is not its own, or under one of several.</summary>
public sealed class Sec30_CidConfusionTests : IDisposable
{
    static readonly byte[] Payload = DagCborEncoder.Encode(IpldMap.Of(("data", 1), ("header", IpldMap.Empty)));

    readonly Ed25519Signer _key = new(new byte[32]);

    public void Dispose() => _key.Dispose();

    public static TheoryData<string, string> OtherNames
    {
        get
        {
            var sha256 = SHA256.HashData(Payload);
            var sha512 = SHA512.HashData(Payload);
            var rows = new TheoryData<string, string>();
            Add("no hash, the bytes themselves", Cid.Create(Multicodec.DagCbor, Multihash.Identity, Payload));
            Add("sha2-512", Cid.Create(Multicodec.DagCbor, Multihash.Sha2512, sha512));
            Add("half of sha2-512", Cid.Create(Multicodec.DagCbor, Multihash.Sha2512, sha512.AsSpan(0, 32)));
            Add("half of sha2-256", Cid.Create(Multicodec.DagCbor, Multihash.Sha2256, sha256.AsSpan(0, 16)));
            Add("nothing of sha2-256", Cid.Create(Multicodec.DagCbor, Multihash.Sha2256, []));
            Add("sha1", Cid.Create(Multicodec.DagCbor, 0x11, new byte[20]));
            Add("md5", Cid.Create(Multicodec.DagCbor, 0xd5, new byte[16]));
            Add("keccak-256", Cid.Create(Multicodec.DagCbor, Multihash.Keccak256, new byte[32]));
            Add("a hash nobody knows", Cid.Create(Multicodec.DagCbor, 0x7fffffff, new byte[32]));
            Add("version 0", Cid.TryRead([0x12, 0x20, .. sha256], out var v0) ? v0 : default);
            Add("raw bytes", Cid.Create(Multicodec.Raw, Multihash.Sha2256, sha256));
            Add("DAG-JSON", Cid.Create(Multicodec.DagJson, Multihash.Sha2256, sha256));
            Add("dag-pb", Cid.Create(Multicodec.DagPb, Multihash.Sha2256, sha256));
            Add("a transaction", Cid.Create(Multicodec.EthTx, Multihash.Sha2256, sha256));
            return rows;

            void Add(string what, Cid cid) => rows.Add(what, Convert.ToHexString(cid.Bytes));
        }
    }

    [Theory]
    [MemberData(nameof(OtherNames))]
    public void An_event_has_one_name(string what, string hex)
    {
        Refuse(new EventBlocks(new Block(CidOf(hex), Payload)), what);
    }

    [Theory]
    [MemberData(nameof(OtherNames))]
    public void So_has_a_payload_also_when_the_other_name_was_signed(string what, string hex)
    {
        var payload = new Block(CidOf(hex), Payload);

        Refuse(new EventBlocks(Signed(payload.Cid).ToBlock(), payload), what);
    }

    [Theory]
    [MemberData(nameof(OtherNames))]
    public void So_has_a_capability(string what, string hex)
    {
        var payload = Block.Of(Multicodec.DagCbor, Payload);

        Refuse(new EventBlocks(Signed(payload.Cid).ToBlock(), payload, new Block(CidOf(hex), Payload)), what);
    }

    [Fact]
    public void So_has_an_envelope()
    {
        var payload = Block.Of(Multicodec.DagCbor, Payload);
        var envelope = Signed(payload.Cid).ToBytes();
        Assert.True(Decode(new EventBlocks(Block.Of(Multicodec.DagJose, envelope), payload)));

        foreach (
            var cid in new[]
            {
                Cid.Create(Multicodec.DagJose, Multihash.Identity, envelope),
                Cid.Create(Multicodec.DagJose, Multihash.Sha2512, SHA512.HashData(envelope)),
                Cid.Compute(Multicodec.DagCbor, envelope),
                Cid.Compute(Multicodec.Raw, envelope),
            }
        )
            Refuse(new EventBlocks(new Block(cid, envelope), payload), cid.ToString());
    }

    [Fact]
    public void Bytes_that_do_not_hash_to_their_name_are_refused_wherever_they_stand()
    {
        var other = Cid.Compute(Multicodec.DagCbor, [1]);
        var payload = Block.Of(Multicodec.DagCbor, Payload);
        var envelope = Signed(payload.Cid).ToBlock();

        foreach (
            var blocks in new EventBlocks[]
            {
                new(new Block(other, Payload)),
                new(new Block(Cid.Compute(Multicodec.DagJose, [1]), envelope.Bytes), payload),
                new(Signed(other).ToBlock(), new Block(other, Payload)),
                new(envelope, payload, new Block(other, Payload)),
                new(Signed(other).ToBlock(), payload),
            }
        )
        {
            Assert.False(EventDecoder.TryDecode(blocks, out _, out var refusal));
            Assert.Equal(RefusalCode.CidMismatch, refusal.Code);
        }
    }

    [Fact]
    public void A_name_that_carries_half_a_mebibyte_is_refused_without_a_text_of_it()
    {
        var large = DagCborEncoder.Encode(IpldMap.Of(("a", new byte[500_000])));
        var blocks = new EventBlocks(new Block(Cid.Create(Multicodec.DagCbor, Multihash.Identity, large), large));

        Assert.False(EventDecoder.TryDecode(blocks, out _, out var refusal));

        Assert.InRange(refusal.Detail.Length, 1, 400);
    }

    DagJws Signed(Cid link)
    {
        var header = ProtectedHeader.Write(_key.Algorithm, _key.Kid);
        return new(link, [new JwsSignature(header, _key.Sign(DagJws.SigningInput(header, link.Bytes)))]);
    }

    static void Refuse(EventBlocks blocks, string what)
    {
        Assert.False(EventDecoder.TryDecode(blocks, out _, out var refusal), what);
        Assert.True(RefusalCode.Malformed == refusal.Code, $"{what}: {refusal}");
    }

    static bool Decode(EventBlocks blocks) => EventDecoder.TryDecode(blocks, out _, out _);

    static Cid CidOf(string hex) => Cid.TryRead(Convert.FromHexString(hex), out var cid) ? cid : default;
}
