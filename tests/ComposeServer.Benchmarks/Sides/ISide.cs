using ComposeServer.Benchmarks.Operations;

namespace ComposeServer.Benchmarks.Sides;

/// <summary>A server that is measured, with the same documents as the others. Whatever it began has ended when it is disposed of.</summary>
interface ISide : IAsyncDisposable
{
    /// <summary>For the table.</summary>
    string Name { get; }

    /// <summary>How its answers are like those of this server.</summary>
    Likeness Likeness { get; }

    /// <summary>Processes whose CPU time and memory are its own.</summary>
    IReadOnlyList<int> Processes { get; }

    /// <summary>Processes that this program plays for it: they count as the client.</summary>
    IReadOnlyList<int> StandIns => [];

    /// <summary>What is sent to it for an operation; null when it has no such operation.</summary>
    ValueTask<SideRequests?> RequestsAsync(Operation operation, CancellationToken cancel);

    /// <summary>Posts in its database; null when it creates none.</summary>
    ValueTask<long?> CountPostsAsync(CancellationToken cancel);
}
