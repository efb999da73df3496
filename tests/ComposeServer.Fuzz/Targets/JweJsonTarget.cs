using System.Text.Json;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Fuzz.Targets;

sealed class JweJsonTarget : JsonTarget
{
    public override string Name => "jwe-json";

    public override IReadOnlyList<string> Words { get; } = [.. JweSeeds.Members, "\\ud800"];

    public override IEnumerable<byte[]> Seeds() => JweSeeds.All.Select(Json);

    protected override void Check(JsonElement json)
    {
        if (Door.Through(() => DagJwe.TryReadJson(json, out var read, out _) ? read : null) is not { } jwe)
            return;
        Oracle.Holds(
            DagJwe.TryRead(jwe.ToBytes(), DagCborRules.Strict, out var same, out _) && jwe.Equals(same),
            "the bytes of an envelope read as it"
        );
        Oracle.Holds(
            DagJwe.TryReadJson(JsonElement.Parse(Json(jwe), new() { MaxDepth = 512 }), out same, out _)
                && jwe.Equals(same),
            "the JSON of an envelope reads as it"
        );
    }

    static byte[] Json(DagJwe jwe)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            jwe.WriteJson(writer);
        return stream.ToArray();
    }
}
