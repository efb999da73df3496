using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;
using FsCheck;
using FsCheck.Fluent;

namespace ComposeServer.Tests.Ipld.DagJose;

/// <summary>Envelopes, by chance; a failure prints its seed.</summary>
public class DagJosePropertyTests
{
    static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    static readonly Gen<byte[]> Bytes = ArbMap.Default.GeneratorFor<byte[]>();

    static readonly Gen<IpldBytes?> SomeBytes = Gen.OneOf(
        Gen.Constant((IpldBytes?)null),
        Bytes.Select(bytes => (IpldBytes?)new IpldBytes(bytes))
    );

    static readonly Gen<IpldMap?> SomeHeader = Gen.Elements<IpldMap?>(
        null,
        IpldMap.Empty,
        IpldMap.Of(("alg", "ECDH-ES+XC20PKW"), ("kid", "did:key:z6LS")),
        IpldMap.Of(("epk", IpldMap.Of(("crv", "X25519"), ("kty", "OKP"))), ("p2c", 4_096))
    );

    static readonly Arbitrary<DagJws> Signed = (
        from payload in Bytes
        from signatures in (
            from header in Gen.Elements("""{"alg":"EdDSA"}""", """{"alg":"ES256K","kid":"did:key:zQ3#zQ3"}""", "{}")
            from signature in Bytes
            select new JwsSignature(System.Text.Encoding.UTF8.GetBytes(header), signature)
        ).NonEmptyListOf()
        select new DagJws(Cid.Compute(Multicodec.DagCbor, payload), [.. signatures])
    ).ToArbitrary();

    static readonly Arbitrary<DagJwe> Encrypted = (
        from ciphertext in Bytes
        from iv in SomeBytes
        from tag in SomeBytes
        from aad in SomeBytes
        from header in SomeBytes
        from open in SomeHeader
        from recipients in (from key in SomeBytes from own in SomeHeader select new JweRecipient(key, own)).ArrayOf()
        from isShared in Gen.Elements(true, false)
        select new DagJwe
        {
            Ciphertext = new(ciphertext),
            Iv = iv,
            Tag = tag,
            Aad = aad,
            Protected = header,
            Unprotected = open,
            Recipients = isShared ? recipients : null,
        }
    ).ToArbitrary();

    [Fact]
    public void A_signed_envelope_comes_back_from_its_block_and_from_its_JSON() =>
        Prop.ForAll(
                Signed,
                jws =>
                    DagJws.TryRead(jws.ToBytes(), DagCborRules.Strict, out var fromBlock, out _)
                    && jws.Equals(fromBlock)
                    && DagJws.TryReadJson(Json(jws.WriteJson), out var fromJson, out _)
                    && jws.Equals(fromJson)
                    && jws.ToBytes().AsSpan().SequenceEqual(fromJson.ToBytes())
            )
            .Check(Many);

    [Fact]
    public void An_encrypted_envelope_comes_back_from_its_block_and_from_its_JSON() =>
        Prop.ForAll(
                Encrypted,
                jwe =>
                    DagJwe.TryRead(jwe.ToBytes(), DagCborRules.Strict, out var fromBlock, out _)
                    && jwe.Equals(fromBlock)
                    && DagJwe.TryReadJson(Json(jwe.WriteJson), out var fromJson, out _)
                    && jwe.Equals(fromJson)
            )
            .Check(Many);

    static JsonElement Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            write(writer);
        return JsonElement.Parse(stream.ToArray());
    }
}
