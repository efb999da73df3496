using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Tests.Identity.Capabilities;

public class CacaoTests
{
    static IpldMap Good()
    {
        using var session = Samples.Session();
        return (IpldMap)DagCborDecoder.ReadStrict(session.Capability.Block.Bytes).Value!;
    }

    [Theory]
    [InlineData("h")]
    [InlineData("p")]
    [InlineData("s")]
    [InlineData("h.t")]
    [InlineData("p.domain")]
    [InlineData("p.iss")]
    [InlineData("p.aud")]
    [InlineData("p.version")]
    [InlineData("p.nonce")]
    [InlineData("p.iat")]
    [InlineData("s.t")]
    [InlineData("s.s")]
    public void Each_required_member_is_required_and_of_its_kind(string path)
    {
        foreach (var wrong in (IpldValue?[])[null, IpldValue.Null, 7L, true, IpldList.Empty, new byte[] { 1 }])
        {
            Assert.Equal(IdentityCode.InvalidCapability, CodeOf(Change(Good(), path, wrong)));
        }
    }

    [Theory]
    [InlineData("p.nbf")]
    [InlineData("p.exp")]
    [InlineData("p.statement")]
    [InlineData("p.requestId")]
    [InlineData("p.resources")]
    public void Each_optional_member_may_be_absent_or_null_but_not_of_another_kind(string path)
    {
        Assert.Equal("read", CodeOf(Change(Good(), path, null)));
        Assert.Equal("read", CodeOf(Change(Good(), path, IpldValue.Null)));
        foreach (var wrong in (IpldValue[])[7L, true, IpldMap.Empty, IpldList.Of(7L)])
        {
            Assert.Equal(IdentityCode.InvalidCapability, CodeOf(Change(Good(), path, wrong)));
        }
    }

    [Theory]
    [InlineData("p.domain")]
    [InlineData("p.aud")]
    [InlineData("p.version")]
    [InlineData("p.nonce")]
    [InlineData("p.requestId")]
    public void A_line_of_the_text_holds_no_control_characters(string path)
    {
        foreach (var text in (string[])["a\nb", "a\rb", "a\u0000b", "a\u007fb", "a\tb"])
        {
            Assert.Equal(IdentityCode.InvalidCapability, CodeOf(Change(Good(), path, text)));
        }
    }

    [Fact]
    public void A_statement_may_have_several_lines_and_no_other_control_characters()
    {
        Assert.Equal("read", CodeOf(Change(Good(), "p.statement", "first\nsecond")));
        Assert.Equal(IdentityCode.InvalidCapability, CodeOf(Change(Good(), "p.statement", "first\r\nsecond")));
    }

    [Fact]
    public void Another_header_type_is_refused_by_name()
    {
        Assert.Equal(IdentityCode.UnsupportedCapability, CodeOf(Change(Good(), "h.t", "eip5573")));
        Assert.Equal("read", CodeOf(Change(Good(), "h.t", "caip122")));
    }

    [Fact]
    public void Members_that_nobody_knows_are_left_alone() =>
        Assert.Equal("read", CodeOf(Change(Good(), "p.unknown", "x")));

    [Fact]
    public void A_block_is_read_only_under_its_own_cid()
    {
        var block = DagCborEncoder.ToBlock(Good());

        Assert.True(Cacao.TryRead(block, out _, out _));
        Assert.False(Cacao.TryRead(new Block(Samples.Payload(), block.Bytes), out _, out _));
        Assert.False(Cacao.TryRead(Block.Of(Multicodec.DagJose, block.Bytes), out _, out _));
        Assert.False(Cacao.TryRead(new Block(block.Cid, block.Bytes[..^1]), out _, out _));
    }

    [Theory]
    [InlineData(Cacao.SizeBytesMax, "read")]
    [InlineData(Cacao.SizeBytesMax + 1, IdentityCode.InvalidCapability)]
    [InlineData(Cacao.SizeBytesMax * 10, IdentityCode.InvalidCapability)]
    public void A_block_has_a_greatest_size(int size, string expected)
    {
        const string filler = "s.filler";
        var overhead = DagCborEncoder.Encode(Change(Good(), filler, new string('x', 100_000))).Length - 100_000;
        var length = size - overhead;

        Assert.Equal(expected, CodeOf(Change(Good(), filler, new string('x', length))));
    }

    [Fact]
    public void What_was_made_reads_back_equal()
    {
        using var session = Samples.Session();
        var made = session.Capability;

        Assert.True(Cacao.TryRead(made.Block, out var read, out _));

        Assert.Equal(made.Header, read.Header);
        Assert.Equal(made.Payload with { Resources = null }, read.Payload with { Resources = null });
        Assert.Equal(made.Payload.Resources, read.Payload.Resources);
        Assert.Equal(made.Signature, read.Signature);
        Assert.Equal(made.Times, read.Times);
    }

    static string CodeOf(IpldMap map) =>
        Cacao.TryRead(DagCborEncoder.ToBlock(map), out _, out var refusal) ? "read" : refusal.Code;

    static IpldMap Change(IpldMap map, string path, IpldValue? value)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return value is null ? map.Without(path) : map.With(path, value);
        var inner = (IpldMap)map[path[..dot]];
        return map.With(path[..dot], Change(inner, path[(dot + 1)..], value));
    }
}
