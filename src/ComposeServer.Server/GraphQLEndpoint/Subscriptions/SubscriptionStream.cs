using ComposeServer.GraphQL.Diagnostics;
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
        await stream.WriteSignOfLifeAsync(cancel);
        await using var source = answers.GetAsyncEnumerator(cancel);
        try
        {
            var next = source.MoveNextAsync().AsTask();
            while (true)
            {
                var silence = Task.Delay(SignOfLifeInterval, clock, cancel);
                if (await Task.WhenAny(next, silence) != next)
                {
                    cancel.ThrowIfCancellationRequested();
                    await stream.WriteSignOfLifeAsync(cancel);
                    continue;
                }

                if (!await next)
                    break;
                await stream.WriteNextAsync(source.Current, cancel);
                next = source.MoveNextAsync().AsTask();
            }
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
