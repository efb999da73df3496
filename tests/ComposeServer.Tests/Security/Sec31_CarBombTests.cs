using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;

namespace ComposeServer.Tests.Security;

/// <summary>Attack 31: CAR files that are larger inside than they are, or never end.</summary>
public class Sec31_CarBombTests
{
    static readonly byte[] Header = new CarFile([], []).ToBytes();
    static readonly Block Tiny = Block.Of(Multicodec.Raw, new byte[] { 1 });

    [Fact]
    public async Task Ten_million_tiny_blocks_end_at_the_limit_of_blocks()
    {
        var one = new CarFile([], [Tiny]).ToBytes()[Header.Length..];
        await using var stream = new EndlessStream(Header, one, times: 10_000_000);

        Assert.Equal(CarErrorCode.TooManyBlocks, await ReadAsync(stream));

        Assert.InRange(stream.BytesRead, 0, (CarLimits.Default.BlocksMax + 10_000) * one.Length);
    }

    [Fact]
    public async Task Blocks_of_a_mebibyte_end_at_the_limit_of_the_file()
    {
        var one = new CarFile([], [Block.Of(Multicodec.Raw, new byte[Effort.Mebibyte])]).ToBytes()[Header.Length..];
        await using var stream = new EndlessStream(Header, one, times: 1_000);

        Assert.Equal(CarErrorCode.TooLarge, await ReadAsync(stream));

        Assert.InRange(stream.BytesRead, 0, CarLimits.Default.TotalBytesMax + (2 * Effort.Mebibyte));
    }

    [Theory]
    [InlineData("ffffffff0f", CarErrorCode.HeaderTooLarge)]
    [InlineData("ffffffffffffffff7f", CarErrorCode.HeaderTooLarge)]
    [InlineData("ffffffffffffffffff01", CarErrorCode.Length)]
    [InlineData("ffffffffffffffffff7f", CarErrorCode.Length)]
    [InlineData("ffffffffffffffffffffff01", CarErrorCode.Length)]
    [InlineData("8000", CarErrorCode.Truncated)]
    [InlineData("00", CarErrorCode.Length)]
    public async Task The_length_of_a_header_is_not_believed(string hex, string code)
    {
        await RefuseAsync(Convert.FromHexString(hex), code);
    }

    [Theory]
    [InlineData("ffffffff0f", CarErrorCode.BlockTooLarge)]
    [InlineData("ffffffffffffffff7f", CarErrorCode.BlockTooLarge)]
    [InlineData("ffffffffffffffffff7f", CarErrorCode.Length)]
    [InlineData("ffff3f", CarErrorCode.Truncated)]
    [InlineData("8000", CarErrorCode.Truncated)]
    [InlineData("0a0171122080808080", CarErrorCode.Truncated)]
    [InlineData("09017112ffffffff0f00", CarErrorCode.Cid)]
    [InlineData("0a01ffffffffffffffffff7f", CarErrorCode.Cid)]
    public async Task Nor_is_that_of_a_block_or_of_a_digest(string hex, string code)
    {
        await RefuseAsync([.. Header, .. Convert.FromHexString(hex)], code);
    }

    [Theory]
    [InlineData("a16776657273696f6e01")]
    [InlineData("a265726f6f7473f66776657273696f6e01")]
    [InlineData("a265726f6f74738100" + "6776657273696f6e01")]
    [InlineData("80")]
    [InlineData("f6")]
    public async Task A_header_without_roots_is_none(string hex)
    {
        var header = Convert.FromHexString(hex);

        await RefuseAsync([(byte)header.Length, .. header], CarErrorCode.Header);
    }

    [Fact]
    public async Task A_header_of_a_mebibyte_of_roots_is_refused()
    {
        var roots = Enumerable.Repeat(Tiny.Cid, 30_000).ToArray();

        await RefuseAsync(new CarFile(roots, []).ToBytes(), CarErrorCode.HeaderTooLarge);
    }

    [Fact]
    public async Task A_root_that_is_not_in_the_file_is_not_found_and_nothing_else_happens()
    {
        var bytes = new CarFile([Cid.Compute(Multicodec.DagCbor, [9])], [Tiny, Tiny]).ToBytes();

        Assert.True(CarFile.TryRead(bytes, CarLimits.Default, out var car, out _));
        Assert.False(car.TryFind(car.Roots[0], out _));
        using var stream = new MemoryStream(bytes);
        Assert.Null(await ReadAsync(stream));
    }

    [Fact]
    public void A_file_in_memory_costs_no_more_than_its_blocks()
    {
        byte[] lie = [.. Header, 0xff, 0xff, 0x3f];

        Effort.Within(timeMs: 5, 100_000, () => Assert.False(CarFile.TryRead(lie, CarLimits.Default, out _, out _)));
    }

    static async Task RefuseAsync(byte[] bytes, string code)
    {
        Assert.False(CarFile.TryRead(bytes, CarLimits.Default, out _, out var error));
        using var stream = new MemoryStream(bytes);

        Assert.Equal((code, code), (error.Code, await ReadAsync(stream)));
    }

    static async Task<string?> ReadAsync(Stream stream)
    {
        var reader = await CarReader.OpenAsync(stream, CarLimits.Default, TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            Assert.True(reader.Current.IsNamedRight);
        return reader.Error?.Code;
    }
}
