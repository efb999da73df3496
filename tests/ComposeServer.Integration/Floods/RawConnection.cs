using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace ComposeServer.Integration.Floods;

/// <summary>A connection on which exactly those bytes are sent that it is given.</summary>
sealed partial class RawConnection : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    RawConnection() { }

    /// <summary>Connects.</summary>
    /// <param name="server">Where.</param>
    /// <param name="receiveBytes">What the system may take in for it; null leaves that to the system.</param>
    public static async Task<RawConnection> ToAsync(Uri server, int? receiveBytes = null)
    {
        var made = new RawConnection();
        if (receiveBytes is { } bytes)
            made._socket.ReceiveBufferSize = bytes;
        await made._socket.ConnectAsync(server.Host, server.Port);
        return made;
    }

    /// <summary>Sends some text.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>Sends bytes.</summary>
    public async Task SendAsync(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length; )
            sent += await _socket.SendAsync(bytes.AsMemory(sent));
    }

    /// <summary>Sends bytes again and again, until the server does not want them any more or the test is over.</summary>
    /// <param name="bytes">Sent each time.</param>
    /// <param name="pause">Between two times.</param>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> SendUntilClosedAsync(byte[] bytes, TimeSpan pause)
    {
        using var patience = new CancellationTokenSource(Patience);
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            using var timer = new PeriodicTimer(pause);
            do await SendAsync(bytes);
            while (await timer.WaitForNextTickAsync(patience.Token));
        }
        catch (SocketException)
        {
            // The server has hung up.
        }

        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>Reads the status of the first answer.</summary>
    /// <returns>0 when the server hung up without a word.</returns>
    public async Task<int> StatusAsync() =>
        await ReadAsync(text => StatusLine.IsMatch(text)) is [var first, ..] ? first : 0;

    /// <summary>Reads until the server hangs up.</summary>
    /// <returns>The status of each answer.</returns>
    public Task<IReadOnlyList<int>> StatusesAsync() => ReadAsync(_ => false);

    async Task<IReadOnlyList<int>> ReadAsync(Func<string, bool> isEnough)
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[16_384];
        var text = "";
        try
        {
            while (!isEnough(text) && await _socket.ReceiveAsync(buffer, patience.Token) is > 0 and var more)
                text += Encoding.ASCII.GetString(buffer, 0, more);
        }
        catch (SocketException)
        {
            // It hung up in the middle of something.
        }

        return
        [
            .. StatusLine
                .Matches(text)
                .Select(line => int.Parse(line.Groups["status"].Value, CultureInfo.InvariantCulture)),
        ];
    }

    [GeneratedRegex(@"HTTP/1\.1 (?<status>\d{3}) ", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex StatusLine { get; }

    public void Dispose() => _socket.Dispose();
}
