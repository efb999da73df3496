using System.Globalization;
using ComposeServer.Integration.Crash;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.History;

/// <summary>
/// Many clients read and change the same documents at two servers over one database, with faults and without. <c>MINUTES=60</c> goes on longer
/// than the suite does.
/// </summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    const int Count = 32;
    const int Documents = 6;

    static readonly TimeSpan Usual = TimeSpan.FromSeconds(6);
    static readonly TimeSpan BetweenFaults = TimeSpan.FromSeconds(1.5);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_answer_is_one_that_a_single_register_for_each_document_could_have_given(bool withFaults)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var chance = new Random(seed);
        await using var given = await GivenDatabase.StartAsync();
        var documents = await CreateAsync(given);
        var clients = new Clients(() => given.At(Random.Shared.Next(2)), given.Session, documents);

        using var end = new CancellationTokenSource(Duration);
        var running = clients.RunAsync(Count, seed, end.Token);
        var struck = withFaults ? await StrikeAsync(given, chance, end.Token) : 0;
        await running;

        await given.StartServersAsync();
        var logs = await LogsAsync(given, documents);
        var made = clients.History.Count(one => one is { IsChange: true, End: OperationEnd.Done });
        output.WriteLine(
            $"{clients.History.Count} operations, {made} changes taken, "
                + $"{clients.History.Count(one => one.End == OperationEnd.Conflict)} refused, "
                + $"{clients.History.Count(one => one.End == OperationEnd.Unknown)} without an answer, {struck} faults"
        );
        Assert.Empty(HistoryCheck.Violations(clients.History, logs));
        Assert.Empty(clients.Faults);
        Assert.InRange(made, Documents, int.MaxValue);
        Assert.Contains(clients.History, one => one.End == OperationEnd.Conflict);
    }

    static TimeSpan Duration =>
        double.TryParse(Environment.GetEnvironmentVariable("MINUTES"), CultureInfo.InvariantCulture, out var minutes)
            ? TimeSpan.FromMinutes(minutes)
            : Usual;

    static async Task<IReadOnlyList<string>> CreateAsync(GivenDatabase given)
    {
        var caller = given.At(0).With(given.Session);
        var documents = new List<string>();
        for (var i = 0; i < Documents; i++)
        {
            var answer = await caller.AskAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post($"{i}") });
            documents.Add(answer.Data.Text("createPost.document.id")!);
        }

        return documents;
    }

    static async Task<int> StrikeAsync(GivenDatabase given, Random chance, CancellationToken until)
    {
        var struck = 0;
        while (!until.IsCancellationRequested)
        {
            await Task.Delay(BetweenFaults, CancellationToken.None);
            // A cut waits for a COMMIT, and at the end nobody writes any more.
            var strike = DatabaseFault.All[chance.Next(DatabaseFault.All.Count)].StrikeAsync(given, chance);
            await Task.WhenAny(strike, Task.Delay(Timeout.Infinite, until));
            if (!strike.IsCompleted)
                break;
            await strike;
            await given.StartServersAsync();
            struck++;
        }

        return struck;
    }

    static async Task<Dictionary<string, IReadOnlyList<string>>> LogsAsync(
        GivenDatabase given,
        IReadOnlyList<string> documents
    )
    {
        var logs = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var id in documents)
        {
            var state = (await given.At(0).Api.GetAsync($"streams/{id}")).Ok.At("state");
            logs[id] = [.. state.Items("log").Select(entry => Clients.VersionOf(id, entry.Text("cid")!))];
        }

        return logs;
    }
}
