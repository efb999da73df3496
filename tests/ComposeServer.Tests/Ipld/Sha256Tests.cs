using System.Security.Cryptography;
using ComposeServer.Ipld;

namespace ComposeServer.Tests.Ipld;

public class Sha256Tests
{
    [Fact]
    public void Blocks_of_every_size_are_named_by_the_digest_that_the_platform_computes()
    {
        var chance = new Random(1);
        for (var size = 0; size <= 300; size++)
        {
            var block = new byte[size];
            chance.NextBytes(block);

            Assert.Equal(SHA256.HashData(block), Cid.Compute(Multicodec.DagCbor, block).Digest);
        }
    }

    [Fact]
    public void A_block_of_a_mebibyte_is_named_by_many_threads_at_once()
    {
        var block = new byte[1 << 20];
        new Random(2).NextBytes(block);
        var expected = Convert.ToHexString(SHA256.HashData(block));

        Parallel.For(
            0,
            32,
            _ => Assert.Equal(expected, Convert.ToHexString(Cid.Compute(Multicodec.Raw, block).Digest))
        );
    }
}
