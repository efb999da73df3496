using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.GraphQLEndpoint.Incremental;

/// <summary>An answer that comes in parts, as the body of an HTTP answer.</summary>
static class IncrementalAnswer
{
    /// <summary>Sends the first payload, then has the others executed and sends each as it comes.</summary>
    /// <param name="http">Who asks.</param>
    /// <param name="type">Of the answer.</param>
    /// <param name="first">The first payload.</param>
    /// <param name="more">The others; reading them executes them.</param>
    /// <param name="cancel">The caller is gone, or the server stops: the work ends.</param>
    public static async Task WriteAsync(
        HttpContext http,
        AnswerType type,
        ReadOnlyMemory<byte> first,
        IAsyncEnumerable<ReadOnlyMemory<byte>> more,
        CancellationToken cancel
    )
    {
        try
        {
            if (type == AnswerType.Multipart)
                await WritePartsAsync(new MultipartStream(http), first, more, cancel);
            else
                await WriteEventsAsync(new EventStream(http, type), first, more, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Nobody reads it any more.
        }
    }

    /// <summary>An answer that has one payload, for a caller who takes nothing but parts.</summary>
    public static ValueTask WriteOnceAsync(HttpContext http, ReadOnlyMemory<byte> only) =>
        new MultipartStream(http).WriteAsync(only, isLast: true, http.RequestAborted);

    static async Task WritePartsAsync(
        MultipartStream stream,
        ReadOnlyMemory<byte> first,
        IAsyncEnumerable<ReadOnlyMemory<byte>> more,
        CancellationToken cancel
    )
    {
        await stream.WriteAsync(first, isLast: false, cancel);
        await foreach (var payload in more.WithCancellation(cancel))
            await stream.WriteAsync(payload, isLast: !HasNext(payload.Span), cancel);
    }

    /// <summary>
    /// The end of the body follows the last payload at once, which only the payload itself tells by then. The engine writes
    /// <c>hasNext</c> as the last member.
    /// </summary>
    static bool HasNext(ReadOnlySpan<byte> payload) => payload.EndsWith("\"hasNext\":true}"u8);

    static async Task WriteEventsAsync(
        EventStream stream,
        ReadOnlyMemory<byte> first,
        IAsyncEnumerable<ReadOnlyMemory<byte>> more,
        CancellationToken cancel
    )
    {
        await stream.WriteNextAsync(first, cancel);
        await foreach (var payload in more.WithCancellation(cancel))
            await stream.WriteNextAsync(payload, cancel);
        await stream.WriteCompleteAsync(cancel);
    }
}
