using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Streams.Events;

/// <summary>Headers of the init events that we author, in the shape of JS clients (ceramic.md 2.1).</summary>
static class StreamHeader
{
    public static IpldMap Of(Did controller, StreamId model, DocumentUnique? unique = null, StreamId? context = null)
    {
        var header = IpldMap.Of(
            ("controllers", IpldList.Of(controller.Text)),
            ("model", model.ToBytes()),
            ("sep", "model")
        );
        if (unique is { } key)
            header = header.With("unique", new IpldBytes(key.Memory));
        return context is { } id ? header.With("context", id.ToBytes()) : header;
    }
}
