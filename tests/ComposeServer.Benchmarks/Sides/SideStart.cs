using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Identity.Jose;
using ComposeServer.Postgres.Cluster;

namespace ComposeServer.Benchmarks.Sides;

/// <summary>What sides need to start.</summary>
/// <param name="Options">Of the run.</param>
/// <param name="Folder">For their files.</param>
/// <param name="Cluster">Where their data is.</param>
/// <param name="Admin">Who may have models indexed.</param>
/// <param name="Models">Of the documents.</param>
/// <param name="Corpus">The documents, with their bodies.</param>
/// <param name="Clock">Time.</param>
sealed record SideStart(
    BenchmarkOptions Options,
    string Folder,
    PrivateCluster Cluster,
    ISigner Admin,
    BoardModels Models,
    BoardCorpus Corpus,
    TimeProvider Clock
);
