using ComposeServer.Sync.Import.Blocks;

namespace ComposeServer.Sync.Import;

/// <summary>Events that come whole, from another source than a file.</summary>
sealed partial class ImportRun
{
    /// <summary>True when all that was handed over is stored or refused for good.</summary>
    public bool IsSettled => _held.IsEmpty && _order.WaitingBytes == 0;

    /// <summary>Takes events of one log.</summary>
    /// <param name="from">Where they come from, for whoever watches.</param>
    /// <param name="events">Each after the one that it builds on.</param>
    /// <param name="cancel">Gives up; what was taken stays.</param>
    /// <returns>Why no more can be taken.</returns>
    public async Task<ImportFault?> TakeAsync(string from, IReadOnlyList<ArrivedEvent> events, CancellationToken cancel)
    {
        _file = from;
        foreach (var one in events)
        {
            _batch.Add(one);
            _batchBytes += one.SizeBytes;
        }

        if (_batch.Count >= _options.BatchEventsMax || _batchBytes >= _options.BatchBytesMax)
            await FlushAsync(cancel);
        if (WaitingBytes > _options.WindowBytes && !await RelieveAsync(cancel))
            return ImportFault.OfWindow(from, _options.WindowBytes, [.. _order.Missing, .. _held.Missing], []);
        return null;
    }

    /// <summary>Hands over what was taken and waits until it is known what became of it.</summary>
    public async Task SettleAllAsync(CancellationToken cancel)
    {
        await FlushAsync(cancel);
        await SettleAsync();
    }

    /// <summary>Waits for what is on its way, whose outcome nobody wants any more.</summary>
    public async Task AbandonAsync()
    {
        try
        {
            await SettleAsync();
        }
        catch (OperationCanceledException)
        {
            // It is either stored, and found at the next try, or it is not.
        }
    }
}
