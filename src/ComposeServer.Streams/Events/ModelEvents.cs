using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Streams.Models;

namespace ComposeServer.Streams.Events;

/// <summary>Authors the one event of a model stream that anyone authors.</summary>
public static class ModelEvents
{
    /// <summary>The payload that creates a model: a function of definition and controller alone (composedb.md 3.2).</summary>
    /// <returns>A dag-cbor block to sign with <see cref="EventSigner.Sign"/>; the stream's name follows from the signed event.</returns>
    public static Block Init(ModelDefinition definition, Did controller) =>
        DagCborEncoder.ToBlock(
            IpldMap.Of(("data", definition.Value), ("header", StreamHeader.Of(controller, StreamId.Metamodel)))
        );
}
