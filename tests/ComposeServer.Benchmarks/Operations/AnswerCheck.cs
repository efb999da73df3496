using System.Text;
using ComposeServer.Benchmarks.Load;
using ComposeServer.Benchmarks.Sides;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>
/// Before anything is timed: all sides give the same documents to the same questions. A ratio between different answers says nothing. What
/// they answered is what they must answer ever after.
/// </summary>
static class AnswerCheck
{
    /// <summary>Requests under way at a time.</summary>
    const int Connections = 8;

    const int ShownMax = 1_000;

    /// <summary>Asks one side each question once.</summary>
    /// <param name="side">Which.</param>
    /// <param name="requests">The questions.</param>
    /// <param name="likeness">How its answers must be like the expected ones.</param>
    /// <param name="expected">What this server answered; null when the side is this server.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="BenchmarkException">An answer is wrong.</exception>
    public static async Task<KnownAnswers> ReadsAsync(
        string side,
        SideRequests requests,
        Likeness likeness,
        SideRequests? expected,
        CancellationToken cancel
    )
    {
        var prints = new AnswerPrint[requests.Bodies.Count];
        var taken = -1;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => WorkAsync()));
        return new(prints);

        async Task WorkAsync()
        {
            using var own = await HttpConnection.ConnectAsync(requests.Target, cancel);
            using var other = expected is null ? null : await HttpConnection.ConnectAsync(expected.Target, cancel);
            for (int i; (i = Interlocked.Increment(ref taken)) < prints.Length; )
            {
                var answer = await own.PostAsync(requests.Bodies[i], cancel);
                Require(side, answer);
                if (other is not null)
                    RequireSame(side, likeness, answer, await other.PostAsync(expected!.Bodies[i], cancel));
                prints[i] = AnswerPrint.Of(answer.Body.Span);
            }
        }
    }

    static void Require(string side, HttpAnswer answer)
    {
        if (answer.Status != 200 || !IsData(answer.Body.Span))
            throw new BenchmarkException($"{side} answers {answer}");
    }

    /// <summary>GraphQL puts what went wrong beside the data, with status 200.</summary>
    static bool IsData(ReadOnlySpan<byte> body) =>
        body.IndexOf("\"data\":{"u8) >= 0 && body.IndexOf("\"errors\":"u8) < 0;

    static void RequireSame(string side, Likeness likeness, HttpAnswer answer, HttpAnswer expected)
    {
        if (AnswerPrint.OfContent(answer.Body.Span, likeness) == AnswerPrint.OfContent(expected.Body.Span, likeness))
            return;
        var same = likeness == Likeness.Bytes ? answer.Body.Span.CommonPrefixLength(expected.Body.Span) : 0;
        throw new BenchmarkException(
            $"the answers differ:\n  server {Near(expected, same)}\n  {side} {Near(answer, same)}"
        );
    }

    static string Near(HttpAnswer answer, int place)
    {
        var from = Math.Max(0, place - ShownMax / 4);
        return Encoding.UTF8.GetString(answer.Body.Span[from..Math.Min(answer.Body.Length, from + ShownMax)]);
    }
}
