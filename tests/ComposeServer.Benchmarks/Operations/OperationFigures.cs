namespace ComposeServer.Benchmarks.Operations;

/// <param name="Name">Of the operation.</param>
/// <param name="AnswerBytes">Body of an answer, on average.</param>
sealed record OperationFigures(string Name, int AnswerBytes, SideFigures Server, SideFigures Bare)
{
    /// <summary>Server against bare endpoint.</summary>
    public double Ratio => Server.PerSecond / Bare.PerSecond;
}
