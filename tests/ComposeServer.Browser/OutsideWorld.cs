using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace ComposeServer.Browser;

/// <summary>An HTTP proxy that notes what is asked of it and lets nothing through. Browsers reach their own machine without it.</summary>
sealed partial class OutsideWorld : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    readonly CancellationTokenSource closing = new();
    readonly ConcurrentQueue<string> asked = [];
    readonly Task accepting;

    OutsideWorld()
    {
        listener.Start();
        accepting = AcceptAsync(closing.Token);
    }

    public static OutsideWorld Open() => new();

    public string Address => $"http://{listener.LocalEndpoint}";

    /// <summary>First lines of the requests, such as <c>CONNECT example.org:443 HTTP/1.1</c>, without the browser's own calls home.</summary>
    public IReadOnlyCollection<string> Asked => [.. asked.Where(request => !CallHome.IsMatch(request))];

    [GeneratedRegex(
        @"^\w+ (http://)?([\w-]+\.)*(google|googleapis|gvt1)\.com[:/]",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex CallHome { get; }

    async Task AcceptAsync(CancellationToken cancel)
    {
        var open = new List<Task>();
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                open.Add(RefuseAsync(await listener.AcceptTcpClientAsync(cancel), cancel));
            }
            catch (OperationCanceledException) { }
        }

        await Task.WhenAll(open);
    }

    /// <summary>Connections may stay silent, so none waits for another.</summary>
    async Task RefuseAsync(TcpClient client, CancellationToken cancel)
    {
        using var closed = client;
        try
        {
            using var reader = new StreamReader(client.GetStream());
            if (await reader.ReadLineAsync(cancel) is not { Length: > 0 } request)
                return;
            asked.Enqueue(request);
            var answer = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray();
            await client.GetStream().WriteAsync(answer, cancel);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException) { }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await accepting;
        listener.Dispose();
        closing.Dispose();
    }
}
