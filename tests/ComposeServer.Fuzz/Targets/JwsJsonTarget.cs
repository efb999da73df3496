using System.Text.Json;
using ComposeServer.Fuzz.Seeds;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Fuzz.Targets;

sealed class JwsJsonTarget : JsonTarget
{
    public override string Name => "jws-json";

    public override IReadOnlyList<string> Words { get; } =
    ["payload", "signatures", "protected", "signature", "header", "link", "\\ud800"];

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors.Json("vectors/dag-jose.json", "jws"),
            .. Vectors.Json("vectors/events-key-other.json", "jws"),
            """{"payload":"AXESIL7Fs5aj5ur6OeV9uGK5z2pErtDzE6qkWfncnTTd_4RE","signatures":[{"signature":"AA","header":{"a":[1.5]}}]}"""u8.ToArray(),
        ];

    protected override void Check(JsonElement json)
    {
        if (Door.Through(() => DagJws.TryReadJson(json, out var jws, out _) ? jws : null) is { } jws)
            JwsJson.CheckThereAndBack(jws);
    }
}
