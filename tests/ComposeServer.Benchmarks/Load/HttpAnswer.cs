using System.Text;

namespace ComposeServer.Benchmarks.Load;

/// <param name="Status">HTTP status.</param>
/// <param name="Body">Good until the connection's next request.</param>
readonly record struct HttpAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    const int ShownMax = 300;

    /// <summary>Status and the beginning of the body, for people.</summary>
    public override string ToString() =>
        $"{Status} {Encoding.UTF8.GetString(Body.Span[..Math.Min(Body.Length, ShownMax)])}";
}
