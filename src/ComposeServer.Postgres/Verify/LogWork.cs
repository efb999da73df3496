using System.Collections.Concurrent;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Log;
using ComposeServer.Log.Audit;
using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Postgres.Snapshots;

namespace ComposeServer.Postgres.Verify;

/// <summary>Judges pages of logs on one connection.</summary>
sealed class LogWork
{
    readonly SnapshotConnection _connection;
    readonly LogAudit _audit;
    readonly FamilyRegistry _families;
    readonly AuditBook _book;
    readonly SnapshotStates _reader;
    readonly LogStates _states;
    readonly RowAudit? _rows;

    public LogWork(
        SnapshotConnection connection,
        LogAudit audit,
        FamilyRegistry families,
        ConcurrentDictionary<LogName, StoredHead> models,
        IndexCatalogue? catalogue,
        AuditBook book
    )
    {
        (_connection, _audit, _families, _book) = (connection, audit, families, book);
        _reader = new(connection, models);
        _states = new(_reader, families);
        _rows = catalogue is null ? null : new(connection, catalogue, book);
    }

    public async Task CheckAsync(IReadOnlyList<VerifyLogs.Row> logs, CancellationToken cancel)
    {
        var page = logs.Where(IsOfKnownFamily).ToList();
        var events = await ReadAsync(page, cancel);
        var states = new List<(long, AuditedState)>(page.Count);
        foreach (var row in page)
        {
            var found = events[row.LogNo].ToList();
            // A log of which an event cannot be read is not judged further: that has been told.
            if (found.Contains(null))
                continue;
            var log = new AuditedLog(row.Head, row.Tip, row.Model, row.Controller, [.. found.OfType<AuditedEvent>()]);
            if (await _audit.CheckAsync(log, _states, cancel) is not { } state)
                continue;
            states.Add((row.LogNo, state));
            if (_rows is null)
                _reader.Put(row.Head with { State = _families[row.Head.Family!].Encode(state.State) });
        }

        if (_rows is not null)
            await _rows.CheckAsync(states, cancel);
    }

    bool IsOfKnownFamily(VerifyLogs.Row row)
    {
        if (_families.Knows(row.Head.Family!))
            return true;
        var detail = $"this program knows no family '{row.Head.Family}'";
        _book.Tell(new(AuditRule.Head, row.Head.Name.ToString(), row.Tip, row.Head.TipPosition, detail));
        return false;
    }

    async Task<ILookup<long, AuditedEvent?>> ReadAsync(List<VerifyLogs.Row> page, CancellationToken cancel)
    {
        var names = page.ToDictionary(row => row.LogNo, row => row.Head);
        var read = new List<VerifyEvents.Row>();
        var command = VerifyEvents.Of([.. names.Keys]);
        await foreach (var row in _connection.ReadAsync(command, VerifyEvents.Read, cancel))
        {
            read.Add(row);
            if (row.Fault is { } fault)
                _book.Tell(fault with { Log = TextOf(names[row.LogNo]) });
        }

        return read.ToLookup(row => row.LogNo, row => row.Event);
    }

    string TextOf(StoredHead head) => _families[head.Family!].TextOf(head.Name);
}
