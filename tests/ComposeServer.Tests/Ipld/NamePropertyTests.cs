using ComposeServer.Ipld;
using FsCheck;
using FsCheck.Fluent;

namespace ComposeServer.Tests.Ipld;

/// <summary>Bytes and their texts, by chance; a failure prints its seed.</summary>
public class NamePropertyTests
{
    const string Prefixes = "bkzmuf";
    const string Base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    static readonly Arbitrary<Cid> Cids = (
        from codec in Gen.Elements(Multicodec.Raw, Multicodec.DagCbor, Multicodec.DagJose, Multicodec.DagPb, 1UL << 40)
        from hash in Gen.Elements(Multihash.Sha2256, Multihash.Identity, Multihash.Keccak256)
        from digest in ArbMap.Default.GeneratorFor<byte[]>()
        select Cid.Create(codec, hash, digest)
    ).ToArbitrary();

    [Fact]
    public void Bytes_come_back_from_their_text_in_every_base() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>(),
                bytes =>
                    Prefixes.All(prefix =>
                        Multibase.TryDecode(Multibase.Encode(prefix, bytes), out var again)
                        && again.AsSpan().SequenceEqual(bytes)
                    )
            )
            .Check(Many);

    [Fact]
    public void What_reads_as_text_of_a_base_is_the_one_text_of_its_bytes() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                text =>
                    Prefixes.All(prefix =>
                        !Multibase.TryDecode(prefix + text.Get, out var bytes)
                        || Multibase.Encode(prefix, bytes) == prefix + text.Get.TrimEnd('=')
                    )
            )
            .Check(Many);

    [Fact]
    public void A_name_comes_back_from_its_bytes_and_from_its_text_in_every_base() =>
        Prop.ForAll(
                Cids,
                cid =>
                    Cid.TryRead(cid.Bytes, out var fromBytes)
                    && fromBytes == cid
                    && Prefixes.All(prefix => Cid.TryParse(cid.ToString(prefix), out var again) && again == cid)
                    && !Cid.TryRead([.. cid.Bytes, 0], out _)
                    && !Cid.TryRead(cid.Bytes[..^1], out _)
            )
            .Check(Many);

    [Fact]
    public void Base64_text_with_a_spare_bit_set_is_refused() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>().Filter(bytes => bytes.Length % 3 != 0),
                bytes =>
                {
                    var text = Base64Url.Encode(bytes);
                    var last = Base64Letters.IndexOf(text[^1], StringComparison.Ordinal);
                    var spareBits = bytes.Length % 3 == 1 ? 4 : 2;
                    return Enumerable
                        .Range(1, (1 << spareBits) - 1)
                        .Select(spare => text[..^1] + Base64Letters[last | spare])
                        .All(spared =>
                            !Base64Url.TryDecode(spared, out _)
                            && !Base64Plain.TryDecode(spared.Replace('-', '+').Replace('_', '/'), out _)
                        );
                }
            )
            .Check(Many);
}
