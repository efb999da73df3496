using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Sync;

/// <summary>What the payload of an init event says about models: which one it needs, or that it is one itself and of which interfaces.</summary>
static class ModelLinks
{
    /// <summary>Interfaces that are looked at; a model of more is left to the rules of its family.</summary>
    const int InterfacesMax = 256;

    /// <summary>True when a model stream begins.</summary>
    public static bool IsModel(IpldMap payload) =>
        TryReadModel(payload, out var model) && model.SequenceEqual(StreamId.Metamodel.Name.Memory.Span);

    /// <summary>The model of a document.</summary>
    public static bool TryModelOf(IpldMap payload, out StreamId model)
    {
        model = default;
        return TryReadModel(payload, out var bytes)
            && StreamId.TryRead(bytes, out model)
            && model.Type == StreamType.Model;
    }

    /// <summary>The interfaces that a model implements.</summary>
    public static IReadOnlyList<StreamId> InterfacesOf(IpldMap payload)
    {
        if (!payload.TryGet<IpldMap>("data", out var data) || !data.TryGet<IpldList>("implements", out var list))
            return [];
        var found = new List<StreamId>();
        foreach (var item in list.Items.Take(InterfacesMax))
            if (item is IpldString text && StreamId.TryParse(text.Value, out var id))
                found.Add(id);
        return found;
    }

    static bool TryReadModel(IpldMap payload, out ReadOnlySpan<byte> model)
    {
        model = default;
        if (!payload.TryGet<IpldMap>("header", out var header) || !header.TryGet<IpldBytes>("model", out var bytes))
            return false;
        model = bytes.Value.Span;
        return true;
    }
}
