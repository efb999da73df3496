namespace ComposeServer.Benchmarks.Parts;

/// <summary>One thing the server does, alone on one thread.</summary>
/// <param name="Name">For the table; the comparison of another implementation has the same.</param>
/// <param name="GoalMicroseconds">What it may take; null when nobody said.</param>
/// <param name="Run">Does it once, with the number of the turn. Returns false when the outcome was wrong: then the figure is not worth anything.</param>
sealed record Part(string Name, double? GoalMicroseconds, Func<int, bool> Run);

/// <summary>What a part takes.</summary>
/// <param name="Microseconds">Median over rounds.</param>
/// <param name="Bytes">Allocated each time.</param>
readonly record struct PartFigures(double Microseconds, double Bytes);
