using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Sync;

/// <summary>Which other streams the payload of an init event needs: a document its model, a model its interfaces, a tile its schema.</summary>
static class ModelLinks
{
    /// <summary>Interfaces that are looked at; a model of more is left to the rules of its family.</summary>
    const int InterfacesMax = 256;

    /// <summary>Relations or views that are looked at.</summary>
    const int FieldsMax = 1_024;

    /// <summary>Members of a definition whose fields name models.</summary>
    static readonly string[] Members = ["relations", "views"];

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

    /// <summary>Every model that a model names: interfaces, and those on the other side of relations and views.</summary>
    public static IEnumerable<StreamId> NamedBy(IpldMap payload)
    {
        foreach (var id in InterfacesOf(payload))
            yield return id;
        if (!payload.TryGet<IpldMap>("data", out var data))
            yield break;
        foreach (var members in Members)
        {
            if (!data.TryGet<IpldMap>(members, out var fields))
                continue;
            foreach (var (_, field) in fields.Entries.Take(FieldsMax))
                if (
                    field is IpldMap map
                    && map.TryGet<IpldString>("model", out var text)
                    && StreamId.TryParse(text.Value, out var id)
                    && id.Type == StreamType.Model
                )
                    yield return id;
        }
    }

    /// <summary>The tile that holds the schema of a tile.</summary>
    public static bool TrySchemaOf(IpldMap payload, out StreamId schema)
    {
        schema = default;
        if (!payload.TryGet<IpldMap>("header", out var header) || !header.TryGet<IpldString>("schema", out var text))
            return false;
        var isNamed = CommitId.TryFind(text.Value, out var commit, out _);
        schema = commit.Stream;
        return isNamed;
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
