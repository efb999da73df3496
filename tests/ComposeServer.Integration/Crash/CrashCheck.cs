using System.Text.Json;
using ComposeServer.Testing.Nodes;
using Npgsql;

namespace ComposeServer.Integration.Crash;

/// <summary>Holds a server to the ledger: what was acknowledged is there, log and index say the same, the feed has no gap.</summary>
static class CrashCheck
{
    /// <summary>What is wrong, as sentences. What got no answer is sent again afterwards, so that the ledger is complete.</summary>
    /// <param name="node">A server of the database.</param>
    /// <param name="connectionString">Of the database.</param>
    /// <param name="load">Sends again.</param>
    /// <param name="ledger">Kept by writers.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(
        NodeClient node,
        string connectionString,
        WriteLoad load,
        Ledger ledger
    )
    {
        var (events, lent) = ledger.Read();
        var faults = new List<string>();
        var states = await StatesAsync(node, ledger.Entries.Select(entry => entry.Id));
        foreach (var entry in ledger.Entries)
            CheckEntry(entry, events.GetValueOrDefault(entry.Id, []), states.GetValueOrDefault(entry.Id), faults);
        if (faults.Count == 0)
            foreach (var entry in ledger.Entries.Where(entry => entry.Unanswered is not null))
                if (await load.SendAgainAsync(entry) is { } refusal)
                    faults.Add($"{entry.Id}: sent again and not taken: {refusal}");

        faults.AddRange(await StoredState.FaultsAsync(connectionString));
        await CheckFeedAsync(node, connectionString, faults);
        await CheckIndexAsync(node, load, ledger, lent, faults);
        return faults;
    }

    /// <summary>All acknowledged events are in the log, in order; behind them at most the one that got no answer.</summary>
    static void CheckEntry(Entry entry, List<string> acknowledged, JsonElement? state, List<string> faults)
    {
        var log = state?.Items("log").Select(item => item.Text("cid")!).ToArray() ?? [];
        if (!log.Take(acknowledged.Count).SequenceEqual(acknowledged))
            faults.Add($"{entry.Id}: acknowledged and missing: {string.Join(' ', acknowledged.Except(log))}");
        var more = log.Skip(acknowledged.Count).ToArray();
        if (more.Except([$"{entry.Unanswered?.Blocks.Event.Cid}"]).Any())
            faults.Add($"{entry.Id}: nobody sent {string.Join(' ', more)}");
        var importance = more.Length > 0 ? entry.Unanswered?.Importance : entry.Importance;
        if (state is { } present && present.Number("content.importance") != importance)
            faults.Add($"{entry.Id}: says {present.Number("content.importance")} in place of {importance}");
    }

    /// <summary>The feed gives every event once, in the order of commits.</summary>
    static async Task CheckFeedAsync(NodeClient node, string connectionString, List<string> faults)
    {
        var given = new List<string>();
        for (var token = "0"; ; )
        {
            var page = JsonElement.Parse(
                await node.Http.GetStringAsync($"/ceramic/feed/events?resumeAt={token}&limit=5000&includeData=none")
            );
            var events = page.Items("events");
            if (events.Count == 0)
                break;
            given.AddRange(events.Select(one => one.Text("id")!));
            token = page.Text("resumeToken")!;
        }

        var stored = new List<string>();
        await using var source = NpgsqlDataSource.Create(connectionString + ";Maximum Pool Size=1");
        await using var command = source.CreateCommand("select cid from event order by position");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            stored.Add(Ipld.Cid.TryRead(rows.GetFieldValue<byte[]>(0), out var cid) ? cid.ToString() : "no CID");
        if (!given.SequenceEqual(stored))
            faults.Add($"the feed gives {given.Count} events of {stored.Count}, or not in their order");
    }

    /// <summary>The index holds each document once, with what its log says, and nothing that nobody sent.</summary>
    static async Task CheckIndexAsync(
        NodeClient node,
        WriteLoad load,
        Ledger ledger,
        Dictionary<string, string> lent,
        List<string> faults
    )
    {
        var found = await load.IndexedAsync(id => faults.Add($"{id}: twice in the index"));
        var signed = ledger
            .Entries.Where(entry => entry.Acknowledged.Count > 0)
            .ToDictionary(entry => entry.Id, entry => (int?)entry.Importance);
        foreach (var (id, importance) in signed)
            if (!found.TryGetValue(id, out var row))
                faults.Add($"{id}: not in the index");
            else if (row.Importance != importance)
                faults.Add($"{id}: the index says {row.Importance} in place of {importance}");
        foreach (var (id, title) in lent)
            if (!found.TryGetValue(id, out var row) || row.Title != title)
                faults.Add($"{id}: acknowledged and missing, titled {title}");
        var strange = found
            .Where(item => !signed.ContainsKey(item.Key) && !ledger.LentTitles.Contains(item.Value.Title))
            .ToList();
        if (strange.Count > 0)
            faults.Add($"nobody sent {strange.Count} rows of the index");

        for (var importance = 0; importance <= 5; importance++)
        {
            var answer = await node.Anonymous.AskAsync(
                $"{{ postCount(filters: {{ where: {{ importance: {{ equalTo: {importance} }} }} }}) }}"
            );
            var expected = signed.Values.Count(value => value == importance);
            if (answer.Data.Number("postCount") != expected)
                faults.Add(
                    $"{answer.Data.Number("postCount")} posts of importance {importance} in place of {expected}"
                );
        }
    }

    static async Task<Dictionary<string, JsonElement?>> StatesAsync(NodeClient node, IEnumerable<string> ids)
    {
        var states = new Dictionary<string, JsonElement?>(StringComparer.Ordinal);
        foreach (var batch in ids.Chunk(500))
        {
            var queries = batch.Select(streamId => new { streamId });
            foreach (var member in (await node.Api.PostAsync("multiqueries", new { queries })).Ok.EnumerateObject())
                states[member.Name] = member.Value;
        }

        return states;
    }
}
