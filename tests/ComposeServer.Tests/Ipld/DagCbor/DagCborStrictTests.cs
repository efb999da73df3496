using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Tests.Ipld.DagCbor;

public class DagCborStrictTests
{
    [Theory]
    [InlineData("", DagCborErrorCode.Empty, 0)]
    [InlineData("0000", DagCborErrorCode.TrailingBytes, 1)]
    [InlineData("9fff", DagCborErrorCode.Indefinite, 0)]
    [InlineData("bfff", DagCborErrorCode.Indefinite, 0)]
    [InlineData("5fff", DagCborErrorCode.Indefinite, 0)]
    [InlineData("7fff", DagCborErrorCode.Indefinite, 0)]
    [InlineData("81ff", DagCborErrorCode.Indefinite, 1)]
    [InlineData("1817", DagCborErrorCode.NotShortest, 0)]
    [InlineData("1900ff", DagCborErrorCode.NotShortest, 0)]
    [InlineData("1a0000ffff", DagCborErrorCode.NotShortest, 0)]
    [InlineData("1b00000000ffffffff", DagCborErrorCode.NotShortest, 0)]
    [InlineData("3817", DagCborErrorCode.NotShortest, 0)]
    [InlineData("5801aa", DagCborErrorCode.NotShortest, 0)]
    [InlineData("980100", DagCborErrorCode.NotShortest, 0)]
    [InlineData("b801616100", DagCborErrorCode.NotShortest, 0)]
    [InlineData("d9002a4100", DagCborErrorCode.NotShortest, 0)]
    [InlineData("1c", DagCborErrorCode.Reserved, 0)]
    [InlineData("fc", DagCborErrorCode.Reserved, 0)]
    [InlineData("c100", DagCborErrorCode.Tag, 0)]
    [InlineData("d82b4100", DagCborErrorCode.Tag, 0)]
    [InlineData("d82a00", DagCborErrorCode.Link, 0)]
    [InlineData("d82a40", DagCborErrorCode.Link, 0)]
    [InlineData("d82a4100", DagCborErrorCode.Link, 0)]
    [InlineData("d82a460001551201aaff", DagCborErrorCode.TrailingBytes, 9)]
    [InlineData("d82a47000155120100ff", DagCborErrorCode.Link, 0)]
    [InlineData("f93c00", DagCborErrorCode.FloatWidth, 0)]
    [InlineData("fa3f800000", DagCborErrorCode.FloatWidth, 0)]
    [InlineData("fb7ff8000000000000", DagCborErrorCode.FloatValue, 0)]
    [InlineData("fbfff0000000000000", DagCborErrorCode.FloatValue, 0)]
    [InlineData("f7", DagCborErrorCode.Simple, 0)]
    [InlineData("e0", DagCborErrorCode.Simple, 0)]
    [InlineData("f8ff", DagCborErrorCode.Simple, 0)]
    [InlineData("61ff", DagCborErrorCode.Utf8, 0)]
    [InlineData("a161ff00", DagCborErrorCode.Utf8, 1)]
    [InlineData("63eda080", DagCborErrorCode.Utf8, 0)]
    [InlineData("62c080", DagCborErrorCode.Utf8, 0)]
    [InlineData("a10000", DagCborErrorCode.KeyKind, 1)]
    [InlineData("a1410000", DagCborErrorCode.KeyKind, 1)]
    [InlineData("a2616200616100", DagCborErrorCode.KeyOrder, 4)]
    [InlineData("a262616100616200", DagCborErrorCode.KeyOrder, 5)]
    [InlineData("a2616100616100", DagCborErrorCode.KeyRepeated, 4)]
    public void Whatever_is_not_canonical_is_refused_with_its_word_and_place(string hex, string code, int offset)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.Equal(new DagCborError(code, offset), DagCborDecoder.ReadStrict(bytes).Error);
        Assert.Equal(new DagCborError(code, offset), DagCborDecoder.Check(bytes, DagCborRules.Strict));
    }

    [Theory]
    [InlineData("1bffffffffffffffff", "18446744073709551615")]
    [InlineData("3bffffffffffffffff", "-18446744073709551616")]
    [InlineData("3b7fffffffffffffff", "-9223372036854775808")]
    [InlineData("1b8000000000000000", "9223372036854775808")]
    public void Integers_span_both_kinds_of_CBOR(string hex, string number)
    {
        var bytes = Convert.FromHexString(hex);

        var value = Assert.IsType<IpldInteger>(DagCborDecoder.ReadStrict(bytes).Value);

        Assert.Equal(number, value.Value.ToString());
        Assert.Equal(bytes, DagCborEncoder.Encode(value));
        Assert.Equal(number, value.ToString());
    }

    [Fact]
    public void Integers_beyond_CBOR_and_floats_that_are_no_numbers_do_not_exist()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new IpldInteger(IpldInteger.Most + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IpldInteger(IpldInteger.Least - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IpldFloat(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IpldFloat(double.NegativeInfinity));
        Assert.Throws<ArgumentException>(() => new IpldLink(default));
    }

    [Fact]
    public void Keys_are_sorted_by_encoded_length_and_then_by_their_UTF8_bytes()
    {
        // U+E000 has the smaller UTF-8 bytes, 𐅑 (two surrogates) the smaller UTF-16 units; é is as long as two letters.
        var map = IpldMap.Of(("𐅑", 1), ("\ue000a", 2), ("zz", 3), ("é", 4), ("b", 5), ("", 6), ("a", 7));

        var read = (IpldMap)DagCborDecoder.ReadStrict(DagCborEncoder.Encode(map)).Value!;

        Assert.Equal(["", "a", "b", "zz", "é", "\ue000a", "𐅑"], read.Entries.Select(entry => entry.Key));
        Assert.Equal(map, read);
    }

    [Fact]
    public void Text_without_a_UTF8_form_cannot_be_written()
    {
        Assert.False(DagCborEncoder.TryEncode(IpldList.Of("\ud800"), out _, out var code));
        Assert.Equal(DagCborErrorCode.Utf8, code);
        Assert.Throws<System.Text.EncoderFallbackException>(() => DagCborEncoder.Encode("\ud800"));
        Assert.Throws<System.Text.EncoderFallbackException>(() => DagCborEncoder.Encode(IpldMap.Of(("\udc00", 1))));
    }
}
