using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using ComposeServer.Identity.Jose;
using ComposeServer.Integration.Social;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Refusals;

/// <summary>Envelopes that say one thing in two ways, or name their payload by another kind of name.</summary>
public class EnvelopeTests(SocialNode social) : IClassFixture<SocialNode>
{
    /// <summary>Order of the group of secp256k1 (SEC 2, 2.4.1).</summary>
    static readonly BigInteger OrderOfSecp256k1 = BigInteger.Parse(
        "0FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141",
        NumberStyles.HexNumber,
        CultureInfo.InvariantCulture
    );

    /// <summary>Order of the group of Ed25519 (RFC 8032 5.1).</summary>
    static readonly BigInteger OrderOfEd25519 =
        BigInteger.Pow(2, 252)
        + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);

    [Fact]
    public async Task The_other_form_of_a_signature_is_not_a_second_event()
    {
        using var key = new Secp256k1Signer(Seeds.Of("key on secp256k1"));
        var author = new EventAuthor(key);
        var created = (
            await social.Node.Api.CreateAsync(
                StreamType.Document,
                author.Create(social.Model("Post"), SocialWrites.Post("signed twice"))
            )
        ).Ok;
        var id = created.Text("streamId")!;
        var change = author.Change(created.At("state"), """[{"op":"replace","path":"/title","value":"once"}]""");
        var changed = (await social.Node.Api.CommitAsync(id, change)).Ok;
        var before = await social.Node.FootprintAsync();

        var other = WithSignature(change, NegatedS);
        var reply = await social.Node.Api.CommitAsync(id, other);

        Assert.NotEqual(change.Event.Cid, other.Event.Cid);
        JsonAssert.Equal(changed, reply.Ok);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Fact]
    public async Task A_signature_with_a_scalar_past_the_order_of_the_group_is_refused()
    {
        using var key = Seeds.Key("Grace");
        var before = await social.Node.FootprintAsync();
        var blocks = new EventAuthor(key).Create(social.Model("Post"), SocialWrites.Post("malleable"));

        var reply = await social.Node.Api.CreateAsync(StreamType.Document, WithSignature(blocks, PlusOrder));

        Assert.Equal("INVALID_SIGNATURE", reply.Code);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Theory]
    [InlineData(0x00, "the payload itself for a digest")]
    [InlineData(0x12, "SHA2-256 of something else")]
    [InlineData(0x11, "SHA-1")]
    [InlineData(0x13, "SHA-512")]
    [InlineData(0x1b, "Keccak-256")]
    [InlineData(0xd5, "MD5")]
    public async Task A_payload_named_by_another_hash_is_refused(int hashCode, string hash)
    {
        using var key = Seeds.Key("Grace");
        var payload = new EventAuthor(key).Create(social.Model("Post"), SocialWrites.Post(hash)).Linked!.Value;
        var digest = hashCode switch
        {
            0x13 => SHA512.HashData(payload.Bytes.Span),
            0x00 => payload.Bytes.ToArray(),
            0x11 => Seeds.Of("any 20 bytes")[..20],
            0xd5 => Seeds.Of("any 16 bytes")[..16],
            _ => Seeds.Of("any 32 bytes"),
        };

        await RefuseAsync(key, Cid.Create(Multicodec.DagCbor, (ulong)hashCode, digest), payload);
    }

    [Theory]
    [InlineData(0x55UL)]
    [InlineData(0x70UL)]
    [InlineData(0x85UL)]
    [InlineData(0x0129UL)]
    public async Task A_payload_named_by_another_codec_is_refused(ulong codec)
    {
        using var key = Seeds.Key("Grace");
        var payload = new EventAuthor(key).Create(social.Model("Post"), SocialWrites.Post("codec")).Linked!.Value;

        await RefuseAsync(key, Cid.Compute(codec, payload.Bytes.Span), payload);
    }

    [Fact]
    public async Task Two_signatures_on_one_event_are_refused()
    {
        using var key = Seeds.Key("Grace");
        using var other = Seeds.Key("Heidi");
        var payload = new EventAuthor(key).Create(social.Model("Post"), SocialWrites.Post("twice")).Linked!.Value;
        var envelope = new DagJws(
            payload.Cid,
            [key.SignEvent(payload.Cid).Signatures[0], other.SignEvent(payload.Cid).Signatures[0]]
        );

        await RefuseAsync(new EventBlocks(envelope.ToBlock(), payload));
    }

    Task RefuseAsync(ISigner key, Cid name, Block payload)
    {
        var header = ProtectedHeader.Write(key.Algorithm, key.Kid);
        var signature = key.Sign(DagJws.SigningInput(header, name.Bytes));
        return RefuseAsync(new(new DagJws(name, [new(header, signature)]).ToBlock(), payload));
    }

    async Task RefuseAsync(EventBlocks blocks)
    {
        var before = await social.Node.FootprintAsync();

        var reply = await social.Node.Api.CreateAsync(StreamType.Document, blocks);

        Assert.Contains(reply.Code, new[] { "CID_MISMATCH", "MALFORMED_EVENT", "INVALID_JWS" });
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    static EventBlocks WithSignature(EventBlocks blocks, Func<byte[], byte[]> change)
    {
        Assert.True(DagJws.TryRead(blocks.Event.Bytes, DagCborRulesOfRequests, out var envelope, out _));
        var only = envelope.Signatures[0];
        var changed = new DagJws(envelope.Link, [new(only.Protected, change(only.Signature.ToArray()))]);
        return blocks with { Event = changed.ToBlock() };
    }

    static Ipld.DagCbor.DagCborRules DagCborRulesOfRequests => Ipld.DagCbor.DagCborRules.Strict;

    /// <summary>r ‖ n − s: as good a signature of ECDSA as r ‖ s.</summary>
    static byte[] NegatedS(byte[] signature)
    {
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var negated = (OrderOfSecp256k1 - s).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. signature[..32], .. new byte[32 - negated.Length], .. negated];
    }

    /// <summary>R ‖ S + L: a lax verifier reduces the scalar and takes it.</summary>
    static byte[] PlusOrder(byte[] signature)
    {
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true);
        var greater = (s + OrderOfEd25519).ToByteArray(isUnsigned: true);
        Assert.Equal(32, greater.Length);
        return [.. signature[..32], .. greater];
    }
}
