using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.Server.Streaming;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.GraphQLEndpoint.Subscriptions;

/// <summary>A subscription as the body of an HTTP answer.</summary>
static class SubscriptionStream
{
    static readonly TimeSpan SignOfLifeInterval = TimeSpan.FromSeconds(12);

    /// <summary>Writes answers until the caller goes, the server stops or the source ends.</summary>
    public static async Task WriteAsync(
        HttpContext http,
        AnswerType type,
        IAsyncEnumerable<ReadOnlyMemory<byte>> answers,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var stream = new EventStream(http, type);
        try
        {
            await stream.WriteSignOfLifeAsync(cancel);
            await SignsOfLife.WriteAsync(
                answers,
                SignOfLifeInterval,
                answer => stream.WriteNextAsync(answer, cancel),
                () => stream.WriteSignOfLifeAsync(cancel),
                clock,
                cancel
            );
        }
        catch (SlowListenerException slow)
        {
            var refusal = GraphQLAnswers.Refusal(new(slow.Message, ErrorCodes.Unavailable));
            await stream.WriteNextAsync(refusal, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Nobody listens any more.
            return;
        }

        await stream.WriteCompleteAsync(cancel);
    }
}
