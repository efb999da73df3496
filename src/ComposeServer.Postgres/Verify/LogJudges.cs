using System.Collections.Concurrent;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Log;
using ComposeServer.Log.Audit;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Postgres.Snapshots;

namespace ComposeServer.Postgres.Verify;

/// <summary>Judges logs on several connections, each of which takes the next page when it is done with one.</summary>
/// <param name="first">Deals out pages, and works on them when there is no other connection.</param>
/// <param name="others">Work on pages.</param>
/// <param name="audit">Judges a log.</param>
/// <param name="families">Families as they judge history.</param>
/// <param name="book">Where faults go.</param>
/// <param name="progress">Hears of each page.</param>
sealed class LogJudges(
    SnapshotConnection first,
    IReadOnlyList<SnapshotConnection> others,
    LogAudit audit,
    FamilyRegistry families,
    AuditBook book,
    VerifyProgress progress
)
{
    readonly ConcurrentDictionary<LogName, StoredHead> _models = [];

    /// <summary>Judges models, or all other logs.</summary>
    /// <param name="catalogue">What is indexed; null for models, by whose states it is read.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>How many there were.</returns>
    public async Task<long> CheckAsync(IndexCatalogue? catalogue, CancellationToken cancel)
    {
        var total = await first.ScalarAsync<long>(VerifyLogs.Count, cancel);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var pages = new LogPages(first, areModels: catalogue is null);
        IReadOnlyList<SnapshotConnection> connections = others.Count > 0 ? others : [first];
        await Task.WhenAll(connections.Select(one => Task.Run(() => WorkAsync(one), ends.Token)));
        return pages.Count;

        async Task WorkAsync(SnapshotConnection connection)
        {
            try
            {
                var work = new LogWork(connection, audit, families, _models, catalogue, book);
                while (await pages.NextAsync(ends.Token) is { Count: > 0 } page)
                {
                    await work.CheckAsync(page, ends.Token);
                    progress.Add(page.Count, total);
                }
            }
            catch
            {
                await ends.CancelAsync();
                throw;
            }
        }
    }
}
