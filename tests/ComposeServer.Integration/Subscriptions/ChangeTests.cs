using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Subscriptions;

/// <summary>What is told of changes, and to whom.</summary>
public class ChangeTests(SocialNode social) : IClassFixture<SocialNode>
{
    readonly GraphQLCaller _ada = social.As(social.Ada);
    readonly GraphQLCaller _bob = social.As(social.Bob);

    const string Posts = "subscription { postChanged { position kind id node { title author { id } } } }";

    [Fact]
    public async Task A_document_is_created_changed_hidden_and_shown_again()
    {
        await using var listener = await Listener.ToAsync(social.Node, Posts);

        var id = await _ada.PostAsync("told");
        var created = await NextOfAsync(listener, id);
        _ = (await _ada.AskAsync(SocialWrites.UpdatePost, Update(id, "told again"))).Data;
        var updated = await NextOfAsync(listener, id);
        _ = (await _ada.AskAsync(SocialWrites.IndexPost, Shown(id, false))).Data;
        var removed = await NextOfAsync(listener, id);
        _ = (await _ada.AskAsync(SocialWrites.IndexPost, Shown(id, true))).Data;
        var back = await NextOfAsync(listener, id);

        Assert.Equal(("CREATED", "told"), (created.Text("kind"), created.Text("node.title")));
        Assert.Equal(("UPDATED", "told again"), (updated.Text("kind"), updated.Text("node.title")));
        Assert.Equal(("REMOVED", JsonValueKind.Null), (removed.Text("kind"), removed.At("node").ValueKind));
        Assert.Equal(("UPDATED", "told again"), (back.Text("kind"), back.Text("node.title")));
        var positions = new[] { created, updated, removed, back }
            .Select(change => long.Parse(change.Text("position")!))
            .ToList();
        Assert.Equal(positions.Order().Distinct(), positions);
    }

    [Fact]
    public async Task A_caller_who_comes_back_with_the_last_position_misses_nothing_and_sees_nothing_twice()
    {
        string? position;
        await using (var listener = await Listener.ToAsync(social.Node, Posts))
            position = (await NextOfAsync(listener, await _ada.PostAsync("resumed 0"))).Text("position");
        var expected = new List<string>();
        for (var i = 1; i <= 5; i++)
            expected.Add(await _ada.PostAsync($"resumed {i}"));

        await using var again = await Listener.ToAsync(
            social.Node,
            "subscription($after: String) { postChanged(after: $after) { id position } }",
            new { after = position }
        );

        foreach (var id in expected)
            Assert.Equal(id, (await again.NextAsync("postChanged")).Text("id"));
        expected.Add(await _ada.PostAsync("resumed live"));
        Assert.Equal(expected[^1], (await again.NextAsync("postChanged")).Text("id"));
    }

    [Theory]
    [InlineData("abc", "is not a position")]
    [InlineData("-1", "is not a position")]
    [InlineData("9223372036854775807", "not of this database")]
    [InlineData("99999999999999999999", "is not a position")]
    public async Task A_position_that_is_none_ends_the_subscription_with_an_error(string after, string reason)
    {
        await using var listener = await Listener.ToAsync(
            social.Node,
            "subscription($after: String) { postChanged(after: $after) { id } }",
            new { after }
        );

        var answer = await listener.NextAsync();
        await listener.EndAsync();

        Assert.Equal("INVALID_CURSOR", answer.Text("errors.0.extensions.code"));
        Assert.Contains(reason, answer.Text("errors.0.message"));
        Assert.False(listener.HasMore);
    }

    [Fact]
    public async Task A_filter_tells_of_what_comes_to_match_and_of_what_no_longer_does()
    {
        await using var listener = await Listener.ToAsync(
            social.Node,
            """
            subscription { postChanged(filters: { where: { importance: { greaterThanOrEqualTo: 3 } } }) { kind id } }
            """
        );
        var low = await _ada.PostAsync(Post("low", 1));
        var high = await _ada.PostAsync(Post("high", 4));

        var first = await listener.NextAsync("postChanged");
        _ = (await _ada.AskAsync(SocialWrites.UpdatePost, Update(high, Changed("importance", 2)))).Data;
        var second = await listener.NextAsync("postChanged");
        _ = (await _ada.AskAsync(SocialWrites.UpdatePost, Update(low, Changed("importance", 5)))).Data;
        var third = await listener.NextAsync("postChanged");

        Assert.Equal(("CREATED", high), (first.Text("kind"), first.Text("id")));
        Assert.Equal(("REMOVED", high), (second.Text("kind"), second.Text("id")));
        Assert.Equal(("UPDATED", low), (third.Text("kind"), third.Text("id")));
    }

    [Fact]
    public async Task Changes_of_one_account_alone_can_be_asked_for()
    {
        await using var listener = await Listener.ToAsync(
            social.Node,
            "subscription { postChanged(account: \"viewer\") { id node { author { id isViewer } } } }",
            viewer: social.Bob.Did.Text
        );
        await _ada.PostAsync("of Ada");
        var mine = await _bob.PostAsync("of Bob");

        var change = await listener.NextAsync("postChanged");

        Assert.Equal((mine, social.Bob.Did.Text), (change.Text("id"), change.Text("node.author.id")));
        // A claim is good for reading and is no proof.
        Assert.False(change.Flag("node.author.isViewer"));
    }

    [Fact]
    public async Task An_account_that_is_none_is_refused()
    {
        await using var listener = await Listener.ToAsync(
            social.Node,
            "subscription { postChanged(account: \"viewer\") { id } }"
        );

        Assert.Equal("BAD_USER_INPUT", (await listener.NextAsync()).Text("errors.0.extensions.code"));
    }

    [Fact]
    public async Task A_deterministic_document_is_created_by_its_first_signed_event()
    {
        await using var listener = await Listener.ToAsync(social.Node, "subscription { profileChanged { kind id } }");
        _ = (await _ada.AskAsync(SocialWrites.SetProfile, Content("name", "Ada"))).Data;
        var created = await listener.NextAsync("profileChanged");
        _ = (await _ada.AskAsync(SocialWrites.SetProfile, Content("name", "Ada L."))).Data;
        var updated = await listener.NextAsync("profileChanged");

        Assert.Equal(("CREATED", "UPDATED"), (created.Text("kind"), updated.Text("kind")));
        Assert.Equal(created.Text("id"), updated.Text("id"));
    }

    [Fact]
    public async Task One_stream_can_be_followed()
    {
        var id = await _ada.PostAsync("followed");
        await using var listener = await Listener.ToAsync(
            social.Node,
            "subscription($id: ID!) { streamChanged(id: $id) { kind id node { ... on Post { title } } } }",
            new { id }
        );
        await _ada.PostAsync("not followed");
        _ = (await _ada.AskAsync(SocialWrites.UpdatePost, Update(id, "followed on"))).Data;

        var change = await listener.NextAsync("streamChanged");

        Assert.Equal(
            ("UPDATED", id, "followed on"),
            (change.Text("kind"), change.Text("id"), change.Text("node.title"))
        );
    }

    [Fact]
    public async Task Exact_schemas_have_no_subscriptions()
    {
        await using var node = await TestNode.StartAsync(configure: options => options with { Subscriptions = false });
        _ = await node.DeployAsync(
            "type Note @createModel(accountRelation: LIST, description: \"n\") { text: String @string(maxLength: 9) }"
        );

        Assert.DoesNotContain("Subscription", await node.Http.GetStringAsync("/graphql?sdl"));
        Assert.Contains("type Subscription", await social.Node.Http.GetStringAsync("/graphql?sdl"));
    }

    static async Task<JsonElement> NextOfAsync(Listener listener, string id)
    {
        while (true)
        {
            var change = await listener.NextAsync("postChanged");
            if (change.Text("id") == id)
                return change;
        }
    }

    static Dictionary<string, object?> Post(string title, int importance)
    {
        var content = SocialWrites.Post(title);
        content["importance"] = importance;
        return content;
    }

    static object Update(string id, string title) => Update(id, Changed("title", title));

    static object Update(string id, Dictionary<string, object?> content) => new { input = new { id, content } };

    static object Shown(string id, bool shouldIndex) => new { id, shown = shouldIndex };

    static object Content(string name, object value) => new { content = Changed(name, value) };

    static Dictionary<string, object?> Changed(string name, object? value) => new() { [name] = value };
}
