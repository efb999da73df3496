using System.Net;
using System.Net.Sockets;

namespace ComposeServer.Integration.Crash;

/// <summary>Stands between servers and Postgres and breaks a connection within a COMMIT when it is told to.</summary>
sealed class CuttingProxy : IAsyncDisposable
{
    const int BufferBytes = 64 << 10;

    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _end = new();
    readonly Func<EndPoint> _postgres;
    readonly Task _accepting;
    Order? _order;

    /// <param name="postgres">Where Postgres listens now.</param>
    public CuttingProxy(Func<EndPoint> postgres)
    {
        _postgres = postgres;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where servers connect to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The COMMIT as the driver sends it: a simple query (PostgreSQL manual, 54.7).</summary>
    static ReadOnlySpan<byte> Commit => "Q\0\0\0\u000BCOMMIT\0"u8;

    /// <summary>Breaks the connection of the next COMMIT.</summary>
    /// <returns>Completes when that has happened.</returns>
    public Task CutAsync(CommitCut cut)
    {
        var order = new Order(cut);
        Volatile.Write(ref _order, order);
        return order.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptSocketAsync(_end.Token));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // No more connections are wanted.
        }
    }

    async Task ServeAsync(Socket server)
    {
        using var near = server;
        using var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        near.NoDelay = true;
        try
        {
            await far.ConnectAsync(_postgres(), over.Token);
            await Task.WhenAny(SendAsync(near, far, over.Token), PumpAsync(far, near, over.Token));
        }
        catch (Exception broken) when (broken is SocketException or OperationCanceledException)
        {
            // Postgres is not there: then neither is the connection.
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    async Task SendAsync(Socket near, Socket far, CancellationToken cancel)
    {
        var buffer = new byte[BufferBytes];
        while (await near.ReceiveAsync(buffer, cancel) is > 0 and var length)
        {
            var sent = buffer.AsMemory(0, length);
            var order = sent.Span.EndsWith(Commit) ? Interlocked.Exchange(ref _order, null) : null;
            if (order is null)
            {
                await SendAllAsync(far, sent, cancel);
                continue;
            }

            try
            {
                await CutAsync(order.Cut, sent, far, cancel);
            }
            finally
            {
                order.Done.SetResult();
            }

            return;
        }
    }

    /// <summary>The connection ends when this returns. What Postgres answers goes to nobody: the pump back is stopped first.</summary>
    static async Task CutAsync(CommitCut cut, ReadOnlyMemory<byte> sent, Socket far, CancellationToken cancel)
    {
        if (cut == CommitCut.NotSent)
            await SendAllAsync(far, sent[..^Commit.Length], cancel);
        else if (cut == CommitCut.HalfSent)
            await SendAllAsync(far, sent[..^(Commit.Length / 2)], cancel);
        else
            await SendAllAsync(far, sent, cancel);
    }

    static async Task PumpAsync(Socket from, Socket to, CancellationToken cancel)
    {
        var buffer = new byte[BufferBytes];
        while (await from.ReceiveAsync(buffer, cancel) is > 0 and var length)
            await SendAllAsync(to, buffer.AsMemory(0, length), cancel);
    }

    static async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (bytes.Length > 0)
            bytes = bytes[await to.SendAsync(bytes, cancel)..];
    }

    sealed record Order(CommitCut Cut)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
