using System.Globalization;

namespace ComposeServer.Integration.Oracle;

/// <summary>
/// The server's pages and counts against a plain loop over all documents. A failure shows the seed; the variable
/// <c>COMPOSESERVER_SEED</c> gives it back, or changes it.
/// </summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    const int Pages = 10_000;
    const int PagesPerRound = 250;
    const int PagesPerOperation = 25;
    const int DocumentsAtFirst = 150;

    [Fact]
    public async Task Ten_thousand_random_pages_are_those_of_a_loop_over_all_documents()
    {
        var seed = Seed();
        output.WriteLine($"COMPOSESERVER_SEED={seed}");
        var chance = new OracleChance(seed);
        await using var scene = await OracleScene.StartAsync();
        for (var i = 0; i < DocumentsAtFirst; i++)
            await scene.CreateAsync(chance);

        var walks = new List<OracleWalk>();
        var whole = 0;
        for (var asked = 0; asked < Pages; asked += PagesPerRound)
        {
            while (walks.Count < PagesPerRound)
                walks.Add(OracleWalk.Begin(chance, scene));
            var differences = await AskAsync(scene, walks);
            Assert.True(differences.Count == 0, $"COMPOSESERVER_SEED={seed}\n{string.Join('\n', differences.Take(5))}");
            whole += walks.RemoveAll(walk => walk.IsOver);
            walks.RemoveAll(_ => chance.Roll(10));
            for (var i = 0; i < 3; i++)
                await scene.ChangeAsync(chance);
            await scene.CreateAsync(chance);
        }

        output.WriteLine($"{whole} walks came to their end");
        Assert.True(whole > Pages / 10);
    }

    /// <summary>Where chance begins.</summary>
    internal static int Seed() =>
        Environment.GetEnvironmentVariable("COMPOSESERVER_SEED") is { } variable
            ? int.Parse(variable, NumberStyles.Integer, CultureInfo.InvariantCulture)
            : 20_261_201;

    /// <returns>What the server said differently.</returns>
    static async Task<IReadOnlyList<string>> AskAsync(OracleScene scene, IReadOnlyList<OracleWalk> walks)
    {
        var collections = walks
            .Where(walk => walk.Query.Shape == OracleShape.Collection)
            .Chunk(60)
            .Select(CollectAsync);
        var operations = walks
            .Where(walk => walk.Query.Shape != OracleShape.Collection)
            .Chunk(PagesPerOperation)
            .Select(OperateAsync);
        var found = await Task.WhenAll([.. collections, .. operations]);
        return [.. found.SelectMany(part => part)];

        async Task<IReadOnlyList<string>> CollectAsync(OracleWalk[] some)
        {
            var differences = new List<string>();
            foreach (var walk in some)
                Check(walk, await scene.Roads.CollectionAsync(walk.Query, walk.Cursor), differences);
            return differences;
        }

        async Task<IReadOnlyList<string>> OperateAsync(OracleWalk[] some)
        {
            var differences = new List<string>();
            var pages = await scene.Roads.GraphQLAsync([.. some.Select(walk => (walk.Query, walk.Cursor))]);
            for (var i = 0; i < some.Length; i++)
                Check(some[i], pages[i], differences);
            return differences;
        }

        void Check(OracleWalk walk, AnsweredPage answered, List<string> differences)
        {
            if (walk.Take(scene.Model, answered) is { } difference)
                differences.Add(difference);
        }
    }
}
