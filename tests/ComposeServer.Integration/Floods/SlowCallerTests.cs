using System.Text.Json;
using ComposeServer.Integration.Security;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Floods;

/// <summary>Attack 44: callers who send a byte a second, and callers who do not read.</summary>
[Collection(nameof(Alone))]
public sealed class SlowCallerTests(SocialNode social) : IClassFixture<SocialNode>
{
    const int Callers = 40;

    /// <summary>More than are executed at the same time.</summary>
    const int Readers = 60;

    /// <summary>Time for headers, and for bodies that come too slowly; the server looks each second.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(25);

    /// <summary>More than the system takes in for both ends.</summary>
    const int AnswerBytesMin = 6_000_000;

    static readonly string Question = JsonSerializer.Serialize(
        new
        {
            query = $"{{ postIndex(first: 20) {{ edges {{ node {{ {string.Join(' ', Enumerable.Range(0, 40).Select(at => $"t{at}: text"))} }} }} }} }}",
        }
    );

    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    static readonly byte[] Byte = "x"u8.ToArray();

    [Theory]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: ", 8)]
    [InlineData(
        "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n",
        4
    )]
    [InlineData(
        "POST /api/v0/streams HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n\"",
        4
    )]
    public async Task Who_sends_a_byte_a_second_is_sent_away_and_keeps_nobody_waiting(string beginning, int secondsMin)
    {
        var before = await Pace.OfAsync(AskAsync);
        var ends = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => DripAsync(beginning)));

        before.Holds(await Pace.OfAsync(AskAsync));

        foreach (var (status, time) in await ends)
        {
            Assert.Equal(408, status);
            Assert.InRange(time, TimeSpan.FromSeconds(secondsMin), Soon);
        }
    }

    [Fact]
    public async Task Who_does_not_read_answers_takes_no_place_of_those_who_do()
    {
        await WriteLongPostsAsync();
        using var whole = await social.Node.Http.PostAsync(
            "/graphql",
            new StringContent(Question, null, "application/json")
        );
        Assert.InRange((await whole.Content.ReadAsByteArrayAsync()).Length, AnswerBytesMin, int.MaxValue);
        var before = await Pace.OfAsync(AskAsync);
        var readers = new List<RawConnection>();
        try
        {
            foreach (var group in Enumerable.Range(0, Readers).Chunk(10))
                readers.AddRange(await Task.WhenAll(group.Select(_ => AskWithoutReadingAsync())));

            before.Holds(await Pace.OfAsync(AskAsync));
        }
        finally
        {
            foreach (var reader in readers)
                reader.Dispose();
        }
    }

    Task AskAsync() => social.Node.AnswersAsync();

    async Task<(int Status, TimeSpan Time)> DripAsync(string beginning)
    {
        using var connection = await RawConnection.ToAsync(social.Node.Address);
        await connection.SendAsync(beginning);
        var answer = connection.StatusAsync();
        var time = await connection.SendUntilClosedAsync(Byte, Second);
        return (await answer, time);
    }

    async Task WriteLongPostsAsync()
    {
        using var ada = new Account("Ada");
        var author = social.As(ada);
        var content = SocialWrites.Post("long");
        content["text"] = new string('x', 9_000);
        for (var post = 0; post < 20; post++)
            await author.PostAsync(content);
    }

    async Task<RawConnection> AskWithoutReadingAsync()
    {
        var connection = await RawConnection.ToAsync(social.Node.Address, receiveBytes: 4_096);
        await connection.SendAsync(
            $"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Question.Length}\r\n\r\n{Question}"
        );
        return connection;
    }
}
