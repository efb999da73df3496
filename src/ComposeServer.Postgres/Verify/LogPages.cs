using ComposeServer.Postgres.Snapshots;

namespace ComposeServer.Postgres.Verify;

/// <summary>Deals out logs, page by page, to whoever asks next.</summary>
sealed class LogPages(SnapshotConnection connection, bool areModels) : IDisposable
{
    /// <summary>Logs of one page, with all their events in memory while they are judged.</summary>
    const int PageLogs = 200;

    readonly SemaphoreSlim _turn = new(1);
    long _after;
    bool _isDone;

    /// <summary>Logs dealt out.</summary>
    public long Count { get; private set; }

    /// <returns>Empty when there are no more.</returns>
    public async Task<IReadOnlyList<VerifyLogs.Row>> NextAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            var page = new List<VerifyLogs.Row>(PageLogs);
            if (_isDone)
                return page;
            var command = VerifyLogs.ReadPage(_after, areModels, PageLogs);
            await foreach (var row in connection.ReadAsync(command, VerifyLogs.Read, cancel))
                page.Add(row);
            _isDone = page.Count < PageLogs;
            Count += page.Count;
            if (page.Count > 0)
                _after = page[^1].LogNo;
            return page;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
