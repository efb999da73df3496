using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using ComposeServer.GraphQL.Operations;

namespace ComposeServer.Server.GraphQLEndpoint.Sockets;

/// <summary>Whole messages of one socket. Any thread may send; one receives.</summary>
/// <param name="socket">The socket.</param>
/// <param name="bytesMax">Of one message.</param>
sealed class SocketConnection(WebSocket socket, int bytesMax) : IDisposable
{
    const int ReasonBytesMax = 123;

    readonly SemaphoreSlim _sending = new(1, 1);
    readonly ArrayBufferWriter<byte> _received = new(1024);

    /// <summary>The next message.</summary>
    /// <returns>Null when the other side has closed.</returns>
    /// <exception cref="SocketCloseException">It is too large, or no JSON object.</exception>
    public async ValueTask<JsonElement?> ReceiveAsync(CancellationToken cancel)
    {
        _received.ResetWrittenCount();
        while (true)
        {
            var part = await socket.ReceiveAsync(_received.GetMemory(1024), cancel);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            _received.Advance(part.Count);
            if (_received.WrittenCount > bytesMax)
                throw new SocketCloseException(SocketCloseException.MessageTooBig, "Message too big");
            if (!part.EndOfMessage)
                continue;
            return
                part.MessageType == WebSocketMessageType.Text
                && RequestReader.TryParse(_received.WrittenSpan, out var json, out _)
                && json.ValueKind == JsonValueKind.Object
                ? json
                : throw new SocketCloseException(SocketCloseException.BadRequest, "Invalid message received");
        }
    }

    /// <summary>Sends <c>{"id", "type", "payload"}</c>.</summary>
    /// <param name="type">Word of the protocol.</param>
    /// <param name="id">Of the operation; null for messages about the socket.</param>
    /// <param name="payload">Finished JSON; empty for none.</param>
    /// <param name="cancel">Gives up.</param>
    public async ValueTask SendAsync(string type, string? id, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        var message = new ArrayBufferWriter<byte>(payload.Length + 64);
        using (var json = new Utf8JsonWriter(message))
        {
            json.WriteStartObject();
            if (id is not null)
                json.WriteString("id", id);
            json.WriteString("type", type);
            if (!payload.IsEmpty)
            {
                json.WritePropertyName("payload");
                json.WriteRawValue(payload.Span, skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        await _sending.WaitAsync(cancel);
        try
        {
            await socket.SendAsync(message.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Says good-bye; whatever goes wrong now does not matter any more.</summary>
    public async Task CloseAsync(int status, string reason, CancellationToken cancel)
    {
        await _sending.WaitAsync(cancel);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync((WebSocketCloseStatus)status, Shortened(reason), cancel);
        }
        catch (WebSocketException)
        {
            // The other side is gone already.
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose() => _sending.Dispose();

    static string Shortened(string reason)
    {
        while (System.Text.Encoding.UTF8.GetByteCount(reason) > ReasonBytesMax)
            reason = reason[..^1];
        return reason;
    }
}
