using System.Net;
using System.Net.Http.Json;
using ComposeServer.Identity.Jose;
using ComposeServer.Integration.EventApi;
using ComposeServer.Log;
using ComposeServer.Server.Host;
using ComposeServer.Server.RateLimits;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Security;

/// <summary>Writes of other machines are counted by address, by author and by model, at every door.</summary>
public sealed class Sec15_WriteFloodTests : IDisposable
{
    /// <summary>Taken at once by a limit of one in a second.</summary>
    const int Burst = WriteLimits.BurstSeconds;

    readonly Ed25519Signer _key = Seeds.Key("flood");
    readonly Ed25519Signer _otherKey = Seeds.Key("honest");

    public void Dispose()
    {
        _key.Dispose();
        _otherKey.Dispose();
    }

    [Fact]
    public async Task One_address_writes_so_much_and_another_one_does_not_suffer()
    {
        await using var node = await StartAsync(options => options with { AddressWritesPerSecond = 1 });
        var model = await ModelAsync(node);
        using var flood = node.From("192.0.2.1");
        using var other = node.From("192.0.2.2");

        for (var write = 0; write < Burst; write++)
            _ = (await flood.Api.CreateAsync(StreamType.Document, Note(_key, model))).Ok;
        var refused = await UntilRefusedAsync(flood, () => Note(_key, model));

        Assert.Equal((HttpStatusCode.TooManyRequests, "RATE_LIMITED"), (refused.Status, refused.Body.Text("code")));
        Assert.Equal("1", refused.RetryAfter);
        Assert.Contains("from this address", refused.Body.Text("error"));
        _ = (await other.Api.CreateAsync(StreamType.Document, Note(_key, model))).Ok;
    }

    [Fact]
    public async Task Commits_events_and_mutations_come_out_of_the_same_bucket_and_are_refused_in_each_doors_own_form()
    {
        await using var node = await StartAsync(options => options with { AddressWritesPerSecond = 1 });
        var model = await ModelAsync(node);
        using var flood = node.From("192.0.2.1");
        using var account = new Account("flood");
        var note = Note(_key, model);
        var id = DocumentIdOf(note);
        var created = (await node.Api.CreateAsync(StreamType.Document, note)).Ok;
        for (var write = 0; write < 3 * Burst; write++)
            _ = await flood.Api.CreateAsync(StreamType.Document, Note(_key, model));

        var change = new EventAuthor(_key).Change(created.At("state"), """[{"op":"add","path":"/text","value":"b"}]""");
        var commit = await UntilAsync(
            () => flood.Api.CommitAsync(id, change),
            reply => reply.Status == HttpStatusCode.TooManyRequests
        );
        var posted = await UntilAsync(
            () => flood.PostEventAsync(Note(_key, model)),
            reply => reply.Status == HttpStatusCode.TooManyRequests
        );
        using var session = account.NewSession(node.Clock);
        flood.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "DIDSession " + session.Serialize());
        using var mutated = await UntilAsync(
            () => flood.Http.PostAsJsonAsync("/graphql", new { query = Mutation }),
            reply => reply.Headers.RetryAfter is not null
        );

        Assert.Equal("RATE_LIMITED", commit.Code);
        Assert.Equal((429, "RATE_LIMITED"), posted.Refusal);
        Assert.Equal("1", posted.Headers["Retry-After"]);
        var answer = System.Text.Json.JsonElement.Parse(await mutated.Content.ReadAsStringAsync());
        Assert.Equal("RATE_LIMITED", answer.Text("errors.0.extensions.code"));
        Assert.Equal(TimeSpan.FromSeconds(1), mutated.Headers.RetryAfter!.Delta);
        // Reading costs nothing.
        _ = (await flood.Api.GetAsync($"streams/{id}")).Ok;
    }

    [Fact]
    public async Task A_socket_is_counted_as_the_page_that_opened_it()
    {
        await using var node = await StartAsync(options => options with { AddressWritesPerSecond = 1 });
        _ = await ModelAsync(node);
        using var account = new Account("flood");
        using var session = account.NewSession(node.Clock);
        using var socket = await SocketClient.ConnectAsync(node, origin: "https://page.example");
        await socket.SendAsync(
            $$$"""{"type":"connection_init","payload":{"authorization":"DIDSession {{{session.Serialize()}}}"}}"""
        );
        Assert.Equal("connection_ack", (await socket.ReceiveAsync()).Text("type"));

        for (var write = 0; write < Burst; write++)
            Assert.False((await WriteAsync()).TryGetProperty("errors", out _));
        var refused = await UntilAsync(WriteAsync, answer => answer.TryGetProperty("errors", out _));

        Assert.Equal("RATE_LIMITED", refused.Text("errors.0.extensions.code"));

        async Task<System.Text.Json.JsonElement> WriteAsync()
        {
            await socket.SubscribeAsync("write", Mutation);
            var next = await socket.ReceiveAsync();
            Assert.Equal("complete", (await socket.ReceiveAsync()).Text("type"));
            return next.At("payload");
        }
    }

    [Fact]
    public async Task One_author_writes_so_much_from_however_many_addresses()
    {
        await using var node = await StartAsync(options => options with { AuthorWritesPerSecond = 1 });
        var model = await ModelAsync(node);
        using var flood = node.From("192.0.2.1");
        using var otherAddress = node.From("192.0.2.2");

        for (var write = 0; write < Burst; write++)
            _ = (await flood.Api.CreateAsync(StreamType.Document, Note(_key, model))).Ok;
        var refused = await UntilRefusedAsync(otherAddress, () => Note(_key, model));

        Assert.Equal("RATE_LIMITED", refused.Body.Text("code"));
        Assert.Contains(_key.Did.Text, refused.Body.Text("error"));
        _ = (await flood.Api.CreateAsync(StreamType.Document, Note(_otherKey, model))).Ok;
    }

    [Fact]
    public async Task Nobody_can_use_up_the_share_of_another_author()
    {
        await using var node = await StartAsync(options => options with { AuthorWritesPerSecond = 1 });
        var model = await ModelAsync(node);
        using var flood = node.From("192.0.2.1");

        for (var forged = 0; forged < 5 * Burst; forged++)
        {
            var stolen = new EventAuthor(_key).Create(model, _otherKey.Did, new { text = "forged" });
            var refused = await flood.Api.CreateAsync(StreamType.Document, stolen);
            Assert.Equal("WRONG_SIGNER", refused.Code);
        }

        for (var write = 0; write < Burst; write++)
            _ = (await flood.Api.CreateAsync(StreamType.Document, Note(_otherKey, model))).Ok;
    }

    [Fact]
    public async Task One_model_takes_so_much_and_another_one_does_not_suffer()
    {
        await using var node = await StartAsync(options => options with { ModelWritesPerSecond = 1 });
        var (model, otherModel) = (await ModelAsync(node), await ModelAsync(node, "Other"));
        using var flood = node.From("192.0.2.1");

        for (var write = 0; write < Burst; write++)
            _ = (await flood.Api.CreateAsync(StreamType.Document, Note(_key, model))).Ok;
        var refused = await UntilRefusedAsync(flood, () => Note(_otherKey, model));

        Assert.Equal("RATE_LIMITED", refused.Body.Text("code"));
        Assert.Contains(model.ToString(), refused.Body.Text("error"));
        _ = (await flood.Api.CreateAsync(StreamType.Document, Note(_key, otherModel))).Ok;
    }

    [Fact]
    public async Task Far_past_the_limit_no_more_is_taken_than_comes_back_with_time()
    {
        await using var node = await StartAsync(options => options with { AddressWritesPerSecond = 1 });
        var model = await ModelAsync(node);
        using var flood = node.From("192.0.2.1");
        var began = TimeProvider.System.GetTimestamp();
        var taken = 0;

        await Parallel.ForAsync(
            0,
            100 * Burst,
            TestContext.Current.CancellationToken,
            async (_, _) =>
            {
                var reply = await flood.Api.CreateAsync(StreamType.Document, Note(_key, model));
                if (reply.Status == HttpStatusCode.OK)
                    Interlocked.Increment(ref taken);
            }
        );

        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        Assert.InRange(taken, Burst, Burst + (int)seconds + 1);
    }

    [Fact]
    public async Task New_authors_are_so_many_and_who_has_written_goes_on()
    {
        await using var node = await StartAsync(options => options with { NewAuthorsPerMinute = 1 });
        var model = await ModelAsync(node);
        using var first = node.From("192.0.2.1");
        using var second = node.From("192.0.2.2");

        _ = (await first.Api.CreateAsync(StreamType.Document, Note(_key, model))).Ok;
        var stranger = await second.Api.CreateAsync(StreamType.Document, Note(_otherKey, model));

        Assert.Equal((HttpStatusCode.TooManyRequests, "RATE_LIMITED"), (stranger.Status, stranger.Code));
        Assert.Contains("new here", stranger.Error);
        for (var write = 0; write < 5 * Burst; write++)
            _ = (await first.Api.CreateAsync(StreamType.Document, Note(_key, model))).Ok;
        // Programs on this machine bring as many as they like.
        _ = (await node.Api.CreateAsync(StreamType.Document, Note(_otherKey, model))).Ok;
    }

    [Fact]
    public async Task Programs_on_this_machine_write_without_end_and_zero_is_no_limit()
    {
        await using var strict = await StartAsync(options =>
            options with
            {
                AddressWritesPerSecond = 1,
                AuthorWritesPerSecond = 1,
                ModelWritesPerSecond = 1,
                NewAuthorsPerMinute = 1,
            }
        );
        await using var open = await StartAsync(options => options);
        var (model, openModel) = (await ModelAsync(strict), await ModelAsync(open));
        using var outside = open.From("192.0.2.1");

        for (var write = 0; write < 5 * Burst; write++)
        {
            _ = (await strict.Api.CreateAsync(StreamType.Document, Note(_key, model))).Ok;
            _ = (await outside.Api.CreateAsync(StreamType.Document, Note(_key, openModel))).Ok;
        }
    }

    const string Mutation = """mutation { createNote(input: { content: { text: "a" } }) { document { id } } }""";

    static async Task<StreamId> ModelAsync(TestNode node, string name = "Note")
    {
        var composite = await node.DeployAsync(
            $"type {name} @createModel(accountRelation: LIST, description: \"{name}\") {{ text: String @string(maxLength: 100) }}"
        );
        return StreamId.Parse(composite.ModelIds.Single());
    }

    static EventBlocks Note(ISigner key, StreamId model) => new EventAuthor(key).Create(model, new { text = "a" });

    static string DocumentIdOf(EventBlocks init) => Streams.Events.DocumentEvents.NameOf(init).ToString();

    static Task<TestNode> StartAsync(Func<ServerOptions, ServerOptions> configure) =>
        TestNode.StartAsync(configure: options =>
            configure(
                options with
                {
                    AddressWritesPerSecond = 0,
                    AuthorWritesPerSecond = 0,
                    ModelWritesPerSecond = 0,
                    NewAuthorsPerMinute = 0,
                }
            )
        );

    /// <summary>A token comes back each second, so it takes one write more or some.</summary>
    static async Task<T> UntilAsync<T>(Func<Task<T>> write, Func<T, bool> isRefused)
    {
        for (var more = 0; more < 1000; more++)
            if (await write() is { } reply && isRefused(reply))
                return reply;
        throw new InvalidOperationException("it was never refused");
    }

    static async Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body, string? RetryAfter)> UntilRefusedAsync(
        NodeClient client,
        Func<EventBlocks> next
    )
    {
        using var refused = await UntilAsync(
            () =>
                client.Http.PostAsJsonAsync(
                    "/api/v0/streams",
                    new { type = (int)StreamType.Document, genesis = Testing.Nodes.NodeApi.ToJson(next()) }
                ),
            reply => !reply.IsSuccessStatusCode
        );
        return (
            refused.StatusCode,
            System.Text.Json.JsonElement.Parse(await refused.Content.ReadAsStringAsync()),
            refused.Headers.RetryAfter?.ToString()
        );
    }
}
