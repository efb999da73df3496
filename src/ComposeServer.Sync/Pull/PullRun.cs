using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Sync.Import;

namespace ComposeServer.Sync.Pull;

/// <summary>One pull at work: models first, then their documents page by page, then single streams.</summary>
sealed class PullRun(
    INodeSource node,
    IHistoryDoor door,
    ImportRun import,
    PullBookmarks bookmarks,
    PullOptions options,
    IProgress<PullProgress>? progress
)
{
    readonly PullTally _tally = new(options);
    readonly PageWalk _pages = new(node, options);
    readonly HashSet<StreamId> _pins = [];
    StreamTaking? _taking;

    public PullTally Tally => _tally;

    /// <summary>Models that the node indexes, if it told.</summary>
    public IReadOnlyList<NodeIndex> Indexes { get; private set; } = [];

    StreamTaking Taking => _taking ??= new(node, door, import, _tally, options);

    /// <summary>Pulls what is selected.</summary>
    /// <exception cref="PullStopped">The node gives nothing any more.</exception>
    public async Task RunAsync(PullSelection selection, CancellationToken cancel)
    {
        IReadOnlyList<StreamId> models;
        try
        {
            if (node.IsAdmin)
                Indexes = await node.ReadIndexesAsync(cancel);
            models = selection.IsEverything ? await ListModelsAsync(cancel) : selection.Models;
            // Documents that are hidden from the index stand on no page.
            if (node.IsAdmin && selection is { IsEverything: true, Accounts.Count: 0 })
                _pins.UnionWith(await node.ReadPinsAsync(cancel));
        }
        catch (NodeFault fault)
        {
            throw PullStopped.By(fault);
        }

        await Taking.TakeNeedsAsync(models, cancel);
        await import.SettleAllAsync(cancel);
        var indexed = Indexes.Select(index => index.Model).ToHashSet();
        IReadOnlyList<Did?> accounts =
            selection.Accounts.Count > 0 ? [.. selection.Accounts.Select(did => (Did?)did)] : [null];
        foreach (var model in models)
        foreach (var account in accounts)
            await TakeDocumentsAsync(model, account, !selection.IsEverything || indexed.Contains(model), cancel);
        _pins.UnionWith(selection.Streams);
        await Taking.TakeAsync([.. _pins.Where(Taking.IsNew).Select(id => new ListedStream(id, null))], cancel);
        Report("", 0, null);
    }

    /// <summary>The models that the node indexes, and those that it keeps besides, where it tells.</summary>
    async Task<IReadOnlyList<StreamId>> ListModelsAsync(CancellationToken cancel)
    {
        var models = Indexes.Select(index => index.Model).ToHashSet();
        try
        {
            await foreach (var page in _pages.GoAsync(StreamId.Metamodel, null, null, cancel))
                models.UnionWith(page.Streams.OfType<ListedStream>().Select(listed => listed.Id).Where(IsModel));
        }
        catch (NodeFault fault) when (fault.Code == NodeFaultCode.Refused)
        {
            // Most nodes do not index models themselves.
            if (!node.IsAdmin)
                throw new NodeFault(
                    NodeFaultCode.NothingNamed,
                    "the node does not list its models: name some, or give the key of one of its administrators",
                    fault
                );
        }

        return [.. models];
    }

    static bool IsModel(StreamId id) => id.Type == StreamType.Model;

    async Task TakeDocumentsAsync(StreamId model, Did? account, bool isListed, CancellationToken cancel)
    {
        var mark = bookmarks.Find(model, account);
        if (mark.IsDone)
            return;
        try
        {
            await TakePagesAsync(model, account, mark.After, cancel);
        }
        catch (NodeFault fault) when (fault.Code == NodeFaultCode.Refused && mark.After is not null)
        {
            // A node that was set up anew does not know its old cursors.
            bookmarks.Put(model, account, default);
            await TakeDocumentsAsync(model, account, isListed, cancel);
        }
        catch (NodeFault fault) when (fault.Code == NodeFaultCode.Refused && !isListed)
        {
            _tally.LeaveUnlisted();
        }
        catch (NodeFault fault)
        {
            _tally.Fail(model, fault);
        }
    }

    async Task TakePagesAsync(StreamId model, Did? account, string? after, CancellationToken cancel)
    {
        var total = await CountAsync(model, account, after, cancel);
        var doneBefore = _tally.Done;
        var isWhole = true;
        await foreach (var page in _pages.GoAsync(model, account, after, cancel))
        {
            var lackedBefore = import.Tally.Unstored + _tally.FailedCount;
            await Taking.TakeAsync(await LeaveOutStoredAsync(model, page, cancel), cancel);
            await import.SettleAllAsync(cancel);
            Report(model.ToString(), _tally.Done - doneBefore, total);
            // What is refused now, or held until more comes, is to be asked for again by a run that goes on from here.
            isWhole &= import.IsSettled && import.Tally.Unstored + _tally.FailedCount == lackedBefore;
            if (isWhole)
                bookmarks.Put(model, account, new(page.Next, IsDone: page.Next is null));
        }
    }

    async Task<IReadOnlyList<ListedStream>> LeaveOutStoredAsync(StreamId model, NodePage page, CancellationToken cancel)
    {
        var stored = await door.KnownAsync(
            page.Streams.Select(listed => listed?.Tip).OfType<Cid>().ToHashSet(),
            cancel
        );
        var left = new List<ListedStream>(page.Streams.Count);
        foreach (var listed in page.Streams)
        {
            if (listed is null)
            {
                _tally.Fail(
                    model,
                    new(NodeFaultCode.AnswerInvalid, $"a page of {model} has a stream of which it says nothing")
                );
                continue;
            }

            _pins.Remove(listed.Id);
            if (listed.Tip is { } tip && stored.Contains(tip))
                _tally.Skip();
            else
                left.Add(listed);
        }

        return left;
    }

    /// <returns>Null when nobody watches, or it is not known: it is for the bar alone.</returns>
    async Task<long?> CountAsync(StreamId model, Did? account, string? after, CancellationToken cancel)
    {
        if (progress is null || after is not null)
            return null;
        try
        {
            return await node.CountAsync(model, account, cancel);
        }
        catch (NodeFault)
        {
            return null;
        }
    }

    void Report(string model, long done, long? total) =>
        progress?.Report(new(model, done, total, import.Tally.Settled, node.BytesRead));
}
