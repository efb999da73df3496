using System.Text;
using ComposeServer.Benchmarks.Load;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>Before anything is timed: both servers give the same bytes to the same questions. A ratio between different answers says nothing.</summary>
static class AnswerCheck
{
    /// <summary>Of the bodies that may be sent once, these are used up here.</summary>
    public const int OneTimeQuestions = 20;

    const int Questions = 40;

    const int ShownBefore = 80;
    const int ShownAfter = 240;

    /// <returns>Bytes of an answer, on average.</returns>
    /// <exception cref="BenchmarkException">They differ, or one is no answer.</exception>
    public static async Task<int> RunAsync(Operation operation, Uri server, Uri bare, CancellationToken cancel)
    {
        using var ours = await HttpConnection.ConnectAsync(PostTarget.Of(server, operation.Path), cancel);
        using var other = await HttpConnection.ConnectAsync(PostTarget.Of(bare, operation.BarePath), cancel);
        var bytes = 0L;
        var bodies = operation.Bodies.Take(operation.IsRepeatable ? Questions : OneTimeQuestions).ToArray();
        foreach (var body in bodies)
        {
            var left = await ours.PostAsync(body, cancel);
            var right = await other.PostAsync(body, cancel);
            Require(operation, "the server", left);
            Require(operation, "the bare endpoint", right);
            bytes += left.Body.Length;
            var same = left.Body.Span.CommonPrefixLength(right.Body.Span);
            if (same < Math.Max(left.Body.Length, right.Body.Length))
                throw new BenchmarkException(
                    $"{operation.Name}: the answers differ at byte {same}:\n  server {Near(left, same)}\n  bare   {Near(right, same)}"
                );
        }

        return (int)(bytes / bodies.Length);
    }

    static void Require(Operation operation, string who, HttpAnswer answer)
    {
        if (!operation.IsRight(answer))
            throw new BenchmarkException($"{operation.Name}: {who} answers {answer}");
    }

    static string Near(HttpAnswer answer, int place)
    {
        var from = Math.Max(0, place - ShownBefore);
        return Encoding.UTF8.GetString(answer.Body.Span[from..Math.Min(answer.Body.Length, place + ShownAfter)]);
    }
}
