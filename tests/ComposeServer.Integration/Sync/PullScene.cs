using System.Text.Json;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Json.Patch;
using ComposeServer.Log;
using ComposeServer.Server.Host;
using ComposeServer.Streams;
using ComposeServer.Streams.Caip10Link;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Sync.Import;
using ComposeServer.Sync.Pull;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;
using HttpNodeSource = ComposeServer.Sync.Pull.Http.HttpNodeSource;

namespace ComposeServer.Integration.Sync;

/// <summary>A node that runs, with streams of every type: by keys and sessions, found and hidden, anchored and not.</summary>
public sealed class PullScene : IAsyncLifetime
{
    /// <summary>What is served on both sides.</summary>
    public const string Schema = """
        interface Titled @createModel(description: "Has a title") {
          title: String! @string(maxLength: 100)
        }
        type Note implements Titled @createModel(accountRelation: LIST, description: "A note") @createIndex(fields: [{ path: ["title"] }]) {
          author: DID! @documentAccount
          version: CommitID! @documentVersion
          title: String! @string(maxLength: 100)
        }
        type Profile @createModel(accountRelation: SINGLE, description: "A profile") {
          name: String @string(maxLength: 100)
        }
        type Vote @createModel(accountRelation: SET, accountRelationFields: ["topic"], description: "A vote") {
          topic: String! @string(maxLength: 40)
          isYes: Boolean
        }
        """;

    /// <summary>All notes through the index.</summary>
    public const string Notes =
        "{ noteIndex(first: 100, sorting: { title: ASC }) { edges { node { id version title author { id } } } } noteCount }";

    readonly Account _account = new("puller");
    readonly Ed25519Signer _key = Seeds.Key("pull writer");
    readonly EthereumWallet _wallet = new([.. Enumerable.Repeat((byte)9, 32)]);
    readonly List<StreamId> _streams = [];
    TestDatabase _database = null!;

    /// <summary>The node.</summary>
    public TestNode Node { get; private set; } = null!;

    /// <summary>The model of the notes.</summary>
    public StreamId Note { get; private set; }

    /// <summary>A note that the index does not show.</summary>
    public StreamId HiddenNote { get; private set; }

    /// <summary>A note that was anchored under a tree, and changed after.</summary>
    public StreamId AnchoredNote { get; private set; }

    /// <summary>Everything but models, and but the document that nobody has written to.</summary>
    public IReadOnlyList<StreamId> Streams => _streams;

    /// <summary>Main network, so that proofs of its chain are looked at; nobody can ask the chain.</summary>
    public static ServerOptions OptionsOf(ServerOptions options) => options with { Network = "mainnet" };

    public async ValueTask InitializeAsync()
    {
        _database = await TestPostgres.CreateDatabaseAsync();
        Node = await TestNode.StartAsync(_database, configure: OptionsOf);
        var composite = await Node.DeployAsync(Schema);
        Note = ModelOf("Note");
        using var session = _account.NewSession(TimeProvider.System);
        var key = new EventAuthor(_key);
        foreach (var author in new[] { key, new EventAuthor(session) })
        {
            for (var i = 0; i < 3; i++)
                await WriteAsync(author, author.Create(Note, new { title = $"{author.Did.Text[..9]} {i}" }), "title");
            await WriteAsync(author, DocumentEvents.SingleInit(ModelOf("Profile"), author.Did), "name");
            await WriteAsync(author, DocumentEvents.SetInit(ModelOf("Vote"), author.Did, "peace"), "topic");
        }

        await Node.Api.CreateAsync(
            StreamType.Document,
            DocumentEvents.SingleInit(ModelOf("Profile"), new Account("nobody").Did)
        );
        HiddenNote = _streams[0];
        _ = (
            await Node.Api.CommitAsync(HiddenNote.ToString(), key.Change(await StateAsync(HiddenNote), "[]", false))
        ).Ok;
        await AddTilesAsync();
        await AddLinkAsync();
        AnchoredNote = _streams[1];
        await AnchorAsync(AnchoredNote);
        var change = key.Change(await StateAsync(AnchoredNote), Replace("title", "after the anchor"));
        _ = (await Node.Api.CommitAsync(AnchoredNote.ToString(), change)).Ok;

        StreamId ModelOf(string name) =>
            StreamId.Parse(composite.Models.Single(model => model.Value.Definition.Name == name).Key);
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        _account.Dispose();
        _key.Dispose();
        _wallet.Dispose();
    }

    /// <summary>Opens a database on which no server runs.</summary>
    public static Task<OfflineParts> OpenAsync(TestDatabase database) =>
        OfflineParts.OpenAsync(
            OptionsOf(TransferScene.OptionsOf(database)),
            mayCreate: true,
            TimeProvider.System,
            default
        );

    /// <summary>Pulls from the node.</summary>
    public async Task<PullReport> PullAsync(OfflineParts parts, PullSelection selection, bool isRehearsal = false)
    {
        using var admin = Seeds.Key("admin");
        var options = new PullOptions();
        using var node = new HttpNodeSource(Node.Address, admin, options, TimeProvider.System);
        return isRehearsal
            ? await parts.RehearsePullAsync(node, selection, options, null, default)
            : await parts.PullAsync(node, selection, PullBookmarks.None(node.Name), options, null, default);
    }

    /// <summary>State and events of a stream, as the node API gives them.</summary>
    public static async Task<string> AnswersAsync(NodeClient node, StreamId id) =>
        (await node.Api.GetAsync($"streams/{id}")).Ok.GetRawText()
        + (await node.Api.GetAsync($"commits/{id}")).Ok.GetRawText();

    static string Replace(string field, string value) =>
        JsonSerializer.Serialize(
            new[]
            {
                new
                {
                    op = "add",
                    path = "/" + field,
                    value,
                },
            }
        );

    async Task<JsonElement> StateAsync(StreamId id) => (await Node.Api.GetAsync($"streams/{id}")).Ok.At("state");

    async Task WriteAsync(EventAuthor author, EventBlocks init, string field)
    {
        var created = (await Node.Api.CreateAsync(StreamType.Document, init)).Ok;
        var patch = init.Linked is null
            ? $$"""[{"op":"replace","path":"","value":{ "{{field}}":"peace" } }]"""
            : Replace(field, $"changed {_streams.Count:00}");
        var change = author.Change(created.At("state"), patch);
        _ = (await Node.Api.CommitAsync(created.Text("streamId")!, change)).Ok;
        _streams.Add(StreamId.Parse(created.Text("streamId")));
    }

    async Task AddTilesAsync()
    {
        var schema = Sign(TileEvents.Init(_key.Did, IpldMap.Of(("type", "object")), bytes => bytes.Clear()));
        var under = IpldMap.Of(("schema", TileEvents.NameOf(schema).At(schema.Event.Cid).ToString()));
        await AddTileAsync(schema);
        await AddTileAsync(Sign(TileEvents.Init(_key.Did, IpldMap.Of(("a", 1)), bytes => bytes.Fill(1), under)));
        await AddTileAsync(TileEvents.DeterministicInit(_key.Did, IpldMap.Of(("family", "pulled"))));
        var id = _streams[^1];
        var patch = JsonPatch.Diff(JsonElement.Parse("{}"), JsonElement.Parse("""{"b":1.5}"""));
        _ = (await Node.Api.CommitAsync(id.ToString(), Sign(TileEvents.Data(id.Init, id.Init, patch)))).Ok;

        EventBlocks Sign(Block payload) => EventSigner.Sign(_key, payload);

        async Task AddTileAsync(EventBlocks init)
        {
            _ = (await Node.Api.CreateAsync(StreamType.Tile, init)).Ok;
            _streams.Add(TileEvents.NameOf(init));
        }
    }

    async Task AddLinkAsync()
    {
        var account = new LinkAccount("eip155", "1", _wallet.Address);
        var init = Caip10LinkEvents.Init(account);
        var message = LinkMessage.Write(_key.Did.Text, 1_700_000_000);
        var proof = LinkProof.Of("ethereum-eoa", message, _wallet.SignPersonal(message), account);
        var id = Caip10LinkEvents.NameOf(init);
        _ = (await Node.Api.CreateAsync(StreamType.Caip10Link, init)).Ok;
        var change = Caip10LinkEvents.Data(init.Event.Cid, init.Event.Cid, proof);
        _ = (await Node.Api.CommitAsync(id.ToString(), change)).Ok;
        _streams.Add(id);
    }

    /// <summary>Anchors the tip under a tree of two. Time events come to a node as history does.</summary>
    async Task AnchorAsync(StreamId id)
    {
        var tip = Cid.Parse((await StateAsync(id)).Items("log")[^1].Text("cid")!);
        var txHash = Cid.Create(Multicodec.EthTx, Multihash.Keccak256, new byte[32]);
        var tree = DagCborEncoder.ToBlock(IpldList.Of(id.Init, tip));
        var proof = ProofBlock.ToBlock(new("eip155:1", tree.Cid, txHash, TransactionRoot.ContractCall));
        var time = DagCborEncoder.ToBlock(new TimeEvent(tip, proof.Cid, "1").ToIpld(id.Init));
        var file = new CarFile([], [tree, proof, time]).ToBytes();
        await Node.StopAsync();
        await using (var parts = await OpenAsync(_database))
        {
            ImportSource[] files = [new("time.car", () => new MemoryStream(file), file.Length)];
            Assert.Equal(1, (await parts.ImportAsync(files, new(), null, default)).TimesUnverified);
        }

        Node = await TestNode.StartAsync(_database, configure: OptionsOf);
    }
}
