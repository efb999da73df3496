using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Anchoring.Evm;

/// <summary>One JSON-RPC 2.0 call over HTTP at a time, with a limit on the answer.</summary>
sealed class JsonRpc(HttpClient http, Uri address, int answerSizeBytesMax)
{
    const int MessageLengthMax = 200;

    static readonly MediaTypeHeaderValue JsonType = new("application/json");
    static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    long _calls;

    /// <summary>Calls a method.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="parameters">A JSON array, as text.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The member <c>result</c>, also when it is null.</returns>
    /// <exception cref="ChainFaulted">There is none.</exception>
    public async Task<JsonElement> CallAsync(string method, string parameters, CancellationToken cancel)
    {
        var id = Interlocked.Increment(ref _calls);
        using var answer = Parse(await SendAsync(Write(id, method, parameters), cancel));
        return Result(answer.RootElement, id, method).Clone();
    }

    async Task<ReadOnlyMemory<byte>> SendAsync(byte[] body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = JsonType;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var status = response.StatusCode;
            // A client that follows redirections by itself shows it by the address that answered.
            if ((int)status is >= 300 and < 400 || response.RequestMessage?.RequestUri != address)
                throw new ChainFaulted(ChainFault.Redirected, "the node sends elsewhere, which is not followed");
            if (status != HttpStatusCode.OK)
                throw new ChainFaulted(ChainFault.Status, $"the node answers with HTTP status {(int)status}");
            return await ReadAsync(response.Content, cancel);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            // The exception's own text may show the address.
            throw new ChainFaulted(ChainFault.NotReached, "the node cannot be reached");
        }
    }

    async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        if (content.Headers.ContentLength > answerSizeBytesMax)
            throw TooLarge();
        await using var stream = await content.ReadAsStreamAsync(cancel);
        using var held = new MemoryStream();
        var part = new byte[8 << 10];
        while (await stream.ReadAsync(part, cancel) is var length and > 0)
        {
            if (held.Length + length > answerSizeBytesMax)
                throw TooLarge();
            held.Write(part, 0, length);
        }

        return held.GetBuffer().AsMemory(0, (int)held.Length);
    }

    ChainFaulted TooLarge() => new(ChainFault.TooLarge, $"an answer of more than {answerSizeBytesMax} bytes");

    static byte[] Write(long id, string method, string parameters)
    {
        using var held = new MemoryStream();
        using (var writer = new Utf8JsonWriter(held))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            writer.WriteNumber("id"u8, id);
            writer.WriteString("method"u8, method);
            writer.WritePropertyName("params"u8);
            writer.WriteRawValue(parameters);
            writer.WriteEndObject();
        }

        return held.ToArray();
    }

    static JsonDocument Parse(ReadOnlyMemory<byte> answer)
    {
        try
        {
            return JsonDocument.Parse(answer, Reading);
        }
        catch (JsonException)
        {
            throw new ChainFaulted(ChainFault.NotJson, "the node's answer is not JSON");
        }
    }

    static JsonElement Result(JsonElement answer, long id, string method)
    {
        if (answer.ValueKind != JsonValueKind.Object)
            throw new ChainFaulted(ChainFault.WrongAnswer, $"the answer to {method} is not an object");
        if (answer.TryGetProperty("error"u8, out var error) && error.ValueKind != JsonValueKind.Null)
            throw new ChainFaulted(ChainFault.Declined, $"the node declines {method}: {MessageOf(error)}");
        var isOurs =
            answer.TryGetProperty("id"u8, out var echo)
            && echo.ValueKind == JsonValueKind.Number
            && echo.TryGetInt64(out var number)
            && number == id;
        return isOurs && answer.TryGetProperty("result"u8, out var result)
            ? result
            : throw new ChainFaulted(ChainFault.WrongAnswer, $"the answer to {method} is none");
    }

    static string MessageOf(JsonElement error)
    {
        var text = error.GetRawText();
        return text.Length > MessageLengthMax ? text[..MessageLengthMax] : text;
    }
}
