using ComposeServer.Identity.Dids;
using ComposeServer.Streams;

namespace ComposeServer.Sync.Pull;

/// <summary>What is pulled. Without models and streams it is all that the node will name.</summary>
public sealed record PullSelection
{
    /// <summary>Models, with all their documents.</summary>
    public IReadOnlyList<StreamId> Models { get; init; } = [];

    /// <summary>Single streams of any type.</summary>
    public IReadOnlyList<StreamId> Streams { get; init; } = [];

    /// <summary>Whose documents of the models; empty for everybody's.</summary>
    public IReadOnlyList<Did> Accounts { get; init; } = [];

    /// <summary>Nothing is named.</summary>
    public bool IsEverything => Models.Count == 0 && Streams.Count == 0;
}
