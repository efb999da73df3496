using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Json.Patch;
using ComposeServer.Log;
using ComposeServer.Log.AnchorRequests;
using ComposeServer.Log.Families;
using ComposeServer.Log.Feed;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Log.Parking;
using ComposeServer.Log.Pins;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Streams;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Log.Contract;

/// <summary>An intake with the families of streams over a store, and one account that writes to it.</summary>
sealed class LogScene : IAsyncDisposable
{
    public static readonly IntakeFamilies Families = StreamFamilies.Make();

    static readonly Cid TxHash = Cid.Create(Multicodec.EthTx, 0x1b, new byte[32]);

    readonly LogStore _store;
    int _documents;
    int _anchorsAsked;

    /// <param name="store">The store.</param>
    /// <param name="limits">What is taken at most.</param>
    /// <param name="clock">Time.</param>
    /// <param name="isAnchoring">Whether wishes for anchors are heard.</param>
    /// <param name="families">Who judges; those that refuse versions of models if there are none given.</param>
    public LogScene(
        LogStore store,
        IntakeLimits? limits = null,
        TimeProvider? clock = null,
        bool isAnchoring = true,
        IntakeFamilies? families = null
    )
    {
        _store = store;
        var options = new CapabilityOptions();
        var signatures = new EventSignatures(new CapabilityVerifier(options), options);
        Intake = new(
            store.Ports,
            families ?? Families,
            new SignatureStage(signatures),
            limits ?? new IntakeLimits(),
            clock ?? TimeProvider.System,
            NullLoggerFactory.Instance
        )
        {
            OnAnchorAsked = isAnchoring ? count => Interlocked.Add(ref _anchorsAsked, count) : null,
        };
        States = new(store.Ports.Reader, Families.Stored);
    }

    public Ed25519Signer Signer { get; } = Seeds.Key("author");

    public EventIntake Intake { get; }

    public LogStates States { get; }

    public ILogReader Reader => _store.Ports.Reader;

    public IParkingStore Parking => _store.Ports.Parking;

    public IPinStore Pins => _store.Pins;

    public IEventReader Events => _store.Events;

    public IAnchorRequestStore AnchorRequests => _store.AnchorRequests;

    /// <summary>Anchors of which the intake has told that somebody asked for them.</summary>
    public int AnchorsAsked => Volatile.Read(ref _anchorsAsked);

    public async Task<ModelState> ModelAsync(string kind = "list") => await TakeAsync<ModelState>(ModelInit(kind));

    /// <summary>The event of a model whose documents have a text.</summary>
    public EventBlocks ModelInit(string kind = "list") =>
        Sign(
            ModelEvents.Init(
                ModelSample.Definition(
                    """{"text":{"type":"string","maxLength":10}}""",
                    model => model["accountRelation"]!["type"] = kind
                ),
                Signer.Did
            )
        );

    /// <summary>The event that lets the documents of a model have a size, or any other field of that name.</summary>
    public EventBlocks ModelChange(StreamId model, Cid prev, string field = "size")
    {
        var operations = DocumentScene.Ipld(
            $$"""[{"op":"add","path":"/schema/properties/{{field}}","value":{"type":"integer"} }]"""
        );
        return Sign(DagCborEncoder.ToBlock(IpldMap.Of(("data", operations), ("id", model.Init), ("prev", prev))));
    }

    /// <summary>A document with some content, which names a version of its model.</summary>
    public EventBlocks NewDocument(StreamId model, Cid version, IpldMap content)
    {
        var plain = DagCborDecoder.ReadStrict(
            DocumentEvents
                .ListInit(
                    model,
                    Signer.Did,
                    content,
                    unique => BitConverter.TryWriteBytes(unique, Interlocked.Increment(ref _documents))
                )
                .Bytes
        );
        var body = (IpldMap)plain.Value!;
        var header = ((IpldMap)body["header"]).With("modelVersion", version);
        return Sign(DagCborEncoder.ToBlock(body.With("header", header)));
    }

    public EventBlocks NewDocument(StreamId model, string text = "first")
    {
        var number = _documents++;
        return Sign(
            DocumentEvents.ListInit(
                model,
                Signer.Did,
                IpldMap.Of(("text", text)),
                unique => BitConverter.TryWriteBytes(unique, number)
            )
        );
    }

    /// <summary>Changes the text, on top of any event.</summary>
    public EventBlocks Update(EventBlocks init, EventBlocks prev, string text) =>
        Update(init.Event.Cid, prev.Event.Cid, text);

    public EventBlocks Update(Cid init, Cid prev, string text) => Sign(UpdatePayload(init, prev, text));

    public static Block UpdatePayload(Cid init, Cid prev, string text)
    {
        using var operations = System.Text.Json.JsonDocument.Parse(
            $$"""[{"op":"add","path":"/text","value":"{{text}}"}]"""
        );
        JsonPatch.TryRead(operations.RootElement, PatchMode.OwnDoor, out var patch, out _);
        return DocumentEvents.Data(init, prev, patch);
    }

    /// <summary>A time event whose tree has two leaves, the anchored event on the left.</summary>
    public static EventBlocks Anchor(EventBlocks init, EventBlocks prev, long? seconds)
    {
        var node = DagCborEncoder.ToBlock(IpldList.Of(prev.Event.Cid, TxHash));
        var proof = ProofBlock.ToBlock(new("eip155:1", node.Cid, TxHash, TransactionRoot.ContractCall));
        var time = new TimeEvent(prev.Event.Cid, proof.Cid, "0");
        return new(DagCborEncoder.ToBlock(time.ToIpld(init.Event.Cid))) { Evidence = new([proof, node], seconds) };
    }

    /// <summary>One tree over two init events, and a time event for each.</summary>
    public static (EventBlocks One, EventBlocks Two) AnchorBoth(EventBlocks one, EventBlocks two, long seconds)
    {
        var node = DagCborEncoder.ToBlock(IpldList.Of(one.Event.Cid, two.Event.Cid));
        var proof = ProofBlock.ToBlock(new("eip155:1", node.Cid, TxHash, TransactionRoot.ContractCall));
        return (Of(one, "0"), Of(two, "1"));

        EventBlocks Of(EventBlocks init, string path)
        {
            var time = new TimeEvent(init.Event.Cid, proof.Cid, path);
            return new(DagCborEncoder.ToBlock(time.ToIpld(init.Event.Cid))) { Evidence = new([proof, node], seconds) };
        }
    }

    public EventBlocks Sign(Block payload) => EventSigner.Sign(Signer, payload);

    public Task<Outcome> SubmitAsync(EventBlocks blocks) => Intake.SubmitAsync(blocks, null, default).AsTask();

    /// <summary>Writes, and asks for an anchor.</summary>
    public async Task<Outcome> AskAsync(EventBlocks blocks) =>
        await Intake.SubmitAsync(blocks, null, new SubmitOptions(Anchor: true), default);

    /// <summary>How far the request to anchor the newest event of a document has come.</summary>
    public async Task<AnchorRequestStage?> StageAsync(EventBlocks init)
    {
        var entries = (await Reader.ReadEntriesAsync([NameOf(init)], default))[NameOf(init)];
        var tip = (await StateAsync(init)).Tip;
        Assert.InRange(entries.Count(entry => entry.AnchorRequest is not null), 0, 1);
        return entries.Single(entry => entry.Cid == tip).AnchorRequest;
    }

    public async Task<T> TakeAsync<T>(EventBlocks blocks)
        where T : LogState => Assert.IsType<T>(Assert.IsType<Outcome.Taken>(await SubmitAsync(blocks)).State);

    public async Task<IReadOnlyList<Outcome>> ImportAsync(params EventBlocks[] chain) =>
        await Intake.ImportAsync(chain, default);

    public static LogName NameOf(EventBlocks init) => new StreamId(StreamType.Document, init.Event.Cid).Name;

    public async Task<DocumentState> StateAsync(EventBlocks init) =>
        (DocumentState)(await States.FindAsync(NameOf(init), default))!;

    /// <summary>Text and tip of a document.</summary>
    public async Task<(string Text, Cid Tip)> ContentAsync(EventBlocks init)
    {
        var state = await StateAsync(init);
        using var content = state.Content.Read();
        return (content.RootElement.GetProperty("text").GetString()!, state.Tip);
    }

    /// <summary>Waits until nothing that could be taken waits.</summary>
    public async Task SettleAsync(long left = 0)
    {
        for (var tries = 0; tries < 1_000; tries++)
        {
            await Intake.LookThroughParkedAsync(default);
            if ((await Parking.CountAsync(default)).Events == left)
                return;
        }

        Assert.Fail($"{(await Parking.CountAsync(default)).Events} events wait, expected {left}");
    }

    public async ValueTask DisposeAsync()
    {
        await Intake.DisposeAsync();
        await _store.DisposeAsync();
        Signer.Dispose();
    }
}
