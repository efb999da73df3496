using System.IO.Compression;
using System.Net.Http.Headers;
using ComposeServer.Integration.Refusals;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Security;

/// <summary>Attack 32: a body of some kilobytes that unpacks to hundreds of megabytes. Nothing here unpacks: what is packed is no JSON.</summary>
public sealed class Sec32_DecompressionTests(SocialNode social) : IClassFixture<SocialNode>
{
    const int BombMebibytes = 256;
    const int PackedBytesMax = 1 << 20;

    /// <summary>Of the whole process, in which other tests run as well: hence the least of a few tries.</summary>
    const long AllocatedBytesMax = 64L << 20;

    const int Tries = 4;

    static readonly byte[] Question = """{"query":"{ postCount }"}"""u8.ToArray();

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_packed_bomb_is_refused_as_it_stands(string encoding)
    {
        var bomb = Packed(Enumerable.Repeat((byte)' ', 1 << 20).ToArray(), encoding, BombMebibytes);
        Assert.InRange(bomb.Length, 1, PackedBytesMax);
        var least = long.MaxValue;

        for (var i = 0; i < Tries; i++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await RefuseAsync(bomb, encoding);
            least = long.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(least, 0, AllocatedBytesMax);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("gzip, gzip")]
    public async Task A_packed_question_is_not_unpacked_either(string encoding)
    {
        var packed = encoding.Split(", ").Aggregate(Question, (bytes, one) => Packed(bytes, one, times: 1));

        await RefuseAsync(packed, encoding);
    }

    [Fact]
    public async Task An_unpacked_question_is_answered()
    {
        using var body = Body(Question, "identity");

        Assert.Equal(0, (await social.Node.Anonymous.PostAsync(body)).Data.Number("postCount"));
    }

    async Task RefuseAsync(byte[] packed, string encoding)
    {
        using var question = Body(packed, encoding);
        using var write = Body(packed, encoding);

        await social.RefuseAsync(
            "BAD_USER_INPUT",
            "",
            () => social.Node.Anonymous.PostAsync(question),
            () => social.Node.Api.PostAsync("streams", write)
        );
    }

    static ByteArrayContent Body(byte[] bytes, string encoding)
    {
        var body = new ByteArrayContent(bytes);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var one in encoding.Split(", "))
            body.Headers.ContentEncoding.Add(one);
        return body;
    }

    static byte[] Packed(byte[] part, string encoding, int times)
    {
        using var packed = new MemoryStream();
        using (
            Stream packer = encoding switch
            {
                "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
                "deflate" => new ZLibStream(packed, CompressionLevel.Optimal),
                _ => new BrotliStream(packed, CompressionLevel.Fastest),
            }
        )
        {
            for (var i = 0; i < times; i++)
                packer.Write(part);
        }

        return packed.ToArray();
    }
}
