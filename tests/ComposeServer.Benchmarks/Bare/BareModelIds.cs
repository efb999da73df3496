namespace ComposeServer.Benchmarks.Bare;

/// <summary>StreamIDs of the three models.</summary>
sealed record BareModelIds(string Author, string Post, string Comment);
