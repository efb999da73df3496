using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Server.Host;
using ComposeServer.Streams;
using ComposeServer.Sync.Export;
using ComposeServer.Sync.Import;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Sync;

/// <summary>A node with notes and books of two accounts, one of which writes by sessions, stopped so that its database can be read.</summary>
public sealed class TransferScene : IAsyncLifetime
{
    /// <summary>What is served on both sides.</summary>
    public const string Schema = """
        type Note @createModel(accountRelation: LIST, description: "A note") @createIndex(fields: [{ path: ["text"] }]) {
          author: DID! @documentAccount
          version: CommitID! @documentVersion
          text: String! @string(minLength: 1, maxLength: 100)
        }
        type Book @createModel(accountRelation: LIST, description: "A book") @createIndex(fields: [{ path: ["title"] }]) {
          reader: DID! @documentAccount
          version: CommitID! @documentVersion
          title: String! @string(minLength: 1, maxLength: 100)
        }
        """;

    /// <summary>All documents through the index.</summary>
    public const string Pages = """
        {
          noteIndex(first: 100, sorting: { text: ASC }) { edges { node { id version text author { id } } } }
          bookIndex(first: 100, sorting: { title: ASC }) { edges { node { id version title reader { id } } } }
          noteCount
          bookCount
        }
        """;

    readonly Account _account = new("reader");
    readonly Identity.Jose.Ed25519Signer _key = Seeds.Key("writer");
    readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);
    TestNode _node = null!;

    public StreamId Note { get; private set; }

    public Did Account => _account.Did;

    /// <summary>A note that has been changed.</summary>
    public StreamId ChangedNote { get; private set; }

    /// <summary>What the index answered.</summary>
    public JsonElement Answer { get; private set; }

    /// <summary>Each document as the node API answers it, by StreamID.</summary>
    public IReadOnlyDictionary<string, string> States => _states;

    /// <summary>Its database, on which no server runs.</summary>
    public ServerOptions Options => OptionsOf(_node.Database);

    public TestDatabase Database => _node.Database;

    public async ValueTask InitializeAsync()
    {
        _node = await TestNode.StartAsync();
        var composite = await _node.DeployAsync(Schema);
        Note = ModelOf("Note");
        var book = ModelOf("Book");
        var key = new EventAuthor(_key);
        using var session = _account.NewSession(TimeProvider.System);
        var reader = new EventAuthor(session);
        for (var i = 0; i < 5; i++)
        {
            ChangedNote = await WriteAsync(
                key,
                Note,
                new { text = $"note {i}" },
                change: $$"""[{"op":"replace","path":"/text","value":"changed {{i}}"}]"""
            );
            await WriteAsync(reader, Note, new { text = $"note by session {i}" });
            await WriteAsync(reader, book, new { title = $"book {i}" });
        }

        Answer = (await _node.Anonymous.AskAsync(Pages)).Data;
        await _node.StopAsync();

        StreamId ModelOf(string name) =>
            StreamId.Parse(composite.Models.Single(model => model.Value.Definition.Name == name).Key);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _account.Dispose();
        _key.Dispose();
    }

    public static ServerOptions OptionsOf(TestDatabase database) =>
        new()
        {
            Database = database.ConnectionString,
            AllowLossyDatabase = true,
            LogLevel = "error",
        };

    /// <summary>Exports while no server runs.</summary>
    public async Task<byte[]> ExportAsync(ExportSelection selection)
    {
        await using var parts = await OfflineParts.OpenAsync(Options, mayCreate: false, TimeProvider.System, default);
        using var file = new MemoryStream();
        await parts.Export.WriteAsync(selection, file, null, default);
        return file.ToArray();
    }

    /// <summary>Imports while no server runs.</summary>
    public static async Task<ImportReport> ImportAsync(TestDatabase database, byte[] file, bool isRehearsal = false)
    {
        await using var parts = await OfflineParts.OpenAsync(
            OptionsOf(database),
            mayCreate: true,
            TimeProvider.System,
            default
        );
        ImportSource[] files = [new("export.car", () => new MemoryStream(file), file.Length)];
        return isRehearsal
            ? await parts.RehearseAsync(files, new(), null, default)
            : await parts.ImportAsync(files, new(), null, default);
    }

    /// <summary>What a node API says of a document.</summary>
    public static async Task<string> StateAsync(NodeClient node, string id) =>
        (await node.Api.GetAsync($"streams/{id}?sync=0")).Ok.GetRawText();

    async Task<StreamId> WriteAsync(EventAuthor author, StreamId model, object content, string? change = null)
    {
        var init = author.Create(model, content);
        var id = new StreamId(StreamType.Document, init.Event.Cid);
        var created = (await _node.Api.CreateAsync(StreamType.Document, init)).Ok;
        if (change is not null)
            _ = (await _node.Api.CommitAsync(id.ToString(), author.Change(created.At("state"), change))).Ok;
        _states[id.ToString()] = await StateAsync(_node, id.ToString());
        return id;
    }
}
