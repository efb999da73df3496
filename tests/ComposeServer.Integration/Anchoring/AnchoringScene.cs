using System.Text.Json;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;
using ComposeServer.Integration.Social;
using ComposeServer.Log;
using ComposeServer.Postgres;
using ComposeServer.Server.Host;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Integration.Anchoring;

/// <summary>A development server that anchors what is written, with the example <c>social.graphql</c>, and somebody who signs.</summary>
sealed class AnchoringScene : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    readonly Ed25519Signer _key = Seeds.Key("Grace");
    readonly Composite _composite;

    AnchoringScene(TestNode node, Composite composite, ShiftedClock clock) =>
        (Node, _composite, Clock) = (node, composite, clock);

    public TestNode Node { get; }

    public ShiftedClock Clock { get; }

    public EventAuthor Grace => new(_key);

    public static ServerOptions Anchoring(ServerOptions options) => options with { Anchoring = "inmemory" };

    public static async Task<AnchoringScene> StartAsync(Func<ServerOptions, ServerOptions>? configure = null)
    {
        var clock = new ShiftedClock();
        var node = await TestNode.StartAsync(clock, configure ?? Anchoring);
        return new(node, await node.DeployAsync(Repository.Read("schemas/examples/social.graphql")), clock);
    }

    public StreamId Model(string name) => _composite.FindByAlias(name)!.Value;

    /// <summary>Creates a post.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="at">Another server over the same database.</param>
    /// <param name="anchor"><c>opts.anchor</c>.</param>
    /// <returns>What the server answered: <c>{streamId, state}</c>.</returns>
    public async Task<JsonElement> CreateAsync(string title, TestNode? at = null, bool anchor = true)
    {
        var genesis = Testing.Nodes.NodeApi.ToJson(Grace.Create(Model("Post"), SocialWrites.Post(title)));
        return (
            await (at ?? Node).Api.PostAsync(
                "streams",
                new
                {
                    type = 3,
                    genesis,
                    opts = new { anchor },
                }
            )
        ).Ok;
    }

    /// <summary>Changes the title of a post.</summary>
    public Task<ApiReply> RetitleAsync(JsonElement state, string title, bool anchor = true)
    {
        EventBlocks change = Grace.Change(state, $$"""[{"op":"replace","path":"/title","value":"{{title}}"}]""");
        var id = new StreamId(StreamType.Document, Ipld.Cid.Parse(state.Text("log.0.cid")!));
        return Node.Api.PostAsync(
            "commits",
            new
            {
                streamId = id.ToString(),
                commit = Testing.Nodes.NodeApi.ToJson(change),
                opts = new { anchor },
            }
        );
    }

    public async Task<JsonElement> StateAsync(string id, TestNode? at = null) =>
        (await (at ?? Node).Api.GetAsync($"streams/{id}")).Ok.At("state");

    /// <summary>Asks until the stream is anchored.</summary>
    public async Task<JsonElement> AnchoredAsync(string id, TestNode? at = null)
    {
        using var late = new CancellationTokenSource(Patience);
        while (true)
        {
            var state = await StateAsync(id, at);
            if (state.Text("anchorStatus") == "ANCHORED")
                return state;
            await Task.Delay(20, late.Token);
        }
    }

    /// <summary>What the database holds, seen beside the server.</summary>
    public Task<PostgresBackend> DatabaseAsync() =>
        PostgresBackend.OpenAsync(
            Node.Database.ConnectionString,
            connectionsMax: 3,
            StreamFamilies.Make().History,
            TimeProvider.System,
            NullLogger.Instance,
            default
        );

    /// <summary>Time events of documents.</summary>
    public Task<long> AnchorsAsync() =>
        CountAsync("select count(*) from event e join log l using (log_no) where e.kind = 2 and l.family <> 'model'");

    /// <summary>Runs a statement that gives one number.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var command = Node.Database.DataSource.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        _key.Dispose();
        await Node.DisposeAsync();
    }
}
