using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Streams;

namespace ComposeServer.Conformance.Streams;

/// <summary>A recorded event: its parts, and the keys that it was made with.</summary>
sealed class EventVector(string file, JsonElement json)
{
    static readonly string[] Files = ["events-key-ed25519.json", "events-pkh-cacao.json"];

    public JsonElement Json { get; } = json;

    public string Name => Text("name");

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

    /// <summary>One row for each event of all files.</summary>
    public static TheoryData<string, string> All => Names(vector => true);

    public static TheoryData<string, string> Names(Func<EventVector, bool> chosen)
    {
        var rows = new TheoryData<string, string>();
        foreach (var file in Files)
        {
            foreach (var vector in Read(file).Where(chosen))
                rows.Add(file, vector.Name);
        }

        return rows;
    }

    public static EventVector Find(string file, string name) => new(file, VectorFile.Case(file, name));

    /// <summary>The event of the same file with another name.</summary>
    public EventVector Other(string name) => Find(file, name);

    public Ed25519Signer Signer()
    {
        if (Json.TryGetProperty("seed", out var seed))
            return new(Convert.FromHexString(seed.GetString()!));
        var session = VectorFile.Case(file, Name[..Name.IndexOf(':', StringComparison.Ordinal)] + ": session");
        return new(Convert.FromHexString(session.GetProperty("keySeed").GetString()!));
    }

    public string Text(string member) => Json.GetProperty(member).GetString()!;

    static IEnumerable<EventVector> Read(string file) =>
        VectorFile
            .Cases(file)
            .Where(one => one.TryGetProperty("commitJson", out _))
            .Select(one => new EventVector(file, one));
}
