using System.Security.Cryptography;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Keys;

namespace ComposeServer.Tests.Identity.Keys;

public class P256Tests
{
    [Fact]
    public void A_compressed_point_opens_to_the_point_it_came_from()
    {
        for (var at = 0; at < 50; at++)
        {
            using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var q = ecdsa.ExportParameters(includePrivateParameters: false).Q;
            byte[] point = [4, .. q.X!, .. q.Y!];
            var compressed = new byte[33];
            var opened = new byte[65];

            Assert.True(P256.TryCompress(point, compressed));
            Assert.True(P256.TryUncompress(compressed, opened));

            Assert.Equal(point, opened);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("02")]
    [InlineData("020000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("02ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")]
    [InlineData("05d9a16ea8f0bc4a54ae0f5f1b9e4d2e12b5d8f3b3aa0b1c3ab6f5a3e0f5a6b7c8")]
    [InlineData(
        "04000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000ff"
    )]
    public void Bytes_that_are_no_point_are_refused(string hex)
    {
        var point = Convert.FromHexString(hex);

        Assert.False(P256.TryUncompress(point, new byte[65]));
        _ = Assert.Throws<ArgumentException>(() => DidKey.Of(KeyKind.P256, point));
    }

    [Fact]
    public void Objects_are_kept_for_a_bounded_number_of_keys()
    {
        for (var at = 0; at < 2_100; at++)
        {
            using var signer = P256Signer.Generate();
            _ = DidKey.Parse(signer.Did.Text);
        }

        Assert.InRange(P256.CachedKeys, 1, 2_048);
    }
}
