using System.IO.Compression;
using System.Text;
using ComposeServer.Integration.Security;
using ComposeServer.Integration.Social;

namespace ComposeServer.Integration.Floods;

/// <summary>Attacks 31, 32 and 44: heads and bodies beyond every limit, one after another on many connections.</summary>
[Collection(nameof(Alone))]
public sealed class BombTests(SocialNode social) : IClassFixture<SocialNode>
{
    const int Attackers = 4;
    const int BodyBytesMax = 1_048_576;
    const string Post = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    [Theory]
    [InlineData("hundred headers and one", 431)]
    [InlineData("ten thousand headers", 431)]
    [InlineData("a header past the limit", 431)]
    [InlineData("a header of a megabyte", 431)]
    [InlineData("an address of a megabyte", 414)]
    [InlineData("a body past the limit", 413)]
    [InlineData("a packed bomb", 400)]
    [InlineData("chunks past the limit", 413)]
    [InlineData("chunks without end", 413)]
    public async Task A_bomb_is_refused_and_keeps_nobody_waiting(string bomb, int status)
    {
        var bytes = BombOf(bomb);
        var before = await Pace.OfAsync(AskAsync);

        await before.HoldsDuringAsync(
            AskAsync,
            end => Task.WhenAll(Enumerable.Range(0, Attackers).Select(_ => ThrowAsync(bytes, status, end)))
        );
    }

    [Theory]
    [InlineData("hundred headers")]
    [InlineData("headers at the limit")]
    [InlineData("a body at the limit")]
    public async Task What_is_at_the_limit_is_taken(string what)
    {
        using var connection = await RawConnection.ToAsync(social.Node.Address);

        await connection.SendAsync(BombOf(what));

        Assert.Equal(200, await connection.StatusAsync());
    }

    Task AskAsync() => social.Node.AnswersAsync();

    async Task ThrowAsync(byte[] bomb, int status, CancellationToken end)
    {
        do
        {
            using var connection = await RawConnection.ToAsync(social.Node.Address);
            var answer = connection.StatusAsync();
            try
            {
                await connection.SendAsync(bomb);
            }
            catch (System.Net.Sockets.SocketException)
            {
                // The server did not wait for the end.
            }

            // A connection that is closed while bytes come in can lose the answer on its way.
            Assert.Contains(await answer, (int[])[status, 0]);
        } while (!end.IsCancellationRequested);
    }

    static byte[] BombOf(string what) =>
        what switch
        {
            // A header Host, and these.
            "hundred headers" => Headers(99, 1),
            "hundred headers and one" => Headers(100, 1),
            "ten thousand headers" => Headers(10_000, 1),
            "headers at the limit" => Headers(4, 8_000),
            "a header past the limit" => Headers(1, 32_768),
            "a header of a megabyte" => Headers(1, 1 << 20),
            "an address of a megabyte" => Ascii($"GET /{new string('a', 1 << 20)} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            "a body at the limit" => Body(BodyBytesMax),
            "a body past the limit" => Body(BodyBytesMax + 1),
            "a packed bomb" => Packed(),
            "chunks past the limit" => Chunks(BodyBytesMax / 65_536 + 1),
            _ => Chunks(1_000),
        };

    static byte[] Headers(int count, int length) =>
        Ascii(
            $"GET /healthz HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, count).Select(at => $"X-{at}: {new string('a', length)}\r\n"))}\r\n"
        );

    static byte[] Body(int length)
    {
        const string Question = """{"query":"{ __typename }"}""";
        return Ascii($"{Post}Content-Length: {length}\r\n\r\n{Question.PadRight(length)}");
    }

    static byte[] Packed()
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            packer.Write(new byte[64 << 20]);
        return
        [
            .. Ascii($"{Post}Content-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n"),
            .. packed.ToArray(),
        ];
    }

    /// <summary>Of 64 KiB each, and no last one.</summary>
    static byte[] Chunks(int count) =>
        Ascii(
            $"{Post}Transfer-Encoding: chunked\r\n\r\n{string.Concat(Enumerable.Repeat($"10000\r\n{new string(' ', 65_536)}\r\n", count))}"
        );

    static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
