namespace ComposeServer.Benchmarks.Operations;

/// <summary>What all sides did with one operation.</summary>
/// <param name="Name">Of the operation.</param>
/// <param name="Connections">Requests under way at a time.</param>
/// <param name="Sides">This server first, then the others that know the operation.</param>
sealed record OperationFigures(string Name, int Connections, IReadOnlyList<SideFigures> Sides)
{
    public SideFigures Server => Sides[0];

    /// <summary>Rate of this server against that of another side. Not a number when an answer of either was wrong.</summary>
    public double Ratio(SideFigures other) =>
        Server.Errors + other.Errors > 0 ? double.NaN : Server.PerSecond / other.PerSecond;
}
