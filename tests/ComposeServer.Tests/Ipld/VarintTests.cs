using ComposeServer.Ipld;

namespace ComposeServer.Tests.Ipld;

public class VarintTests
{
    [Theory]
    [InlineData(0UL, "00")]
    [InlineData(1UL, "01")]
    [InlineData(127UL, "7f")]
    [InlineData(128UL, "8001")]
    [InlineData(206UL, "ce01")]
    [InlineData(16_384UL, "808001")]
    [InlineData(Varint.ValueMax, "ffffffffffffffff7f")]
    public void A_number_has_one_form(ulong value, string hex)
    {
        var target = new byte[Varint.SizeMax];

        var size = Varint.Write(target, value);

        Assert.Equal(hex, Convert.ToHexStringLower(target.AsSpan(0, size)));
        Assert.Equal(size, Varint.SizeOf(value));
        ReadOnlySpan<byte> source = [.. target[..size], 0xaa];
        Assert.True(Varint.TryTake(ref source, out var read));
        Assert.Equal(value, read);
        Assert.Equal(1, source.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("8000")]
    [InlineData("ff8000")]
    [InlineData("ffffffffffffffffff01")]
    [InlineData("80808080808080808001")]
    public void Longer_forms_and_cut_forms_are_refused(string hex)
    {
        ReadOnlySpan<byte> source = Convert.FromHexString(hex);
        var before = source.Length;

        Assert.False(Varint.TryTake(ref source, out _));

        Assert.Equal(before, source.Length);
    }

    [Fact]
    public void A_number_beyond_63_bits_cannot_be_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Varint.Write(new byte[10], Varint.ValueMax + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Varint.SizeOf(ulong.MaxValue));
    }
}
