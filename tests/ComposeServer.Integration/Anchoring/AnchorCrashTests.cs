using ComposeServer.Integration.Crash;
using ComposeServer.Testing.Nodes;
using Npgsql;

namespace ComposeServer.Integration.Anchoring;

/// <summary><c>kill -9</c> of server and Postgres while many tips are being anchored.</summary>
public sealed class AnchorCrashTests
{
    const int Documents = 600;
    const int Rounds = 4;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task After_each_kill_in_the_middle_of_a_run_everything_is_anchored_once()
    {
        using var leftovers = new Leftovers();
        using var scene = new Scene();
        List<string> ids = [];
        for (var round = 0; round < Rounds; round++)
        {
            using var server = await StartAsync(scene, leftovers);
            using var node = scene.At(server.Address);
            if (round == 0)
                await scene.DeployAsync(node);
            else
                await CheckAsync(node, ids);
            ids.AddRange(await CreateAsync(node, scene, round));
            await SomeAnchoredAsync(server, Documents * round);
            server.Kill();
            server.KillPostgres();
            await server.EndedAsync();
        }

        using var last = await StartAsync(scene, leftovers);
        using var final = scene.At(last.Address);
        await CheckAsync(final, ids);
        Assert.Equal(0, await last.StopAsync());
    }

    static Task<ServerProcess> StartAsync(Scene scene, Leftovers leftovers) =>
        ServerProcess.StartAsync(
            leftovers.DataFolder,
            scene.AdminDid,
            leftovers,
            arguments: ["--anchoring", "inmemory"]
        );

    static async Task<IEnumerable<string>> CreateAsync(NodeClient node, Scene scene, int round)
    {
        var author = new EventAuthor(scene.Key);
        var created = new List<string>();
        foreach (var some in Enumerable.Range(0, Documents).Chunk(50))
            created.AddRange(
                await Task.WhenAll(
                    some.Select(async i =>
                        (
                            await node.Api.CreateAsync(
                                Streams.StreamType.Document,
                                author.Create(scene.Model, Social.SocialWrites.Post($"{round}.{i}"))
                            )
                        ).Ok.Text("streamId")!
                    )
                )
            );
        return created;
    }

    /// <summary>Returns as soon as a run has begun to leave its marks.</summary>
    static async Task SomeAnchoredAsync(ServerProcess server, int before)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        using var late = new CancellationTokenSource(Patience);
        await using var connection = await source.OpenConnectionAsync(late.Token);
        await using var count = new NpgsqlCommand(
            "select count(*) from event e join log l using (log_no) where e.kind = 2 and l.family <> 'model'",
            connection
        );
        while ((long)(await count.ExecuteScalarAsync(late.Token))! <= before)
            await Task.Delay(1, late.Token);
    }

    /// <summary>Each document is its first event and one anchor of it, and no event is beside that.</summary>
    static async Task CheckAsync(NodeClient node, List<string> ids)
    {
        using var late = new CancellationTokenSource(Patience);
        foreach (var batch in ids.Chunk(500))
        {
            var queries = batch.Select(streamId => new { streamId }).ToArray();
            while (true)
            {
                var states = (await node.Api.PostAsync("multiqueries", new { queries })).Ok;
                var open = batch.Count(id => states.GetProperty(id).Text("anchorStatus") != "ANCHORED");
                if (open == 0)
                {
                    Assert.All(
                        batch,
                        id =>
                            Assert.Equal(
                                [0L, 2],
                                states.GetProperty(id).Items("log").Select(entry => entry.Number("type"))
                            )
                    );
                    break;
                }

                await Task.Delay(50, late.Token);
            }
        }

        foreach (var id in ids.Take(20))
            Assert.Equal(2, (await node.Api.GetAsync($"commits/{id}")).Ok.Items("commits").Count);
    }
}
