using ComposeServer.Benchmarks.Load;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>What a side must answer to each body: it has been seen or worked out before anything is timed.</summary>
sealed class KnownAnswers(AnswerPrint[] prints) : IAnswerCheck
{
    /// <summary>Bytes of an answer, on average.</summary>
    public int MeanBytes { get; } = (int)prints.Average(print => print.Length);

    /// <summary>The length is looked at always, the content when there is time.</summary>
    public bool IsRight(int request, HttpAnswer answer, bool isToBeRead) =>
        answer.Status == 200
        && answer.Body.Length == prints[request].Length
        && (!isToBeRead || AnswerPrint.Of(answer.Body.Span) == prints[request]);
}
