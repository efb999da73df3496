using System.Security.Cryptography;
using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;

namespace ComposeServer.Testing.Nodes;

/// <summary>Makes and signs the events of documents as a client does that has the key itself.</summary>
public sealed class EventAuthor
{
    readonly ISigner _signer;
    readonly Block? _capability;

    /// <summary>A did:key writes in its own name.</summary>
    public EventAuthor(ISigner key)
    {
        _signer = key;
        Did = key.Did;
    }

    /// <summary>A session key writes in the name of its account.</summary>
    public EventAuthor(DidSession session)
    {
        _signer = session.Signer;
        _capability = session.Capability.Block;
        Did = session.Parent;
    }

    /// <summary>Controller of what it creates.</summary>
    public Did Did { get; }

    /// <summary>Begins a document of a LIST model.</summary>
    public EventBlocks Create(StreamId model, object content) => Create(model, Did, content);

    /// <summary>Begins a document that another account shall control.</summary>
    public EventBlocks Create(StreamId model, Did controller, object content)
    {
        var value = PlainJson.FromDocument(JsonSerializer.SerializeToElement(content));
        return Sign(DocumentEvents.ListInit(model, controller, value, RandomNumberGenerator.Fill));
    }

    /// <summary>Changes a document.</summary>
    /// <param name="state">What the node API says of it: <c>{log: [{cid}]}</c>.</param>
    /// <param name="patch">RFC 6902 operations as JSON text; what makes no sense is signed all the same.</param>
    /// <param name="shouldIndex">Null leaves it as it is.</param>
    public EventBlocks Change(JsonElement state, string patch, bool? shouldIndex = null)
    {
        var log = state.Items("log");
        var init = Cid.Parse(log[0].Text("cid")!);
        var tip = Cid.Parse(log[^1].Text("cid")!);
        var data = PlainJson.FromDocument(JsonElement.Parse(patch));
        var payload = IpldMap.Of(("data", data), ("id", init), ("prev", tip));
        if (shouldIndex is { } flag)
            payload = payload.With("header", IpldMap.Of(("shouldIndex", flag)));
        return Sign(DagCborEncoder.ToBlock(payload));
    }

    /// <summary>Signs any payload.</summary>
    public EventBlocks Sign(Block payload) => EventSigner.Sign(_signer, payload, _capability);
}
