using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Crash;

/// <summary>Server and Postgres killed under write load, again and again on the same data.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    const int Rounds = 20;
    const string SeedVariable = "CRASH_TEST_SEED";

    /// <summary>A start after a kill of both, with recovery of the log of Postgres: the goal is far below.</summary>
    static readonly TimeSpan RestartMax = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_was_acknowledged_is_there_after_each_of_twenty_kills_and_log_and_index_agree()
    {
        var seed = int.TryParse(
            Environment.GetEnvironmentVariable(SeedVariable),
            CultureInfo.InvariantCulture,
            out var given
        )
            ? given
            : Random.Shared.Next();
        output.WriteLine($"{SeedVariable}={seed}");
        var chance = new Random(seed);
        using var leftovers = new Leftovers();
        using var scene = new Scene();

        for (var round = 1; round <= Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            using var server = await ServerProcess.StartAsync(leftovers.DataFolder, scene.AdminDid, leftovers);
            var started = Stopwatch.GetElapsedTime(began);
            using var node = scene.At(server.Address);
            var model = round == 1 ? await scene.DeployAsync(node) : scene.Model;
            var load = new WriteLoad(node, model, scene.Key, scene.Session, scene.Ledger);
            await CheckAsync(server, node, load, scene.Ledger);

            using var calm = new CancellationTokenSource();
            var before = load.Acknowledged;
            var writers = load.RunAsync(round, chance.Next(), calm.Token);
            await Task.Delay(chance.Next(50, 600), CancellationToken.None);
            await KillBothAsync(server, chance);
            await writers;
            output.WriteLine(
                $"round {round}: ready after {started.TotalMilliseconds:F0} ms, {load.Acknowledged - before} writes acknowledged"
            );
            Assert.True(started < RestartMax, $"the start took {started}, seed {seed}");
        }

        using var last = await ServerProcess.StartAsync(leftovers.DataFolder, scene.AdminDid, leftovers);
        using var final = scene.At(last.Address);
        await CheckAsync(last, final, new(final, scene.Model, scene.Key, scene.Session, scene.Ledger), scene.Ledger);
        Assert.Equal(0, await last.StopAsync());
        Assert.NotEmpty(scene.Ledger.Entries);
        Assert.NotEmpty(scene.Ledger.Lent);
    }

    /// <summary>In either order, at once or a moment apart: then the server may be starting Postgres again when its turn comes.</summary>
    static async Task KillBothAsync(ServerProcess server, Random chance)
    {
        var pause = chance.Next(4) * 60;
        if (chance.Next(2) == 0)
        {
            server.Kill();
            await Task.Delay(pause, CancellationToken.None);
            server.KillPostgres();
        }
        else
        {
            server.KillPostgres();
            await Task.Delay(pause, CancellationToken.None);
            server.Kill();
            server.KillPostgres();
        }

        await server.EndedAsync();
    }

    static async Task CheckAsync(ServerProcess server, NodeClient node, WriteLoad load, Ledger ledger)
    {
        var states = await StatesAsync(node, ledger.Entries.Select(entry => entry.Id));
        foreach (var entry in ledger.Entries)
            CheckEntry(entry, states.GetValueOrDefault(entry.Id));
        foreach (var entry in ledger.Entries.Where(entry => entry.Unanswered is not null))
            await load.SendAgainAsync(entry);

        Assert.Empty(await StoredState.FaultsAsync(server.ConnectionString));
        await CheckIndexAsync(node, load, ledger);
    }

    /// <summary>All acknowledged events are in the log, in order; behind them at most the one that got no answer.</summary>
    static void CheckEntry(Entry entry, JsonElement? state)
    {
        var log = state?.Items("log").Select(item => item.Text("cid")!).ToArray() ?? [];
        string[] possible = entry.Unanswered is { } waiting ? [waiting.Blocks.Event.Cid.ToString()] : [];
        Assert.Equal(entry.Acknowledged, log.Take(entry.Acknowledged.Count));
        Assert.Subset(possible.ToHashSet(), log.Skip(entry.Acknowledged.Count).ToHashSet());
        if (state is { } present)
            Assert.Equal(
                log.Length > entry.Acknowledged.Count ? entry.Unanswered!.Importance : entry.Importance,
                present.Number("content.importance")
            );
    }

    /// <summary>The index holds each document once, with what its log says, and nothing that nobody sent.</summary>
    static async Task CheckIndexAsync(NodeClient node, WriteLoad load, Ledger ledger)
    {
        var found = await load.IndexedAsync();
        var signed = ledger.Entries.ToDictionary(entry => entry.Id, entry => (int?)entry.Importance);
        foreach (var (id, importance) in signed)
            Assert.Equal(importance, found[id].Importance);
        foreach (var (id, title) in ledger.Lent)
            Assert.Equal(title, found[id].Title);
        Assert.Subset(
            ledger.LentTitles.ToHashSet(),
            found.Where(item => !signed.ContainsKey(item.Key)).Select(item => item.Value.Title).ToHashSet()
        );

        for (var importance = 0; importance <= 5; importance++)
        {
            var answer = await node.Anonymous.AskAsync(
                $"{{ postCount(filters: {{ where: {{ importance: {{ equalTo: {importance} }} }} }}) }}"
            );
            Assert.Equal(signed.Values.Count(value => value == importance), answer.Data.Number("postCount"));
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
