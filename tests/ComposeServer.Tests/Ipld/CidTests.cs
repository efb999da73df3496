using ComposeServer.Ipld;

namespace ComposeServer.Tests.Ipld;

public class CidTests
{
    const string Text = "bafyreidogqfzz75tpkmjzjke425xqcrmpcib2p5tg44hnbirumdbpl5adu";
    const string Version0 = "QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n";

    [Fact]
    public void A_block_is_named_by_its_codec_and_SHA_256()
    {
        var cid = Cid.Compute(Multicodec.DagCbor, [0x00]);

        Assert.Equal(Text, cid.ToString());
        Assert.Equal(1, cid.Version);
        Assert.Equal(Multicodec.DagCbor, cid.Codec);
        Assert.Equal(Multihash.Sha2256, cid.HashCode);
        Assert.Equal(32, cid.Digest.Length);
        Assert.Equal(34, cid.MultihashBytes.Length);
        Assert.True(cid.Names([0x00]));
        Assert.False(cid.Names([0x01]));
    }

    [Theory]
    [InlineData('b')]
    [InlineData('k')]
    [InlineData('z')]
    [InlineData('m')]
    [InlineData('u')]
    [InlineData('f')]
    public void A_name_reads_from_any_multibase(char prefix)
    {
        var cid = Cid.Parse(Text);

        Assert.True(Cid.TryParse(cid.ToString(prefix), out var again));
        Assert.Equal(cid, again);
    }

    [Fact]
    public void Version_0_has_one_text_form_and_no_prefix()
    {
        var cid = Cid.Parse(Version0);

        Assert.Equal(0, cid.Version);
        Assert.Equal(Multicodec.DagPb, cid.Codec);
        Assert.Equal(34, cid.Bytes.Length);
        Assert.Equal(Version0, cid.ToString());
        Assert.False(Cid.TryParse("z" + Version0, out _));
    }

    [Fact]
    public void The_metamodel_name_reads_although_no_such_hash_exists()
    {
        var bytes = Convert.FromHexString("0171710b0009686d6f64656c2d7631");

        Assert.True(Cid.TryRead(bytes, out var cid));
        Assert.Equal(0x71UL, cid.HashCode);
        Assert.Equal(11, cid.Digest.Length);
        Assert.False(cid.Names("model-v1"u8));
    }

    [Fact]
    public void Taking_a_name_leaves_what_follows()
    {
        var cid = Cid.Parse(Text);
        ReadOnlySpan<byte> source = [.. cid.Bytes, 7, 8];

        Assert.True(Cid.TryTake(ref source, out var taken));

        Assert.Equal(cid, taken);
        Assert.Equal([7, 8], source.ToArray());
        Assert.False(Cid.TryRead([.. cid.Bytes, 7], out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("0171")]
    [InlineData("01711220")]
    [InlineData("0271122000")]
    [InlineData("1220aa")]
    [InlineData("1221")]
    [InlineData("01711280808080808080807f00")]
    [InlineData("0171128000")]
    public void Broken_names_are_refused(string hex)
    {
        ReadOnlySpan<byte> source = Convert.FromHexString(hex);
        var before = source.Length;

        Assert.False(Cid.TryTake(ref source, out var cid));

        Assert.Equal(before, source.Length);
        Assert.True(cid.IsEmpty);
    }

    [Theory]
    [InlineData("")]
    [InlineData("b")]
    [InlineData("bafy")]
    [InlineData("Qm")]
    [InlineData("?afyreidogqfzz75tpkmjzjke425xqcrmpcib2p5tg44hnbirumdbpl5adu")]
    [InlineData("bafyreidogqfzz75tpkmjzjke425xqcrmpcib2p5tg44hnbirumdbpl5aduu")]
    public void Text_that_is_no_name_is_refused(string text) => Assert.False(Cid.TryParse(text, out _));

    [Fact]
    public void Names_are_compared_bytewise()
    {
        var low = Cid.Create(Multicodec.DagCbor, Multihash.Sha2256, new byte[32]);
        var high = Cid.Create(Multicodec.DagCbor, Multihash.Sha2256, [1, .. new byte[31]]);

        Assert.True(low < high);
        Assert.True(high >= low);
        Assert.True(low != high);
        Assert.Equal(0, low.CompareTo(Cid.Create(Multicodec.DagCbor, Multihash.Sha2256, new byte[32])));
        Assert.True(default(Cid).IsEmpty);
        Assert.Equal("", default(Cid).ToString());
        Assert.False(default(Cid).Names([]));
    }

    [Fact]
    public void An_identity_name_holds_its_block()
    {
        var cid = Cid.Create(Multicodec.Raw, Multihash.Identity, "hi"u8);

        Assert.True(cid.Names("hi"u8));
        Assert.False(cid.Names("ho"u8));
    }
}
