using System.Collections.Concurrent;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Postgres.Log;
using ComposeServer.Postgres.Snapshots;

namespace ComposeServer.Postgres.Verify;

/// <summary>
/// Heads and paths as a snapshot has them. Heads of models are those that their events led to, once they have been looked at: a broken
/// one is told of once, and not with each of its documents.
/// </summary>
/// <param name="connection">Used by one caller at a time.</param>
/// <param name="models">Heads of models, shared by all.</param>
sealed class SnapshotStates(SnapshotConnection connection, ConcurrentDictionary<LogName, StoredHead> models)
    : IStateReader
{
    /// <summary>Notes what the events of a model lead to.</summary>
    public void Put(StoredHead model) => models[model.Name] = model;

    public async ValueTask<IReadOnlyDictionary<LogName, StoredHead>> ReadHeadsAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    )
    {
        var heads = new Dictionary<LogName, StoredHead>(names.Count);
        foreach (var name in names)
            if (models.TryGetValue(name, out var model))
                heads.Add(name, model);
        if (heads.Count == names.Count)
            return heads;
        var command = ReadHeads.Command([
            .. names.Where(name => !heads.ContainsKey(name)).Select(name => name.Memory.ToArray()),
        ]);
        await foreach (var row in connection.ReadAsync(command, ReadHeads.Read, cancel))
        {
            var head = row.ToHead();
            if (models.TryGetValue(head.Name, out var model))
                heads[head.Name] = model;
            else if (head.Family is not null || !heads.ContainsKey(head.Name))
                heads[head.Name] = head;
        }

        return heads;
    }

    public async ValueTask<LogPath?> ReadPathAsync(LogName name, Cid commit, CancellationToken cancel)
    {
        var rows = new List<ReadPath.Row>();
        var command = ReadPath.Command(name.Memory.ToArray(), commit);
        await foreach (var row in connection.ReadAsync(command, ReadPath.Read, cancel))
            rows.Add(row);
        return rows.Count == 0 ? null : new(rows[0].Family, rows[0].Snapshot, [.. rows.Select(row => row.Event)]);
    }
}
