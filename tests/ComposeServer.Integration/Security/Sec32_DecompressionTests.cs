using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using ComposeServer.Integration.Social;

namespace ComposeServer.Integration.Security;

/// <summary>Attack 32: a body of a few kilobytes that unpacks to a gibibyte. Nothing here unpacks: what is packed is no JSON.</summary>
public sealed class Sec32_DecompressionTests(SocialNode social) : IClassFixture<SocialNode>
{
    /// <summary>Unpacked; a thousandth of it packed.</summary>
    const int BombBytes = 256 << 20;

    /// <summary>Of the whole process, in which other tests run as well: hence the least of a few tries.</summary>
    const long AllocatedBytesMax = BombBytes / 4;

    const int Tries = 4;

    static readonly byte[] Question = """{"query":"{ postCount }"}"""u8.ToArray();

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_packed_bomb_is_refused_as_it_stands(string encoding)
    {
        var bomb = Packed(encoding, Enumerable.Repeat((byte)0x20, 1 << 20).ToArray(), BombBytes >> 20);
        Assert.InRange(bomb.Length, 1, 1 << 20);
        foreach (var path in new[] { "/graphql", "/api/v0/streams", "/api/v0/multiqueries" })
        {
            var least = long.MaxValue;
            for (var i = 0; i < Tries; i++)
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);
                Assert.InRange((int)await PostAsync(path, bomb, encoding), 400, 499);
                least = long.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            }

            Assert.InRange(least, 0, AllocatedBytesMax);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("gzip, gzip")]
    public async Task A_packed_question_is_not_unpacked_either(string encoding)
    {
        var packed = encoding.Split(", ").Aggregate(Question, Packed);

        Assert.InRange((int)await PostAsync("/graphql", packed, encoding), 400, 499);
    }

    [Fact]
    public async Task An_unpacked_question_is_answered()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/graphql", Question, "identity"));
    }

    async Task<HttpStatusCode> PostAsync(string path, byte[] body, string encoding)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var one in encoding.Split(", "))
            content.Headers.ContentEncoding.Add(one);
        using var response = await social.Node.Http.PostAsync(path, content, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    static byte[] Packed(byte[] bytes, string encoding) => Packed(encoding, bytes, 1);

    static byte[] Packed(string encoding, byte[] part, int times)
    {
        using var packed = new MemoryStream();
        using (
            Stream packer = encoding switch
            {
                "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
                "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
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
