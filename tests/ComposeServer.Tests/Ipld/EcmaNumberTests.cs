using System.Globalization;
using System.Text;
using ComposeServer.Ipld;

namespace ComposeServer.Tests.Ipld;

public class EcmaNumberTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1.0, "1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(123.456, "123.456")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(9007199254740991.0, "9007199254740991")]
    [InlineData(9007199254740992.0, "9007199254740992")]
    [InlineData(-9007199254740994.0, "-9007199254740994")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.5e21, "1.5e+21")]
    [InlineData(1e300, "1e+300")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1.5e-6, "0.0000015")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(-1.25e-7, "-1.25e-7")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(2.2250738585072014e-308, "2.2250738585072014e-308")]
    [InlineData(-0.0000012345678901234567, "-0.0000012345678901234567")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(2251799813685249.5, "2251799813685249.5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void A_number_is_spelled_as_JavaScript_spells_it(double value, string text)
    {
        Assert.Equal(text, EcmaNumber.Format(value));

        var ascii = new byte[EcmaNumber.LengthMax];
        var length = EcmaNumber.Format(value, ascii);
        Assert.Equal(text, Encoding.ASCII.GetString(ascii, 0, length));
    }

    [Fact]
    public void Negative_zero_is_spelled_without_its_sign() => Assert.Equal("0", EcmaNumber.Format(-0.0));

    [Fact]
    public void Every_spelling_gives_its_number_back_and_fits_the_longest_length()
    {
        const int seed = 7;
        var chance = new Random(seed);
        var longest = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(chance.NextInt64(long.MinValue, long.MaxValue));
            if (i % 2 == 0)
                value = (chance.NextDouble() - 0.5) * Math.Pow(10, chance.Next(-12, 25));
            if (!double.IsFinite(value))
                continue;

            var text = EcmaNumber.Format(value);

            Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture));
            longest = int.Max(longest, text.Length);
        }

        Assert.InRange(longest, 24, EcmaNumber.LengthMax);
    }

    [Fact]
    public void Whole_numbers_that_JavaScript_is_sure_of_are_integers_and_all_others_floats()
    {
        Assert.Equal(new IpldInteger(0), EcmaNumber.ToIpld(-0.0));
        Assert.Equal(new IpldInteger(EcmaNumber.SafeIntegerMax), EcmaNumber.ToIpld(EcmaNumber.SafeIntegerMax));
        Assert.Equal(new IpldFloat(9007199254740992), EcmaNumber.ToIpld(9007199254740992));
        Assert.Equal(new IpldFloat(-9007199254740992), EcmaNumber.ToIpld(-9007199254740992));
        Assert.Equal(new IpldFloat(1.5), EcmaNumber.ToIpld(1.5));
    }
}
