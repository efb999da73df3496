using System.Buffers.Text;
using System.Net.Sockets;

namespace ComposeServer.Benchmarks.Load;

/// <summary>
/// One keep-alive connection with one request at a time. It allocates nothing per request, since the client shares its cores with the server it
/// measures.
/// </summary>
sealed class HttpConnection : IDisposable
{
    /// <summary>Longest response that is read.</summary>
    const int AnswerBytesMax = 64 << 20;

    readonly Socket _socket;
    readonly PostTarget _target;
    byte[] _sent = new byte[8 << 10];
    byte[] _received = new byte[64 << 10];

    HttpConnection(Socket socket, PostTarget target) => (_socket, _target) = (socket, target);

    public static async Task<HttpConnection> ConnectAsync(PostTarget target, CancellationToken cancel)
    {
        var socket = new Socket(target.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target.EndPoint, cancel);
            return new(socket, target);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a body and waits for the whole answer.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="InvalidDataException">What came back is no answer.</exception>
    public async ValueTask<HttpAnswer> PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var request = Compose(body.Span);
        for (var sent = 0; sent < request.Length; )
            sent += await _socket.SendAsync(request[sent..], cancel);
        var length = 0;
        while (true)
        {
            if (length == _received.Length)
                Grow();
            var count = await _socket.ReceiveAsync(_received.AsMemory(length), cancel);
            if (count == 0)
                throw new InvalidDataException("the server closed the connection");
            length += count;
            if (HttpFraming.TryRead(_received.AsSpan(0, length), out var status, out var place))
                return new(status, _received.AsMemory(place));
        }
    }

    public void Dispose() => _socket.Dispose();

    ReadOnlyMemory<byte> Compose(ReadOnlySpan<byte> body)
    {
        const int LengthDigitsMax = 10;
        var sizeMax = _target.Head.Length + LengthDigitsMax + 4 + body.Length;
        if (_sent.Length < sizeMax)
            _sent = new byte[2 * sizeMax];
        _target.Head.Span.CopyTo(_sent);
        var at = _target.Head.Length;
        Utf8Formatter.TryFormat(body.Length, _sent.AsSpan(at), out var digits);
        at += digits;
        "\r\n\r\n"u8.CopyTo(_sent.AsSpan(at));
        at += 4;
        body.CopyTo(_sent.AsSpan(at));
        return _sent.AsMemory(0, at + body.Length);
    }

    void Grow()
    {
        if (_received.Length >= AnswerBytesMax)
            throw new InvalidDataException($"an answer of more than {AnswerBytesMax} bytes");
        Array.Resize(ref _received, 2 * _received.Length);
    }
}
