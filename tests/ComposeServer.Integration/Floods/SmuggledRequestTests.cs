using ComposeServer.Integration.Security;
using ComposeServer.Integration.Social;

namespace ComposeServer.Integration.Floods;

/// <summary>
/// Attack 52: requests of which two programs on the way read different ends, so that the rest of one becomes the beginning of another's. None is
/// taken in; the connection is closed, so that nothing of the rest is read (RFC 9112, 6.3 and 7.1).
/// </summary>
public class SmuggledRequestTests(SocialNode social) : IClassFixture<SocialNode>
{
    const string Head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    const string Chunked = Head + "Transfer-Encoding: chunked\r\n\r\n";
    const string Smuggled = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

    [Theory]
    [InlineData("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Content-Length: 4\r\nContent-Length: 5\r\n\r\n{}  ")]
    [InlineData("Content-Length: 4, 5\r\n\r\n{}  ")]
    [InlineData("Content-Length: -4\r\n\r\n{}  ")]
    [InlineData("Content-Length: 0x4\r\n\r\n{}  ")]
    [InlineData("Content-Length : 4\r\n\r\n{}  ")]
    [InlineData(" Content-Length: 4\r\n\r\n{}  ")]
    [InlineData("Transfer-Encoding: identity\r\n\r\n{}  ")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")]
    [InlineData("X-Folded: a\r\n b: c\r\nContent-Length : 2\r\n\r\n{}")]
    [InlineData("X-Null: a\0b\r\nContent-Length: 2\r\n\r\n{}")]
    public async Task A_head_with_two_readings_is_refused_and_nothing_after_it_is_read(string rest)
    {
        await RefusedAsync(Head + rest);
    }

    [Theory]
    [InlineData("g\r\n{}\r\n0\r\n\r\n")]
    [InlineData("-2\r\n{}\r\n0\r\n\r\n")]
    [InlineData("0x2\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2 \r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\n{}\r\n0\r\n\r\n")]
    [InlineData("2;a\n{}\r\n0\r\n\r\n")]
    [InlineData("2;\nxx\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}x\r\n0\r\n\r\n")]
    [InlineData("fffffffffffffffff\r\n{}\r\n0\r\n\r\n")]
    [InlineData("100000000000000002\r\n{}\r\n0\r\n\r\n")]
    public async Task Chunks_with_two_readings_are_refused_and_nothing_after_them_is_read(string body)
    {
        await RefusedAsync(Chunked + body);
    }

    async Task RefusedAsync(string request)
    {
        using var connection = await RawConnection.ToAsync(social.Node.Address);

        await connection.SendAsync(request + Smuggled);

        var heads = await connection.StatusesAsync();
        Assert.InRange(Assert.Single(heads), 400, 501);
        await social.Node.AnswersAsync();
    }
}
