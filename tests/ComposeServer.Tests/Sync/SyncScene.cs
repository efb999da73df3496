using System.Text.Json.Nodes;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Streams;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Sync;

/// <summary>
/// A small world of streams with everything that an export can hold: an interface and its model, documents with several events, two written
/// under one capability, deterministic ones with and without content, and two anchored in one tree.
/// </summary>
sealed class SyncScene : IDisposable
{
    const string Text = """{"text":{"type":"string","maxLength":40}}""";

    static readonly Cid Transaction = Cid.Create(Multicodec.EthTx, Multihash.Keccak256, new byte[32]);

    readonly DocumentScene _scene = new(DocumentFamilyOptions.AsReference);
    readonly Account _account = new("sync");
    readonly DidSession _session;

    public SyncScene()
    {
        _session = _account.NewSession(TimeProvider.System);
        Interface = Model("""{"text":{"type":"string"}}""", model => model["interface"] = true);
        var face = new StreamId(StreamType.Model, Interface.Event.Cid);
        Note = Model(Text, model => model["implements"] = new JsonArray(face.ToString()));
        Single = Model(
            """{"name":{"type":"string","maxLength":40}}""",
            model => model["accountRelation"] = new JsonObject { ["type"] = "single" }
        );
        NoteId = new(StreamType.Model, Note.Event.Cid);
        SingleId = new(StreamType.Model, Single.Event.Cid);
        Add(Interface, Note, Single);
        for (var i = 0; i < 4; i++)
            AddNote(i);
        AddSessionNotes();
        AddDeterministic();
        AddAnchored();
    }

    /// <summary>All events in the order in which they were made.</summary>
    public List<EventBlocks> Events { get; } = [];

    public EventBlocks Interface { get; }

    public EventBlocks Note { get; }

    public EventBlocks Single { get; }

    public StreamId NoteId { get; }

    public StreamId SingleId { get; }

    /// <summary>Who controls everything but the documents of the session.</summary>
    public Did Author => _scene.Signer.Did;

    /// <summary>Who controls the documents of the session.</summary>
    public Did SessionAccount => _account.Did;

    public Block Capability => _session.Capability.Block;

    /// <summary>The events of one document with two updates.</summary>
    public IReadOnlyList<EventBlocks> FirstNote => Events.GetRange(3, 3);

    public IReadOnlyList<EventBlocks> TimeEvents => [.. Events.Where(blocks => blocks.Evidence is not null)];

    public void Dispose()
    {
        _scene.Dispose();
        _session.Dispose();
        _account.Dispose();
    }

    /// <summary>Events that an export of everything holds: all but the document that nobody has written to.</summary>
    public int ExportedCount => Events.Count - 1;

    /// <summary>The init event of a document that nobody has written to.</summary>
    public EventBlocks Untouched => Events.First(blocks => blocks.Linked is null && blocks.Evidence is null);

    /// <summary>Two branches of two events each that part at the second event of the first note, so that neither is built on its tip.</summary>
    public (IReadOnlyList<EventBlocks> Left, IReadOnlyList<EventBlocks> Right) Fork()
    {
        return (Branch("left"), Branch("right"));

        IReadOnlyList<EventBlocks> Branch(string text)
        {
            var first = Data(FirstNote[1].Event.Cid, text);
            return [first, Data(first.Event.Cid, text + ", again")];
        }

        EventBlocks Data(Cid prev, string text)
        {
            var operation = DocumentScene.Ipld($$"""[{"op":"replace","path":"/text","value":"{{text}}"}]""");
            return _scene.Sign(IpldMap.Of(("data", operation), ("id", FirstNote[0].Event.Cid), ("prev", prev)));
        }
    }

    /// <summary>
    /// A document of a session that ended long ago: its init event, an update, and a time event that proves both older than the end.
    /// </summary>
    /// <param name="issued">When the session began; it lasts a day or a week.</param>
    public IReadOnlyList<EventBlocks> ExpiredNote(DateTimeOffset issued)
    {
        using var session = _account.NewSession(new ManualClock(issued));
        var author = new EventAuthor(session);
        var init = author.Create(NoteId, new { text = "long ago" });
        var operation = DocumentScene.Ipld("""[{"op":"replace","path":"/text","value":"a little later"}]""");
        var update = author.Sign(
            DagCborEncoder.ToBlock(IpldMap.Of(("data", operation), ("id", init.Event.Cid), ("prev", init.Event.Cid)))
        );
        var proof = ProofBlock.ToBlock(
            new AnchorProof("eip155:100", update.Event.Cid, Transaction, TransactionRoot.ContractCall)
        );
        var time = DagCborEncoder.ToBlock(new TimeEvent(update.Event.Cid, proof.Cid, "").ToIpld(init.Event.Cid));
        return [init, update, new(time) { Evidence = new([proof], null) }];
    }

    /// <summary>One more document of the note model, that only its init event describes.</summary>
    public EventBlocks NewNote(string text) => _scene.ListInit(NoteId, $$"""{"text":"{{text}}"}""");

    EventBlocks Model(string properties, Action<JsonObject> change) =>
        _scene.Sign(ModelEvents.Init(ModelSample.Definition(properties, change), _scene.Signer.Did));

    T Take<T>(EventBlocks blocks)
        where T : StreamState
    {
        Events.Add(blocks);
        return _scene.Lab.Take<T>(blocks);
    }

    void Add(params IEnumerable<EventBlocks> models)
    {
        foreach (var model in models)
            Take<ModelState>(model);
    }

    DocumentState AddNote(int number)
    {
        var state = Take<DocumentState>(NewNote($"note {number}"));
        state = Take<DocumentState>(_scene.Update(state, $$"""{"text":"note {{number}}, better"}"""));
        return Take<DocumentState>(_scene.Update(state, $$"""{"text":"note {{number}}, best"}"""));
    }

    void AddSessionNotes()
    {
        var author = new EventAuthor(_session);
        Take<DocumentState>(author.Create(NoteId, new { text = "by a session" }));
        Take<DocumentState>(author.Create(NoteId, new { text = "by the same session" }));
    }

    void AddDeterministic()
    {
        Take<DocumentState>(DocumentEvents.SingleInit(SingleId, _account.Did));
        var written = Take<DocumentState>(DocumentEvents.SingleInit(SingleId, _scene.Signer.Did));
        Take<DocumentState>(_scene.Patch(written, """[{"op":"replace","path":"","value":{"name":"only"}}]"""));
    }

    void AddAnchored()
    {
        var left = AddNote(10);
        var right = AddNote(11);
        var tree = DagCborEncoder.ToBlock(IpldList.Of(left.Tip, right.Tip));
        var proof = ProofBlock.ToBlock(
            new AnchorProof("eip155:100", tree.Cid, Transaction, TransactionRoot.ContractCall)
        );
        foreach (var (state, path) in new[] { (left, "0"), (right, "1") })
        {
            var time = new TimeEvent(state.Tip, proof.Cid, path);
            var block = DagCborEncoder.ToBlock(time.ToIpld(state.Id.Init));
            var after = Take<DocumentState>(new(block) { Evidence = new([proof, tree], 1_700_000_000) });
            Take<DocumentState>(_scene.Update(after, $$"""{"text":"after the anchor {{path}}"}"""));
        }
    }
}
