using System.Globalization;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Postgres;
using Npgsql;

namespace ComposeServer.Integration.Crash;

/// <summary>Two servers over one database, killed by turns while some write and many listen.</summary>
public sealed class SubscriberTests(ITestOutputHelper output)
{
    const int Kills = 20;
    const int Subscribers = 40;
    const int Writers = 3;

    const string Committed = """
        select e.position from event e
        join log l on l.log_no = e.log_no
        join log m on m.log_no = l.model_no
        where m.name = $1 and e.position > $2
        order by e.position
        """;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Each_listener_has_seen_the_log_without_a_gap_and_without_a_double_after_twenty_kills()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var chance = new Random(seed);
        await using var database = await TestPostgres.CreateDatabaseAsync();
        using var scene = new Scene();
        using Leftovers first = new(),
            second = new();
        Leftovers[] leftovers = [first, second];
        var servers = new ServerProcess[2];
        for (var i = 0; i < servers.Length; i++)
            servers[i] = await StartAsync(i);
        long start;
        using (var node = scene.At(servers[0].Address))
        {
            await scene.DeployAsync(node);
            start = await PositionAsync(database.DataSource);
        }

        // The other server looks every so often what is deployed.
        using (var node = scene.At(servers[1].Address))
            Assert.True(
                await HoldsAsync(async () => (await node.Http.GetStringAsync("/graphql?sdl")).Contains("postChanged"))
            );

        using var end = new CancellationTokenSource();
        using var calm = new CancellationTokenSource();
        var subscribers = Enumerable
            .Range(0, Subscribers)
            .Select(i => new ResumingSubscriber(start, () => servers[Random.Shared.Next(2)].Address))
            .ToList();
        var listening = subscribers.ConvertAll(subscriber => Task.Run(() => subscriber.RunAsync(end.Token)));
        var writing = Enumerable.Range(0, Writers).Select(i => Task.Run(() => WriteAsync(i, calm.Token))).ToList();

        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(chance.Next(100, 600), CancellationToken.None);
            var victim = kill % 2;
            servers[victim].Kill();
            await servers[victim].EndedAsync();
            servers[victim].Dispose();
            var began = TimeProvider.System.GetTimestamp();
            servers[victim] = await StartAsync(victim);
            output.WriteLine($"kill {kill + 1}: ready again after {TimeProvider.System.GetElapsedTime(began)}");
        }

        await calm.CancelAsync();
        var written = (await Task.WhenAll(writing)).Sum();
        var expected = await PositionsAsync(database.DataSource, scene, start);
        Assert.True(
            await HoldsAsync(() =>
                Task.FromResult(
                    subscribers.TrueForAll(subscriber => subscriber.Last >= expected[^1])
                        || listening.Exists(task => task.IsFaulted)
                )
            ),
            "some listener never saw the end"
        );
        await end.CancelAsync();
        await Task.WhenAll(listening);

        output.WriteLine(
            $"{written} writes acknowledged, {expected.Count} events, {subscribers.Sum(one => one.Resumes)} resumes of {Subscribers} listeners"
        );
        Assert.InRange(written, Kills, expected.Count);
        foreach (var subscriber in subscribers)
        {
            Assert.Equal(expected, subscriber.Seen.Select(change => change.Position));
            Assert.InRange(subscriber.Resumes, 1, int.MaxValue);
        }

        foreach (var server in servers)
            server.Dispose();

        Task<ServerProcess> StartAsync(int i) =>
            ServerProcess.StartAsync(leftovers[i].DataFolder, scene.AdminDid, leftovers[i], database.ConnectionString);

        async Task<int> WriteAsync(int number, CancellationToken until)
        {
            var acknowledged = 0;
            for (var i = 0; !until.IsCancellationRequested; i++)
            {
                try
                {
                    using var node = scene.At(servers[(number + i) % 2].Address);
                    var caller = node.With(scene.Session);
                    var answer = await caller.AskAsync(
                        SocialWrites.CreatePost,
                        new { content = SocialWrites.Post($"{number} {i}") }
                    );
                    if (answer.Errors.Count == 0)
                        acknowledged++;
                }
                catch (Exception lost) when (lost is HttpRequestException or IOException or JsonException)
                {
                    // The server that was asked is gone; the other one goes on.
                    await Task.Delay(20, CancellationToken.None);
                }
            }

            return acknowledged;
        }
    }

    static async Task<bool> HoldsAsync(Func<Task<bool>> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                return false;
            await Task.Delay(50);
        }

        return true;
    }

    static async Task<long> PositionAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select coalesce(max(position), 0) from event");
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    static async Task<List<long>> PositionsAsync(NpgsqlDataSource source, Scene scene, long after)
    {
        var positions = new List<long>();
        await using var command = source.CreateCommand(Committed);
        command.Parameters.AddWithValue(scene.Model.Name.Memory.ToArray());
        command.Parameters.AddWithValue(after);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            positions.Add(reader.GetInt64(0));
        return positions;
    }
}
