using ComposeServer.Benchmarks.Bare;
using ComposeServer.Benchmarks.Load;
using ComposeServer.Benchmarks.Sides;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>The answer to a create follows from the event, so it is worked out beforehand.</summary>
static class CreateCheck
{
    /// <summary>What must be answered to each document.</summary>
    public static KnownAnswers Expected(Operation.Create create)
    {
        var prints = new AnswerPrint[create.Documents.Count];
        Parallel.For(
            0,
            prints.Length,
            i => prints[i] = AnswerPrint.Of(BareDocument.Read(new(create.Documents[i].Body)).ToAnswer())
        );
        return new(prints);
    }

    /// <summary>Creates the first documents.</summary>
    /// <exception cref="BenchmarkException">An answer is another one.</exception>
    public static async Task RunAsync(
        string side,
        SideRequests requests,
        KnownAnswers expected,
        CancellationToken cancel
    )
    {
        using var connection = await HttpConnection.ConnectAsync(requests.Target, cancel);
        for (var i = 0; i < CreateShares.Checked; i++)
        {
            var answer = await connection.PostAsync(requests.Bodies[i], cancel);
            if (!expected.IsRight(i, answer, isToBeRead: true))
                throw new BenchmarkException($"create: {side} answers {answer}");
        }
    }
}
