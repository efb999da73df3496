namespace ComposeServer.Benchmarks;

/// <summary>The run cannot go on, or must not be believed; the message says why.</summary>
sealed class BenchmarkException(string message) : Exception(message);
