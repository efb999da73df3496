using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Composites.Format;

/// <summary>Reads composite files.</summary>
static class CompositeReader
{
    public static Composite Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, CompactJson.ReadOptions);
            return Read(document.RootElement);
        }
        catch (JsonException malformed)
        {
            throw CompositeException.Because(
                CompositeErrorCode.CompositeInvalid,
                $"Malformed composite: not JSON: {malformed.Message}"
            );
        }
    }

    public static Composite Read(JsonElement json)
    {
        var root = new JsonPlace(json, "$", CompositeErrorCode.CompositeInvalid);
        var views = root.Optional("views");
        return new(
            root.Member("version").Text(),
            ReadMap(root.Member("models"), ReadModel),
            ReadMap(root.Optional("aliases"), (_, alias) => alias.Text()),
            new(
                ReadViews(views?.Optional("account")),
                ReadViews(views?.Optional("root")),
                ReadMap(views?.Optional("models"), (_, added) => ReadViews(added))
            ),
            ReadMap(
                root.Optional("indices"),
                (_, indices) => (IReadOnlyList<ModelIndex>)[.. indices.Items().Select(ModelIndex.Read)]
            ),
            root.Optional("commonEmbeds")?.Texts() ?? []
        );
    }

    static OrderedMap<T> ReadMap<T>(JsonPlace? map, Func<string, JsonPlace, T> readValue) =>
        new(
            (map?.Members() ?? []).Select(entry => KeyValuePair.Create(entry.Name, readValue(entry.Name, entry.Value)))
        );

    static CompositeModel ReadModel(string id, JsonPlace commits)
    {
        var read = commits.Items().Select(ReadCommit).ToList();
        if (read.Count == 0)
            throw CompositeException.Because(CompositeErrorCode.CompositeInvalid, $"Missing commits for model {id}");
        var model = CompositeModel.Of(read);
        return model.Id.ToString() == id
            ? model
            : throw CompositeException.Because(
                CompositeErrorCode.CompositeInvalid,
                $"Unexpected Model stream ID: expected {id}, got {model.Id}"
            );
    }

    static ModelCommit ReadCommit(JsonPlace commit)
    {
        var jws = commit.Member("jws");
        if (!DagJws.TryReadJson(jws.Json, out var envelope, out var error))
            throw jws.Wrong(error.Detail);
        return new(
            envelope,
            ReadBlock(commit.Member("linkedBlock")),
            commit.Optional("cacaoBlock") is { IsNull: false } capability ? ReadBlock(capability) : null
        );
    }

    static Block ReadBlock(JsonPlace place) =>
        Base64Plain.TryDecode(place.Text(), out var bytes)
            ? Block.Of(Multicodec.DagCbor, bytes)
            : throw place.Wrong("is not base64");

    static IpldMap ReadViews(JsonPlace? views)
    {
        if (views is not { } place)
            return IpldMap.Empty;
        foreach (var (_, member) in place.Members().SelectMany(view => view.Value.Members()))
        {
            if (member.Json.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                throw member.Wrong("is not a plain value");
        }
        return PlainJson.TryFromDocument(place.Json, out var value, out var code) && value is IpldMap map
            ? map
            : throw place.Wrong($"cannot be read: {code}");
    }
}
