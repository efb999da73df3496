using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Streams;

namespace ComposeServer.Conformance.Streams;

/// <summary>A recorded event: its parts, and the keys that it was made with.</summary>
sealed class EventVector(VectorCase one)
{
    public static readonly string[] Files = ["events-key-ed25519.json", "events-pkh-cacao.json"];

    public Recorded Json => one.Json;

    public string Name => one.Name;

    public bool IsSigned => Json.GetProperty("signed").GetBoolean();

    public bool IsTile => Name.Contains("tile", StringComparison.Ordinal);

    public Did Controller => Did.Parse(Text("controller"));

    public StreamId Model => StreamId.Parse(Text("model"));

    public Cid Cid => Cid.Parse(Text("cid"));

    /// <summary>The event block: the envelope when signed.</summary>
    public byte[] Bytes => Convert.FromHexString(Text(IsSigned ? "dagJose" : "bytes"));

    public byte[] Payload => IsSigned ? Convert.FromBase64String(Text("linkedBlock")) : Bytes;

    public IpldMap Body => (IpldMap)DagCborDecoder.ReadStrict(Payload).Value!;

    public Block? Capability =>
        Json.TryGetProperty("cacaoBlock", out var text) && Base64Plain.TryDecode(text.GetString(), out var bytes)
            ? Block.Of(Multicodec.DagCbor, bytes)
            : null;

    /// <summary>What stands before the colon of the name: who wrote it.</summary>
    public string Writer => Name[..Name.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The account for which a session key signed; null where a key signed for itself.</summary>
    public string? Account => Json.Has("seed") ? null : one.Other($"{Writer}: session").Text("pkhDid");

    public Ed25519Signer Signer() =>
        Json.Has("seed") ? new(Json.Hex("seed")) : new(one.Other($"{Writer}: session").Hex("keySeed"));

    public string Text(string member) => Json.Text(member);
}
