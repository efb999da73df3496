using ComposeServer.Benchmarks.Load;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>A kind of request that is measured on both servers.</summary>
/// <param name="Name">For <c>--only</c> and the table.</param>
/// <param name="Path">At the server.</param>
/// <param name="BarePath">At the bare endpoint.</param>
/// <param name="Bodies">What is sent.</param>
/// <param name="IsRepeatable">Whether a body may be sent again.</param>
/// <param name="AnswerStart">How every right answer begins.</param>
sealed record Operation(
    string Name,
    string Path,
    string BarePath,
    IReadOnlyList<ReadOnlyMemory<byte>> Bodies,
    bool IsRepeatable,
    ReadOnlyMemory<byte> AnswerStart
)
{
    /// <summary>True for an answer that is one. GraphQL puts what went wrong beside the data, with status 200.</summary>
    public bool IsRight(HttpAnswer answer) =>
        answer.Status == 200
        && answer.Body.Span.StartsWith(AnswerStart.Span)
        && answer.Body.Span.IndexOf("\"errors\":"u8) < 0;
}
