using System.Globalization;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Subscriptions;

/// <summary>Every change once and in order, whatever happens to servers.</summary>
public class ExactlyOnceTests
{
    const string Query = "subscription($after: String) { postChanged(after: $after) { position id } }";

    [Fact]
    public async Task Two_servers_over_one_database_tell_the_same_changes_in_the_same_order()
    {
        await using var social = new SocialNode();
        await social.InitializeAsync();
        await using var other = await social.Node.StartAnotherAsync();
        await using var here = await Listener.ToAsync(social.Node, Query);
        await using var there = await Listener.ToAsync(other, Query);
        var session = social.SessionOf(social.Ada);
        GraphQLCaller[] callers = [social.Node.With(session), other.With(session)];

        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => callers[i % 2].PostAsync($"post {i}")));

        var seenHere = await TakeAsync(here, ids.Length);
        var seenThere = await TakeAsync(there, ids.Length);
        Assert.Equal(seenHere, seenThere);
        Assert.Equal(ids.Order(), seenHere.Select(change => change.Id).Order());
        Assert.Equal(seenHere.Select(change => change.Position).Order(), seenHere.Select(change => change.Position));
    }

    [Fact]
    public async Task Who_goes_on_at_another_server_after_the_first_has_stopped_sees_each_change_once()
    {
        await using var social = new SocialNode();
        await social.InitializeAsync();
        await using var other = await social.Node.StartAnotherAsync();
        var session = social.SessionOf(social.Ada);
        var listener = await Listener.ToAsync(social.Node, Query);
        List<string> ids = [];
        for (var i = 0; i < 10; i++)
            ids.Add(await social.Node.With(session).PostAsync($"before {i}"));
        var seen = await TakeAsync(listener, 4);
        await listener.DisposeAsync();
        await social.Node.StopAsync();
        for (var i = 0; i < 10; i++)
            ids.Add(await other.With(session).PostAsync($"after {i}"));

        await using var again = await Listener.ToAsync(
            other,
            Query,
            new { after = seen[^1].Position.ToString(CultureInfo.InvariantCulture) }
        );
        seen.AddRange(await TakeAsync(again, ids.Count - seen.Count));

        Assert.Equal(ids, seen.Select(change => change.Id));
    }

    [Fact]
    public async Task A_hundred_who_ask_the_same_share_one_run()
    {
        await using var social = new SocialNode();
        await social.InitializeAsync();
        var listeners = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Listener.ToAsync(social.Node, Query)));
        var ada = social.As(social.Ada);
        using var statements = new StatementCount(social.Node.Database.Name);

        var id = await ada.PostAsync("shared");
        foreach (var listener in listeners)
            Assert.Equal(id, (await listener.NextAsync("postChanged")).Text("id"));

        // The write itself and one look at the document; by far not one for each of a hundred.
        Assert.InRange(statements.Count, 2, 20);
        foreach (var listener in listeners)
            await listener.DisposeAsync();
    }

    static async Task<List<(long Position, string Id)>> TakeAsync(Listener listener, int count)
    {
        var seen = new List<(long, string)>();
        while (seen.Count < count)
        {
            var change = await listener.NextAsync("postChanged");
            seen.Add((long.Parse(change.Text("position")!, CultureInfo.InvariantCulture), change.Text("id")!));
        }

        return seen;
    }
}
