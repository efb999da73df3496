using System.Text;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Tests.Identity.Jose;

public class ProtectedHeaderTests
{
    [Fact]
    public void Members_are_written_in_code_point_order_without_spaces()
    {
        var cid = Samples.Payload();

        Assert.Equal(
            """{"alg":"EdDSA","kid":"did:key:z#z"}""",
            Encoding.UTF8.GetString(ProtectedHeader.Write("EdDSA", "did:key:z#z"))
        );
        Assert.Equal(
            $$"""{"alg":"ES256","cap":"ipfs://{{cid}}","kid":"did:key:z#z"}""",
            Encoding.UTF8.GetString(ProtectedHeader.Write("ES256", "did:key:z#z", cid))
        );
    }

    [Fact]
    public void What_was_written_reads_back()
    {
        var cid = Samples.Payload();

        Assert.True(ProtectedHeader.TryRead(ProtectedHeader.Write("EdDSA", "did:key:z#z", cid), out var header, out _));

        Assert.Equal(new ProtectedHeader("EdDSA", "did:key:z#z", cid), header);
    }

    [Theory]
    [InlineData(ProtectedHeader.SizeBytesMax, true)]
    [InlineData(ProtectedHeader.SizeBytesMax + 1, false)]
    [InlineData(ProtectedHeader.SizeBytesMax * 1_000, false)]
    public void A_header_has_a_greatest_size(int size, bool isRead)
    {
        var json = Encoding.UTF8.GetBytes("""{"alg":"EdDSA","kid":"did:key:z"}""".PadRight(size));

        Assert.Equal(isRead, ProtectedHeader.TryRead(json, out _, out _));
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var deep = $$"""{"alg":"EdDSA","kid":"did:key:z","x":{{new string('[', 1_000)}}{{new string(']', 1_000)}}}""";

        Assert.False(ProtectedHeader.TryRead(Encoding.UTF8.GetBytes(deep), out _, out var refusal));

        Assert.Equal("INVALID_JWS", refusal.Code);
    }
}
