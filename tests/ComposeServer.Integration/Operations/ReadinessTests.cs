using System.Net;
using System.Text.Json;
using ComposeServer.Integration.Subscriptions;
using ComposeServer.Log.Feed;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Operations;

/// <summary><c>/readyz</c>: whether a server can serve, and if not, why.</summary>
public class ReadinessTests
{
    const string Scrap =
        """type Scrap @createModel(accountRelation: LIST, description: "A scrap") { text: String! @string(maxLength: 9) }""";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_server_that_can_serve_is_ready()
    {
        await using var node = await TestNode.StartAsync();

        using var answer = await node.Http.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal(
            """{"ready":true,"database":"reachable","durable":false,"schema":"loaded","feedLag":0}""",
            await answer.Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task Without_its_database_it_is_not()
    {
        await using var node = await TestNode.StartAsync();
        await node.Database.GoAwayAsync();

        using var answer = await node.Http.GetAsync("/readyz");
        using var alive = await node.Http.GetAsync("/healthz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(
            """{"ready":false,"reason":"the database does not answer","database":"unreachable","durable":false,"schema":"loaded","feedLag":null}""",
            await answer.Content.ReadAsStringAsync()
        );
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task And_every_call_says_that_the_database_is_away_which_is_no_fault_of_the_server()
    {
        await using var node = await TestNode.StartAsync();
        var composite = await node.DeployAsync(Scrap);
        var model = composite.FindByAlias("Scrap")!.Value;
        await node.Database.GoAwayAsync();

        var page = await node.Anonymous.AskAsync("{ scrapIndex(first: 1) { edges { node { text } } } }");
        var count = await node.Anonymous.AskAsync("{ scrapCount }");
        var stream = await node.Api.GetAsync($"streams/{model}");
        var listed = await node.Api.PostAsync("collection", new { model = model.ToString(), first = 1 });
        using var state = await node.Http.GetAsync($"/ceramic/streams/{model}");
        using var feed = await node.Http.GetAsync("/ceramic/feed/events");

        Assert.Equal(("UNAVAILABLE", "UNAVAILABLE"), (page.Code, count.Code));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "UNAVAILABLE"), (stream.Status, stream.Code));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "UNAVAILABLE"), (listed.Status, listed.Code));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable),
            (state.StatusCode, feed.StatusCode)
        );
    }

    [Fact]
    public async Task Nor_is_one_that_has_not_read_many_events_for_long()
    {
        var clock = new LeapingClock();
        await using var node = await TestNode.StartAsync(clock);
        await node.DeployAsync(Scrap);
        await using var listener = await Listener.ToAsync(node, "subscription { scrapChanged { position } }");
        await WriteScrapAsync(node);
        // Who has been told of something follows the log.
        await listener.NextAsync("scrapChanged");
        await AddUnreadAsync(node, FeedDelay.EventsMax + 1);

        var (busy, told) = await LookAsync(node);
        clock.Leap(FeedDelay.AgeMax);
        var (late, why) = await LookAsync(node);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (busy, late));
        Assert.Equal(FeedDelay.EventsMax + 1, told.Number("feedLag"));
        Assert.Equal("more than 10000 events have not been read for more than 30 s", why.Text("reason"));
        Assert.Equal(("reachable", FeedDelay.EventsMax + 1), (why.Text("database"), why.Number("feedLag")));
    }

    [Fact]
    public async Task A_schema_of_another_server_that_cannot_be_made_here_is_told_and_takes_nobody_out_of_service()
    {
        await using var node = await TestNode.StartAsync();
        await using var other = await node.StartAnotherAsync(options =>
            options.ExtendType("Scrap", type => type.Field("text").Type("Int").Resolve(_ => 1))
        );

        await node.DeployAsync(Scrap);
        await ShowsAsync(other, "outdated");
        await node.DeployAsync(Scrap.Replace("text", "words", StringComparison.Ordinal));
        await ShowsAsync(other, "loaded");

        Assert.Equal("loaded", (await LookAsync(node)).Body.Text("schema"));
    }

    /// <summary>Waits until a server says so of its schemas; it stays ready.</summary>
    static async Task ShowsAsync(TestNode node, string schema)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var (status, body) = await LookAsync(node);
            Assert.Equal(HttpStatusCode.OK, status);
            if (body.Text("schema") == schema)
                return;
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    static async Task WriteScrapAsync(TestNode node)
    {
        using var account = new Account("Ada");
        using var session = account.NewSession(node.Clock);
        _ = (
            await node.With(session)
                .AskAsync("mutation { createScrap(input: { content: { text: \"a\" } }) { document { id } } }")
        ).Data;
    }

    /// <summary>Has the log end further on, at events that cannot be read.</summary>
    static async Task AddUnreadAsync(TestNode node, long by)
    {
        await using var command = node.Database.DataSource.CreateCommand(
            "update commit_head set position = position + $1"
        );
        command.Parameters.Add(new() { Value = by });
        await command.ExecuteNonQueryAsync();
    }

    static async Task<(HttpStatusCode Status, JsonElement Body)> LookAsync(TestNode node)
    {
        using var answer = await node.Http.GetAsync("/readyz");
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }
}
