using ComposeServer.Integration.Security;
using ComposeServer.Integration.Social;

namespace ComposeServer.Integration.Floods;

/// <summary>
/// Attack 44: thousands of connections on which nothing happens, before any request, within one, and after one. Tried by hand with 9,000, as many
/// as a process with 20,000 file handles has both ends of.
/// </summary>
[Collection(nameof(Alone))]
public sealed class IdleSocketTests(SocialNode social) : IClassFixture<SocialNode>
{
    const int Connections = 2_000;

    /// <summary>Of both ends, which are in this process.</summary>
    const int BytesOfAConnectionMax = 64 * 1024;

    static readonly string[] Beginnings =
    [
        "",
        "GET /gra",
        "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: ",
        "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ];

    [Fact]
    public async Task Thousands_of_idle_connections_take_little_and_keep_nobody_waiting()
    {
        var before = await Pace.OfAsync(AskAsync);
        var held = new List<RawConnection>();
        try
        {
            var bytes = GC.GetTotalMemory(forceFullCollection: true);
            foreach (var group in Enumerable.Range(0, Connections).Chunk(50))
                held.AddRange(await Task.WhenAll(group.Select(OpenAsync)));
            bytes = GC.GetTotalMemory(forceFullCollection: true) - bytes;

            before.Holds(await Pace.OfAsync(AskAsync));
            Assert.InRange(bytes / Connections, long.MinValue, BytesOfAConnectionMax);
        }
        finally
        {
            foreach (var one in held)
                one.Dispose();
        }
    }

    Task AskAsync() => social.Node.AnswersAsync();

    async Task<RawConnection> OpenAsync(int number)
    {
        var connection = await RawConnection.ToAsync(social.Node.Address);
        await connection.SendAsync(Beginnings[number % Beginnings.Length]);
        return connection;
    }
}
