using System.Text;
using ComposeServer.Ipld;

namespace ComposeServer.Tests.Ipld;

public class MultibaseTests
{
    // The examples of the multibase specification.
    [Theory]
    [InlineData("yes mani !", "f796573206d616e692021")]
    [InlineData("yes mani !", "bpfsxgidnmfxgsibb")]
    [InlineData("yes mani !", "k2lcpzo5yikidynfl")]
    [InlineData("yes mani !", "z7paNL19xttacUY")]
    [InlineData("yes mani !", "meWVzIG1hbmkgIQ")]
    [InlineData("yes mani !", "ueWVzIG1hbmkgIQ")]
    [InlineData("\0yes mani !", "k02lcpzo5yikidynfl")]
    [InlineData("\0\0yes mani !", "z117paNL19xttacUY")]
    [InlineData("\0yes mani !", "f00796573206d616e692021")]
    [InlineData("", "b")]
    [InlineData("", "z")]
    [InlineData("", "u")]
    public void Bytes_have_one_text_in_each_base(string bytes, string text)
    {
        Assert.Equal(text, Multibase.Encode(text[0], Encoding.ASCII.GetBytes(bytes)));
        Assert.True(Multibase.TryDecode(text, out var decoded));
        Assert.Equal(bytes, Encoding.ASCII.GetString(decoded));
    }

    [Theory]
    [InlineData("F796573206D616E692021")]
    [InlineData("BPFSXGIDNMFXGSIBB")]
    [InlineData("K2LCPZO5YIKIDYNFL")]
    [InlineData("MeWVzIG1hbmkgIQ==")]
    [InlineData("UeWVzIG1hbmkgIQ==")]
    public void Upper_case_and_padded_twins_are_read(string text)
    {
        Assert.True(Multibase.TryDecode(text, out var decoded));
        Assert.Equal("yes mani !", Encoding.ASCII.GetString(decoded));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x00")]
    [InlineData("f0")]
    [InlineData("f0g")]
    [InlineData("ba")]
    [InlineData("bab")]
    [InlineData("b1111")]
    [InlineData("k-")]
    [InlineData("z0")]
    [InlineData("zl")]
    [InlineData("zé")]
    [InlineData("mA")]
    [InlineData("mAB")]
    [InlineData("mAA=")]
    [InlineData("mAA===")]
    [InlineData("m-_-_")]
    [InlineData("mAA AA")]
    [InlineData("u+/+/")]
    [InlineData("uAA==")]
    [InlineData("uAB")]
    [InlineData("UAA=")]
    [InlineData("UAA===")]
    [InlineData("UAAA====")]
    [InlineData("MAB==")]
    [InlineData("UAB==")]
    [InlineData("bPFSXGIDNMFXGSIBB")]
    [InlineData("bpfsxgidnmfxgsibB")]
    [InlineData("Bpfsxgidnmfxgsibb")]
    [InlineData("BPFSXGIDNMFXGSIBb")]
    [InlineData("k2lcpzo5yikidynfL")]
    [InlineData("K2LCPZO5YIKIDYNFl")]
    [InlineData("f796573206D")]
    [InlineData("F796573206d")]
    public void Text_outside_the_alphabet_of_the_other_case_or_with_spare_bits_is_refused(string text)
    {
        Assert.False(Multibase.TryDecode(text, out var bytes));
        Assert.Empty(bytes);
    }

    [Fact]
    public void Every_length_comes_back_from_every_base()
    {
        var chance = new Random(1);
        for (var length = 0; length < 90; length++)
        {
            var bytes = new byte[length];
            chance.NextBytes(bytes);
            if (length % 3 == 0)
                bytes.AsSpan(0, length / 4).Clear();

            foreach (var prefix in "bkzmuf")
            {
                Assert.True(Multibase.TryDecode(Multibase.Encode(prefix, bytes), out var again));
                Assert.Equal(bytes, again);
            }
        }
    }

    [Fact]
    public void A_base_whose_work_grows_with_the_square_takes_4096_digits_and_no_more()
    {
        Assert.True(Base58Btc.TryDecode(new string('z', 4_096), out var most));
        Assert.Equal(3_000, most.Length);
        Assert.False(Base58Btc.TryDecode(new string('z', 4_097), out _));
        Assert.False(Base36.TryDecode(new string('z', 4_000_000), out _));
    }

    [Fact]
    public void An_unknown_prefix_cannot_be_written() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Multibase.Encode('x', [1]));
}
