using ComposeServer.Indexing.Catalogue;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Sync.Import;
using ComposeServer.Sync.Import.Rehearsal;
using ComposeServer.Sync.Pull;

namespace ComposeServer.Server.Host;

/// <summary>Streams from a node that runs elsewhere.</summary>
public sealed partial class OfflineParts
{
    /// <summary>Folder of the private database; null when another database is used.</summary>
    public string? DataFolder { get; private init; }

    /// <summary>Pulls streams from a node.</summary>
    public Task<PullReport> PullAsync(
        INodeSource node,
        PullSelection selection,
        PullBookmarks bookmarks,
        PullOptions options,
        IProgress<PullProgress>? progress,
        CancellationToken cancel
    ) =>
        PullOver(new IntakeHistoryDoor(_parts.Intake, _parts.Backend.Log), node, options)
            .RunAsync(selection, bookmarks, progress, cancel);

    /// <summary>Does all that <see cref="PullAsync"/> does, but writes nothing.</summary>
    /// <exception cref="RehearsalFullException">The node gives more than can be kept in memory.</exception>
    public async Task<PullReport> RehearsePullAsync(
        INodeSource node,
        PullSelection selection,
        PullOptions options,
        IProgress<PullProgress>? progress,
        CancellationToken cancel
    )
    {
        var log = RehearsalLog();
        await using var intake = _parts.Rehearse(log);
        return await PullOver(new IntakeHistoryDoor(intake, log), node, options)
            .RunAsync(selection, PullBookmarks.None(node.Name), progress, cancel);
    }

    /// <summary>Indexes models as another node does; what is indexed already stays as it is.</summary>
    /// <param name="indexes">The models, each of which must be here.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>Models that cannot be indexed, with the reason.</returns>
    public async Task<IReadOnlyList<(StreamId Model, Refusal Reason)>> IndexAsync(
        IReadOnlyList<NodeIndex> indexes,
        CancellationToken cancel
    )
    {
        var refused = new List<(StreamId, Refusal)>();
        foreach (var one in indexes)
            if (await _parts.Indexing.StartAsync([new IndexRequest(one.Model, one.Indices)], cancel) is { } failure)
                refused.Add((one.Model, new(failure.Code, failure.Error)));
        return refused;
    }

    StreamPull PullOver(IntakeHistoryDoor door, INodeSource node, PullOptions options) =>
        new(node, door, _parts.Anchors.Times, options, _clock);
}
